/** What changes do to others, as their kinds work it out: in the review, and before a deletion. */
import { Suspense, useMemo } from 'react'
import { kindOf } from '../../kinds/index.ts'
import type { ObjectChange, Consequences as OfKind } from '../../kinds/kind.ts'
import { namedIn } from '../editor/steps.ts'
import type { Scope } from '../scope.ts'
import { useWidestWorld } from './widest-world.ts'

interface Together {
  readonly consequences: OfKind
  readonly changes: readonly ObjectChange[]
}

/** `changes` is the same list for as long as they are the same. */
export function Consequences({ scope, changes }: { scope: Scope; changes: readonly ObjectChange[] }) {
  const all = useMemo(() => together(changes), [changes])
  return all.map((each, at) => (
    // Which consequences there are does not change while one looks.
    <Shown key={String(at)} scope={scope} {...each} />
  ))
}

/** Kinds that share their consequences are looked at together. */
function together(changes: readonly ObjectChange[]): readonly Together[] {
  const found = new Map<OfKind, ObjectChange[]>()
  for (const change of changes) {
    const consequences = kindOf(change.after ?? change.before)?.consequences
    if (consequences === undefined) continue
    found.set(consequences, [...(found.get(consequences) ?? []), change])
  }
  return [...found].map(([consequences, own]) => ({ consequences, changes: own }))
}

function Shown({ scope, consequences, changes }: Together & { scope: Scope }) {
  const { View, related } = consequences
  const namespaces = useMemo(
    () =>
      [...new Set(changes.map(({ before, after }) => namedIn(after ?? before).namespace))].filter(Boolean),
    [changes],
  )
  const world = useWidestWorld(scope, related, namespaces)
  return (
    <Suspense>
      <View changes={changes} world={world} isPartial={world.partial} />
    </Suspense>
  )
}
