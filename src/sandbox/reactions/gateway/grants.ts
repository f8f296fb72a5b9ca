/** References from one namespace into another, and the ReferenceGrants that permit them. */
import type { Index, World } from '../reaction.ts'
import { type ReferenceGrant, referenceGrants } from './objects.ts'

export interface From {
  readonly group: string
  readonly kind: string
  readonly namespace: string
}

export interface To extends From {
  readonly name: string
}

const byNamespace: Index<ReferenceGrant> = {
  of: referenceGrants,
  keys: ({ metadata }) => [metadata.namespace ?? ''],
}

/** Whether the reference stays in its namespace, or a grant where it points to permits it. */
export function isPermitted(from: From, to: To, world: World): boolean {
  if (from.namespace === to.namespace) return true
  return world.by(byNamespace, to.namespace).some(({ spec }) => {
    const isFrom = spec.from?.some(
      (each) => each.namespace === from.namespace && each.group === from.group && each.kind === from.kind,
    )
    const isTo = spec.to?.some(
      (each) => each.group === to.group && each.kind === to.kind && (each.name || to.name) === to.name,
    )
    return isFrom === true && isTo === true
  })
}
