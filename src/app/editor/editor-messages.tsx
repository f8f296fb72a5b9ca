/** What stands above the form, or above the YAML without one: what became of the text, and what is asked about it. */

import type { Conflict } from '../../manifest/merge.ts'
import { ConflictNotice } from './conflict-notice.tsx'
import type { Editing } from './editing.ts'
import { MergedNotice, OutcomeNotice, RefusalNotice } from './editor-notices.tsx'
import { ListNotice } from './list-notice.tsx'

export function EditorMessages(props: {
  editing: Editing
  /** Of each document, what is still to be answered. */
  conflicts: readonly (readonly Conflict[])[]
  busy: boolean
}) {
  const { editing, conflicts, busy } = props
  const { whole, standings, merged, outcome } = editing
  const isMerged = merged.some((each) => each !== null) && conflicts.flat().length === 0
  return (
    <>
      <ListNotice whole={whole} onWhole={editing.setWhole} />
      {whole.documents.map(({ manifest }, index) => {
        const ofDocument = conflicts[index] ?? []
        if (ofDocument.length === 0) return null
        return (
          <ConflictNotice
            key={index}
            manifest={manifest}
            conflicts={ofDocument}
            onAnswer={(conflict, side) => editing.answer(index, conflict, side)}
            onKeepAll={() => editing.keepMine(index)}
          />
        )
      })}
      {isMerged && <MergedNotice />}
      {outcome !== null && <OutcomeNotice outcome={outcome} />}
      {editing.refusals.map((refusal) => (
        <RefusalNotice
          key={refusal.index}
          refusal={refusal}
          named={whole.documents.length > 1}
          onTakeOver={standings[refusal.index] ? () => void editing.takeOver(refusal.index) : undefined}
          disabled={busy}
        />
      ))}
    </>
  )
}
