/** A domain's certificate belongs to whom the domain belongs: its Secret carries the domain's assignment. */

import type { KubeObject } from '../../k8s/objects.ts'
import { byAge } from './age.ts'
import { secrets } from './collections.ts'
import { type Index, isIn, objectOf, placeOf, type Reaction } from './reaction.ts'
import { same, withMarks } from './wanted.ts'

const domains = { group: 'crd.alauda.io', plural: 'domains' }

/** Where the platform keeps the certificates of its domains. */
const certificateNamespace = 'cpaas-system'
const secretReference = 'cpaas.io/secret-ref'
const domainMark = 'cpaas.io/domain'
const assignmentLabels = ['cluster.cpaas.io/name', 'project.cpaas.io/name'] as const

interface Domain extends KubeObject {
  readonly spec?: { readonly name?: string }
}

const bySecret: Index<Domain> = { of: domains, keys: secretsOf }

/** Looks at Secrets, since a domain that is gone or bound to another one leaves only the Secret to change. */
export function domainCertificates(): Reaction {
  return {
    name: 'domain-controller',
    watches: [domains, secrets],
    subjects(change) {
      if (isIn(change, domains)) {
        const names = [change.previous, change.current].flatMap((domain) => (domain ? secretsOf(domain) : []))
        return [...new Set(names)].map((name) => ({ namespace: certificateNamespace, name }))
      }
      const secret = objectOf(change)
      return secret?.metadata.namespace === certificateNamespace ? [placeOf(secret)] : []
    },
    react(place, world) {
      const secret = world.get<KubeObject>(secrets, place)
      if (secret === null) return []
      // Where two claim one Secret, the older has it.
      const [domain] = [...world.by(bySecret, place.name)].sort(byAge)
      if (domain === undefined && secret.metadata.annotations?.[domainMark] === undefined) return []
      const marked = withMarks(secret, 'annotations', { [domainMark]: domain?.spec?.name })
      const labels = domain?.metadata.labels ?? {}
      const assignment = Object.fromEntries(assignmentLabels.map((label) => [label, labels[label]]))
      const next = domain === undefined ? marked : withMarks(marked, 'labels', assignment)
      return same(secret.metadata, next.metadata) ? [] : [{ verb: 'update', object: { ...next } }]
    },
  }
}

function secretsOf({ metadata }: KubeObject): readonly string[] {
  const name = metadata.annotations?.[secretReference]
  return name === undefined || name === '' ? [] : [name]
}
