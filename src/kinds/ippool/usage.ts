/** Who has addresses of an IPPool, and who asks for them by its name. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Index } from '../../k8s/objectset.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { AddressOrder } from '../../net/order.ts'
import { type AddressRange, parseRanges } from '../../net/range.ts'
import { merged, runAt } from '../../net/rangeset.ts'
import type { Counting } from '../../ui/recount.ts'
import { type Dependant, dependantOf } from '../kind.ts'
import { allWorkloads } from '../related.ts'
import { type Card, cardOf, cardsOf } from '../subnet/space.ts'
import type { World } from '../world.ts'
import { type IpPoolView, poolAnnotation, viewOf } from './spec.ts'

/** The network cards of its subnet that have an address of it. */
export function cardsIn({ subnet, ranges }: IpPoolView, world: World): readonly Card[] {
  return cardsOf(subnet, world).filter(isWithin(merged(ranges)))
}

const isWithin =
  (runs: readonly AddressRange[]) =>
  ({ addresses }: Card) =>
    addresses.some((each) => runAt(runs, each) !== null)

/** The same by address, a little at a time; `ranges` is the text of `formatRanges`. */
export function beginCards(ranges: string): Counting<KubeObject, readonly Card[]> {
  const isIn = isWithin(merged(parseRanges(ranges) ?? []))
  const cards = new AddressOrder<Card>()
  const add = (object: KubeObject) => {
    const card = cardOf(object)
    if (isIn(card)) cards.add(card, card.addresses[0])
  }
  return { add, result: () => cards.items() }
}

const byPool: Index = {
  keysOf: (object) => {
    const { template } = asFields(asFields(object).spec)
    const { annotations } = asFields(asFields(template).metadata)
    return asString(asFields(annotations)[poolAnnotation])
  },
}

/** Workloads whose pods ask for addresses of the pool. */
export function workloadsOf(name: string, world: World): readonly KubeObject[] {
  return name === '' ? [] : allWorkloads.flatMap((kind) => world.lookup(kind, byPool, name))
}

export function dependantsOf(pool: KubeObject, world: World): readonly Dependant[] {
  const view = viewOf(pool)
  const pods = cardsIn(view, world).flatMap(({ pod, namespace }) =>
    pod === '' || namespace === '' ? [] : [{ group: '', kind: 'Pod', namespace, name: pod }],
  )
  return [...workloadsOf(view.name, world).map(dependantOf), ...pods]
}
