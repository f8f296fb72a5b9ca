/** What a Service asks MetalLB for. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asString, asStringMap } from '../../k8s/shape.ts'
import { metallbAddressKeys, metallbPoolKeys } from '../service/providers.ts'

export interface Wish {
  readonly name: string
  readonly namespace: string
  readonly annotations: Readonly<Record<string, string>>
  readonly pool: string
  readonly poolPath: Path
  /** As they are written. */
  readonly addresses: readonly string[]
  readonly addressPath: Path
}

/** `null` where it asks MetalLB for nothing. */
export function wishOf(object: unknown): Wish | null {
  const { metadata, spec } = asFields(object)
  const { type, loadBalancerClass, loadBalancerIP } = asFields(spec)
  if (type !== 'LoadBalancer' || asString(loadBalancerClass) !== '') return null
  const { name, namespace, annotations: given } = asFields(metadata)
  const annotations = asStringMap(given)
  const keyOf = (keys: readonly string[]) => keys.find((key) => key in annotations) ?? keys[0] ?? ''
  const [poolKey, addressKey] = [keyOf(metallbPoolKeys), keyOf(metallbAddressKeys)]
  const list = annotations[addressKey]
  return {
    name: asString(name),
    namespace: asString(namespace),
    annotations,
    pool: annotations[poolKey] ?? '',
    poolPath: ['metadata', 'annotations', poolKey],
    addresses: (list ?? asString(loadBalancerIP))
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
    addressPath: list === undefined ? ['spec', 'loadBalancerIP'] : ['metadata', 'annotations', addressKey],
  }
}
