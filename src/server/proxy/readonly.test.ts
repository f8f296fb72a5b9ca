import { expect, test } from 'vitest'
import { changesNothing } from './readonly.ts'

const pods = '/api/v1/namespaces/shop/pods'
const review = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'

test.each<[string, string, boolean?]>([
  ['GET', pods],
  ['HEAD', pods],
  ['OPTIONS', pods],
  ['POST', review, true],
  ['POST', `${review}?fieldManager=portolan`, true],
  ['POST', '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', true],
  ['POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', true],
  ['POST', `${pods}?dryRun=All`, true],
  ['PUT', `${pods}/a?fieldManager=portolan&dryRun=All`, true],
  ['PATCH', `${pods}/a?dryRun=All&dryRun=All`, true],
  ['DELETE', `${pods}/a?dryRun=All`],
  ['POST', `${pods}/a/eviction?dryRun=All`, true],
  ['POST', `${review}/`, true],
])('%s %s changes nothing', (method, path, hasBody = false) => {
  expect(changesNothing(method, path, hasBody)).toBe(true)
})

test.each<[string, string, boolean?]>([
  ['POST', pods, true],
  ['PUT', `${pods}/a`, true],
  ['PATCH', `${pods}/a`, true],
  ['DELETE', `${pods}/a`],
  ['DELETE', pods],
  ['get', pods],
  ['CONNECT', pods],
  ['POST', `${pods}?dryRun=`, true],
  ['POST', `${pods}?dryRun=all`, true],
  ['POST', `${pods}?dryrun=All`, true],
  ['POST', `${pods}?dryRun=None`, true],
  ['POST', `${pods}?dryRun=All&dryRun=`, true],
  ['POST', `${pods}?dryRun=All,`, true],
  ['POST', `${pods}?x=1;dryRun=All`, true],
  ['POST', `${pods}?x=?dryRun=All`, true],
  ['POST', `${pods}&dryRun=All`, true],
  // The options in its body are the ones that count, and may ask for the real thing.
  ['DELETE', `${pods}/a?dryRun=All`, true],
  ['DELETE', `${review}`],
  ['PUT', review, true],
  ['POST', `${review}/x`, true],
  ['POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', true],
  ['POST', '/apis/example.com/v1/selfsubjectaccessreviews', true],
  ['POST', '/apis/authorization.k8s.io/v1/namespaces/x/localsubjectaccessreviews', true],
  ['POST', '/api/v1/namespaces/shop/serviceaccounts/robot/token?dryRun=All', true],
  // To a cluster, all of these are the same, and so are dry runs that none of them is.
  ['POST', '/api/v1/namespaces/shop/serviceaccounts/robot/token/?dryRun=All', true],
  ['POST', '/api/v1/namespaces/shop/serviceaccounts/robot/toke%6E?dryRun=All', true],
  ['POST', '/api/v1/namespaces/shop/%73erviceaccounts/robot/token?dryRun=All', true],
  ['POST', `${pods}??dryRun=All`, true],
  ['POST', `${pods}?&?dryRun=All`, true],
  ['DELETE', `${pods}/a??dryRun=All`],
])('%s %s may change something', (method, path, hasBody = false) => {
  expect(changesNothing(method, path, hasBody)).toBe(false)
})
