/** BGP communities: what is one, and the names that Community objects give them. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { bgpAdvertisements, communities } from '../related.ts'
import type { World } from '../world.ts'

export const aliasesPath: Path = ['spec', 'communities']

export interface Alias {
  readonly name: string
  readonly value: string
}

/** In the order in which they stand there, rows that are still empty among them. */
export function aliasesOf(object: unknown): readonly Alias[] {
  return asList(asFields(asFields(object).spec).communities).map((each) => {
    const { name, value } = asFields(each)
    return { name: asString(name), value: asString(value) }
  })
}

/** `64512:100` (RFC 1997), or `large:64512:100:1` (RFC 8092). */
export function isCommunity(text: string): boolean {
  const [, plain, large] = /^(?:(\d+:\d+)|large:(\d+:\d+:\d+))$/.exec(text) ?? []
  const limit = plain === undefined ? 4_294_967_295 : 65_535
  const parts = (plain ?? large)?.split(':').map(Number) ?? []
  return parts.length > 0 && parts.every((part) => part <= limit)
}

/** What can only be the name of one. */
export function isAlias(text: string): boolean {
  return /^[A-Za-z][\w.-]*$/.test(text)
}

export interface KnownAlias extends Alias {
  /** The object that lists it. */
  readonly source: string
}

/** All names that there are, in the order of the objects that list them. */
export function knownAliases(world: World): readonly KnownAlias[] {
  return world
    .list<KubeObject>(communities)
    .flatMap((each) => aliasesOf(each).map((alias) => ({ ...alias, source: each.metadata.name })))
    .filter(({ name }) => name !== '')
}

export const communitiesOf = (advertisement: unknown) =>
  asList(asFields(asFields(advertisement).spec).communities).map(asString)

/** The advertisements that name a community by a name that this object gives it. */
export function advertisementsNaming(object: KubeObject, world: World): readonly KubeObject[] {
  const names = new Set(aliasesOf(object).map(({ name }) => name))
  return world
    .list<KubeObject>(bgpAdvertisements)
    .filter(
      (each) =>
        each.metadata.namespace === object.metadata.namespace &&
        communitiesOf(each).some((community) => names.has(community)),
    )
}
