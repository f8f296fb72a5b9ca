/** MetalLB takes its own objects only where it lives itself. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import type { Check } from '../kind.ts'
import { addressPools, advertisements, bgpPeers } from '../related.ts'
import type { World } from '../world.ts'
import { finding, fix } from './finding.ts'
import { usualNamespace } from './pool.ts'

const path: Path = ['metadata', 'namespace']

/** Where its other objects lie; `null` where there are none, or in several places. */
function homeOf(world: World, name: string): string | null {
  const all = [addressPools, ...advertisements, bgpPeers].flatMap((kind) => world.list(kind))
  const found = new Set(
    all.filter(({ metadata }) => metadata.name !== name).map(({ metadata }) => metadata.namespace ?? ''),
  )
  const [only] = found
  return found.size === 1 && only !== undefined && only !== '' ? only : null
}

export const namespaceCheck: Check = (object, world) => {
  const { name, namespace } = asFields(asFields(object).metadata)
  const own = asString(namespace)
  const home = homeOf(world, asString(name))
  const wanted = home ?? usualNamespace
  if (own === '' || own === wanted) return []
  const values = { namespace: wanted }
  return [
    finding(
      home === null ? 'warning' : 'error',
      home === null ? 'namespace-unusual' : 'namespace',
      path,
      values,
      fix('namespace', [{ path, value: wanted }], values),
    ),
  ]
}
