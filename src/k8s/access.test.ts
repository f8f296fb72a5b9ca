import { describe, expect, test } from 'vitest'
import { type AccessQuestion, accessRulesOf, allows, allowsMore, namespacesNamed } from './access.ts'

const rulesOf = (...resourceRules: readonly object[]) =>
  accessRulesOf({ resourceRules, nonResourceRules: [], incomplete: false })
const rule = (verbs: string, apiGroups: string, resources: string, resourceNames?: string) => ({
  verbs: verbs.split(' '),
  apiGroups: apiGroups.split(' ').map((group) => (group === 'core' ? '' : group)),
  resources: resources.split(' '),
  ...(resourceNames !== undefined && { resourceNames: resourceNames.split(' ') }),
})
/** `create services.core`, `update services.core/status web`. */
function question(text: string): AccessQuestion {
  const [verb = '', what = '', name] = text.split(' ')
  const [typed = '', subresource] = what.split('/')
  const [resource = '', group = ''] = typed.split('.')
  return { verb, group: group === 'core' ? '' : group, resource, subresource, name }
}

describe('one rule', () => {
  test.each<[string, ReturnType<typeof rule>, string, 'yes' | 'no']>([
    ['the verb is said', rule('get create', 'core', 'services'), 'create services.core', 'yes'],
    ['another verb', rule('get', 'core', 'services'), 'create services.core', 'no'],
    [
      'a verb is not the beginning of another',
      rule('delete', 'core', 'pods'),
      'deletecollection pods.core',
      'no',
    ],
    ['all verbs', rule('*', 'core', 'services'), 'deletecollection services.core', 'yes'],
    ['verbs are in lower case', rule('GET', 'core', 'services'), 'get services.core', 'no'],
    ['another group', rule('*', 'apps', 'services'), 'get services.core', 'no'],
    ['all groups', rule('*', '*', 'ingresses'), 'get ingresses.networking', 'yes'],
    ['the core group is not all groups', rule('*', 'core', '*'), 'get ingresses.networking', 'no'],
    ['all resources', rule('*', 'core', '*'), 'get services.core', 'yes'],
    ['all resources are all subresources', rule('*', 'core', '*'), 'update services.core/status', 'yes'],
    ['a resource is not its subresources', rule('*', 'core', 'pods'), 'get pods.core/log', 'no'],
    ['a subresource is not its resource', rule('*', 'core', 'pods/log'), 'get pods.core', 'no'],
    ['a subresource', rule('*', 'core', 'pods/log'), 'get pods.core/log', 'yes'],
    ['one subresource of all', rule('*', 'apps', '*/scale'), 'update deployments.apps/scale', 'yes'],
    ['and not the resource itself', rule('*', 'apps', '*/scale'), 'update deployments.apps', 'no'],
    ['and not another', rule('*', 'apps', '*/scale'), 'update deployments.apps/status', 'no'],
    ['no other stars are known', rule('*', 'apps', 'deployments/*'), 'update deployments.apps/scale', 'no'],
    ['nor parts of names', rule('*', 'core', 'serv*'), 'get services.core', 'no'],
    ['an object by its name', rule('get', 'core', 'secrets', 'a b'), 'get secrets.core b', 'yes'],
    ['an object of another name', rule('get', 'core', 'secrets', 'a b'), 'get secrets.core c', 'no'],
    ['all objects, where some are named', rule('list', 'core', 'secrets', 'a'), 'list secrets.core', 'no'],
    ['the list of the one by a selector', rule('list', 'core', 'secrets', 'a'), 'list secrets.core a', 'yes'],
    ['the watch of the one', rule('watch', 'core', 'secrets', 'a'), 'watch secrets.core a', 'yes'],
    ['a new object has no name yet', rule('create', 'core', 'secrets', 'a'), 'create secrets.core a', 'no'],
    ['a new one of any name', rule('create', 'core', 'secrets'), 'create secrets.core a', 'yes'],
    [
      'below an object it has',
      rule('create', 'core', 'pods/eviction', 'a'),
      'create pods.core/eviction a',
      'yes',
    ],
    ['a collection has none', rule('*', 'core', 'pods', 'a'), 'deletecollection pods.core a', 'no'],
    ['deleting by name', rule('delete', 'core', 'pods', 'a'), 'delete pods.core a', 'yes'],
  ])('%s', (_, given, text, answer) => expect(allows(rulesOf(given), question(text))).toBe(answer))
})

test('one of several rules is enough, and what two say together is not', () => {
  const rules = rulesOf(rule('get', 'core', 'services'), rule('create', 'apps', 'deployments'))
  expect(allows(rules, question('create deployments.apps'))).toBe('yes')
  expect(allows(rules, question('create services.core'))).toBe('no')
})

describe('rules that are not all there is', () => {
  const resourceRules = [rule('get', 'core', 'services')]

  test.each([
    { resourceRules, incomplete: true },
    { resourceRules, incomplete: false, evaluationError: 'role.rbac.authorization.k8s.io "x" not found' },
  ])('say yes and never no: %j', (status) => {
    const rules = accessRulesOf(status)
    expect(allows(rules, question('get services.core'))).toBe('yes')
    expect(allows(rules, question('create services.core'))).toBe('unknown')
  })

  test.each([undefined, null, 'text', {}, { resourceRules: 'text' }])('%j says nothing', (status) => {
    expect(allows(accessRulesOf(status), question('get services.core'))).toBe('unknown')
  })

  test('a rule of another shape allows nothing', () => {
    const rules = accessRulesOf({ resourceRules: [null, 'text', { verbs: '*' }, { verbs: ['*'] }] })
    expect(allows(rules, question('get services.core'))).toBe('no')
  })
})

test('the order in which a server says the rules is no difference, nor that it says one twice', () => {
  const [a, b] = [rule('get', 'core', 'services'), rule('get', 'apps', 'deployments')]
  expect(rulesOf(a, b, a)).toEqual(rulesOf(b, a))
})

test('whether a namespace allows more than the cluster', () => {
  const everywhere = rulesOf(rule('get', 'core', 'nodes'))
  expect(allowsMore(rulesOf(rule('get', 'core', 'nodes')), everywhere)).toBe(false)
  expect(allowsMore(rulesOf(rule('get', 'core', 'nodes'), rule('get', 'core', 'pods')), everywhere)).toBe(
    true,
  )
})

test('the namespaces that rules name', () => {
  const rules = rulesOf(
    rule('get', 'core', 'namespaces', 'shop-prod shop-dev'),
    rule('delete', 'core', 'namespaces', 'other'),
    rule('get', 'core', 'secrets', 'not-a-namespace'),
    rule('get', 'core', 'namespaces', 'shop-dev'),
  )
  expect(namespacesNamed(rules)).toEqual(['shop-dev', 'shop-prod'])
})
