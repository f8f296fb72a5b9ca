/** What is known of a cluster as a whole: its network, its IP families, the parts that are installed. */
import { findPart, type Observations, type Part, type PartFinding, type Presence } from './parts.ts'
import { type Stack, type StackObjects, stackOf, unknownStack } from './stack.ts'

/** Which part gives pods their network. */
export interface Cni {
  /** Those found, what runs first; empty where none was. */
  readonly found: readonly Part[]
  /** False where something that could tell of another could not be read. */
  readonly isCertain: boolean
}

export interface ClusterFacts {
  readonly cni: Cni
  readonly stack: Stack
  readonly parts: readonly PartFinding[]
  /** `unknown` for a part that nobody knows. */
  readonly presence: (id: string) => Presence
}

export interface Observed extends Observations {
  /** `null`: not read. */
  readonly stack: StackObjects | null
}

export function factsOf(table: readonly Part[], observed: Observed): ClusterFacts {
  const parts = table.map((part) => findPart(part, observed))
  const byId = new Map(parts.map((finding) => [finding.part.id, finding.presence]))
  return {
    cni: cniOf(parts),
    stack: observed.stack === null ? unknownStack : stackOf(observed.stack),
    parts,
    presence: (id) => byId.get(id) ?? 'unknown',
  }
}

/** What runs decides; definitions that something left behind count only where nothing runs. */
function cniOf(parts: readonly PartFinding[]): Cni {
  const networks = parts.filter(({ part }) => part.isNetwork === true)
  const of = (presence: Presence) =>
    networks.filter((finding) => finding.presence === presence).map(({ part }) => part)
  const running = of('found')
  return { found: running.length > 0 ? running : of('idle'), isCertain: of('unknown').length === 0 }
}

/** Of a cluster of which nothing has been asked yet. */
export function noFacts(table: readonly Part[]): ClusterFacts {
  return factsOf(table, { discovery: null, objects: () => null, stack: null })
}
