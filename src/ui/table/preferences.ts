/** Which columns of a table somebody wants to see, in which order and how wide. */
import { asFields, asList } from '../../k8s/shape.ts'
import type { TableColumn } from './column.ts'

/** A column as it is chosen. */
export type Choosable = Pick<TableColumn<never>, 'id' | 'optional'>

export interface ColumnPreferences {
  /** Ids in the order they were given; columns that are not among them stand where they were declared. */
  readonly order: readonly string[]
  /** Columns somebody showed or hid; the others are as they are declared. */
  readonly shown: Readonly<Record<string, boolean>>
  readonly widths: Readonly<Record<string, number>>
}

export const noPreferences: ColumnPreferences = { order: [], shown: {}, widths: {} }

/** What was stored, by whatever version. */
export function readPreferences(stored: unknown): ColumnPreferences {
  const { order, shown, widths } = asFields(stored)
  const entries = Object.entries
  return {
    order: asList(order).filter((id): id is string => typeof id === 'string'),
    shown: Object.fromEntries(
      entries(asFields(shown)).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'),
    ),
    widths: Object.fromEntries(
      entries(asFields(widths)).filter(
        (entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
      ),
    ),
  }
}

/** All columns in the order somebody gave them. The first one is what a row is, and stays the first. */
export function ordered<Column extends Choosable>(
  columns: readonly Column[],
  { order }: ColumnPreferences,
): readonly Column[] {
  const [first, ...others] = columns
  if (first === undefined) return columns
  const placed = order.flatMap((id) => others.filter((column) => column.id === id))
  const rest = [...others]
  // Where a column that was never placed is declared, it stays behind the one before it.
  const result = placed.length === 0 ? rest : [...placed]
  if (placed.length > 0) {
    for (const [at, column] of others.entries()) {
      if (placed.includes(column)) continue
      const before = others[at - 1]
      result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, column)
    }
  }
  return [first, ...result]
}

export function isShown(column: Choosable, { shown }: ColumnPreferences): boolean {
  return shown[column.id] ?? column.optional !== true
}

export function shownColumns<Column extends Choosable>(
  columns: readonly Column[],
  preferences: ColumnPreferences,
): readonly Column[] {
  return ordered(columns, preferences).filter((column, at) => at === 0 || isShown(column, preferences))
}

/** A column before or behind another one. */
export function moved(
  columns: readonly Choosable[],
  preferences: ColumnPreferences,
  id: string,
  to: number,
): ColumnPreferences {
  const ids = ordered(columns, preferences).map((column) => column.id)
  const from = ids.indexOf(id)
  if (from <= 0) return preferences
  const others = ids.toSpliced(from, 1)
  const place = Math.min(Math.max(1, to), others.length)
  return { ...preferences, order: others.toSpliced(place, 0, id).slice(1) }
}

export function withShown(preferences: ColumnPreferences, id: string, shown: boolean): ColumnPreferences {
  return { ...preferences, shown: { ...preferences.shown, [id]: shown } }
}

/** `null` gives a column its own width back. */
export function withWidth(
  preferences: ColumnPreferences,
  id: string,
  width: number | null,
): ColumnPreferences {
  const { [id]: _, ...others } = preferences.widths
  return { ...preferences, widths: width === null ? others : { ...others, [id]: width } }
}
