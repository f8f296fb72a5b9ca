/** Where a domain is used: what serves requests for it, or for a name below a wildcard one. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Index } from '../../k8s/objectset.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { hostAndAbove } from '../hosts.ts'
import { type Dependant, dependantOf } from '../kind.ts'
import { albRules, allIngresses, gateways, hostRoutes } from '../related.ts'
import type { RelatedKind, World } from '../world.ts'
import { viewOf } from './spec.ts'

export interface Use extends Dependant {
  /** Those of its hosts that the domain covers, each once. */
  readonly hosts: readonly string[]
}

interface User {
  readonly kind: RelatedKind
  readonly hostsOf: (object: KubeObject) => readonly string[]
  /** By each host and the wildcards above it. */
  readonly index: Index
}

const user = (kind: RelatedKind, hostsOf: User['hostsOf']): User => ({
  kind,
  hostsOf,
  index: { keysOf: (object) => hostsOf(object).flatMap(hostAndAbove) },
})

const specOf = (object: KubeObject) => asFields(asFields(object).spec)
const texts = (list: unknown) => asList(list).map(asString).filter(Boolean)

const users: readonly User[] = [
  user(allIngresses, (object) => {
    const { rules, tls } = specOf(object)
    const ofTls = asList(tls).flatMap((entry) => texts(asFields(entry).hosts))
    return [...texts(asList(rules).map((rule) => asFields(rule).host)), ...ofTls]
  }),
  user(albRules, ruleHosts),
  user(gateways, (object) =>
    texts(asList(specOf(object).listeners).map((listener) => asFields(listener).hostname)),
  ),
  ...hostRoutes.map((kind) => user(kind, (object) => texts(specOf(object).hostnames))),
]

/** All that is looked at to know who uses a domain. */
export const usingKinds: readonly RelatedKind[] = users.map(({ kind }) => kind)

/** The host of its certificate, and those that its match names; a regular expression names none. */
function ruleHosts(rule: KubeObject): readonly string[] {
  const { domain, dslx } = specOf(rule)
  const matched = asList(dslx)
    .map(asFields)
    .filter(({ type }) => type === 'HOST')
    .flatMap(({ values }) => asList(values))
    .flatMap((row) => {
      const [operator, ...hosts] = asList(row)
      return operator === 'REGEX' || operator === 'STARTS_WITH' ? [] : texts(hosts)
    })
  return [...texts([domain]), ...matched]
}

interface Found {
  readonly object: KubeObject
  readonly hosts: readonly string[]
}

function foundOf(domain: unknown, world: World): readonly Found[] {
  const { host } = viewOf(domain, world.labelDomain)
  if (host === '') return []
  return users.flatMap(({ kind, hostsOf, index }) =>
    world.lookup(kind, index, host).map((object) => ({
      object,
      hosts: [...new Set(hostsOf(object).filter((each) => hostAndAbove(each).includes(host)))],
    })),
  )
}

export function usersOf(domain: unknown, world: World): readonly KubeObject[] {
  return foundOf(domain, world).map(({ object }) => object)
}

export function usesOf(domain: unknown, world: World): readonly Use[] {
  return foundOf(domain, world).map(({ object, hosts }) => ({ ...dependantOf(object), hosts }))
}
