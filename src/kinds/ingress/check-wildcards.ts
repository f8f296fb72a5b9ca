/** Hosts that two Ingresses take, one of them by a wildcard: the exact host is asked first. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Index } from '../../k8s/objectset.ts'
import { hostAndAbove } from '../hosts.ts'
import type { World } from '../world.ts'
import { classNameOf } from './classes.ts'
import { knownKind } from './entry-points.ts'
import { finding, type Rule } from './finding.ts'
import { type IngressView, isSameHost, viewOf } from './spec.ts'

const hostsOf = (object: KubeObject) =>
  viewOf(object)
    .rules.map(({ host }) => host.toLowerCase())
    .filter((host) => host !== '')

const byHost: Index = { keysOf: hostsOf }
const byHostAbove: Index = {
  keysOf: (object) => hostsOf(object).flatMap((host) => hostAndAbove(host).slice(1)),
}

const isWildcard = (host: string) => host.startsWith('*.')

export const wildcards: Rule = (ingress, world) =>
  ingress.rules.flatMap(({ at, host }) => {
    if (host === '') return []
    const path = [...at, 'host']
    if (isWildcard(host)) {
      const below = rivals(byHostAbove, host.toLowerCase(), ingress, world)
      const [first] = below.flatMap((other) => hostsOf(other).filter((each) => isBelow(each, host)))
      return first === undefined ? [] : [finding('info', 'wildcard-below', path, { host: first })]
    }
    const above = hostAndAbove(host)
      .slice(1)
      .flatMap((wildcard) => rivals(byHost, wildcard, ingress, world))
    const [other] = above
    if (other === undefined) return []
    const { namespace, name } = other.metadata
    return [finding('info', 'wildcard-above', path, { host, other: `${namespace}/${name}` })]
  })

const isBelow = (host: string, wildcard: string) =>
  !isSameHost(host, wildcard) && hostAndAbove(host).some((each) => isSameHost(each, wildcard))

/** Other Ingresses of the same class; what different controllers have never meets. */
function rivals(index: Index, key: string, ingress: IngressView, world: World): readonly KubeObject[] {
  const kind = knownKind(world)
  if (kind === undefined) return []
  const own = classNameOf(ingress, world)
  return world.lookup(kind, index, key).filter((other) => {
    const { name, namespace } = other.metadata
    const isSelf = name === ingress.name && namespace === ingress.namespace
    return !isSelf && classNameOf(viewOf(other), world) === own
  })
}
