/** How somebody wants to see the lists of a kind; kept per user, in this browser. */
import { useMemo } from 'react'
import type { Kind } from '../../kinds/kind.ts'
import { useRemembered, useRememberedValue } from '../../ui/remembered.ts'
import type { ChooserProps } from '../../ui/table/column-chooser.tsx'
import { moved, ordered, readPreferences, shownColumns, withWidth } from '../../ui/table/preferences.ts'
import { useSession } from '../api/queries.ts'
import type { Scope } from '../scope.ts'
import type { ListColumn } from './list-columns.tsx'

export interface ListPreferences {
  readonly shown: readonly ListColumn[]
  readonly widths: Readonly<Record<string, number>>
  readonly onWidth: (id: string, width: number | null) => void
  readonly onMove: (id: string, to: number) => void
  readonly chooser: ChooserProps
  readonly isCompact: boolean
}

const densities = ['normal', 'compact'] as const

export function useListPreferences(
  scope: Scope,
  kind: Kind,
  columns: readonly ListColumn[],
): ListPreferences {
  const { clusters } = useSession()
  const user = clusters.find(({ name }) => name === scope.cluster)?.user ?? ''
  const [preferences, change] = useRememberedValue(`columns.${user}.${kind.id}`, readPreferences)
  const [density, onDensity] = useRemembered(`density.${user}`, densities, 'normal')
  const shown = useMemo(() => shownColumns(columns, preferences), [columns, preferences])
  const handlers = useMemo(
    () => ({
      onWidth: (id: string, width: number | null) => change((before) => withWidth(before, id, width)),
      // The place is one among the columns that are shown; the hidden ones stay behind those before them.
      onMove: (id: string, to: number) =>
        change((before) => {
          const target = shownColumns(columns, before)[to]
          const at = ordered(columns, before).findIndex((column) => column.id === target?.id)
          return at < 0 ? before : moved(columns, before, id, at)
        }),
    }),
    [change, columns],
  )
  const chooser = useMemo(
    () => ({ columns, preferences, onChange: change, density, onDensity }),
    [columns, preferences, change, density, onDensity],
  )
  return {
    shown,
    widths: preferences.widths,
    ...handlers,
    chooser,
    isCompact: density === 'compact',
  }
}
