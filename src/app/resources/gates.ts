/** What becomes of a kind whose gate is off. */
import type { Discovery } from '../../k8s/discovery.ts'
import type { Gate, Gates } from '../../k8s/gates.ts'
import type { Resource } from '../../k8s/resource.ts'
import type { Kind } from '../../kinds/kind.ts'
import { genericKind } from './generic-kind.ts'

/** The first gate of a kind that is off; `null` where it has none, or all are on. */
export function gateOff({ gate = [] }: Kind, gates: Gates): Gate | null {
  return [gate].flat().find((each) => !gates[each]) ?? null
}

/** Where the type itself is named, its objects are shown as those of any type that no kind declares. */
export function kindBehindGate(
  kind: Kind | null,
  named: Pick<Resource, 'group' | 'plural'> | null,
  gates: Gates,
  discovery: Discovery | undefined,
): Kind | null {
  if (kind === null || named === null || gateOff(kind, gates) === null) return kind
  const type = discovery?.findPlural(named.group, named.plural)
  return type === undefined || type === null ? kind : genericKind(type)
}
