/** Where the cells of the matrix are, which of them are in sight, and where keys lead. */

/** Pixels. */
export const size = 28
export const nameWidth = 200
export const headHeight = 150

/** Rows and columns beyond the edge that are drawn all the same. */
const beyond = 1

export interface Seen {
  readonly top: number
  readonly left: number
  readonly width: number
  readonly height: number
}

export interface GridPlace {
  readonly row: number
  readonly column: number
}

export function windowOf(seen: Seen, rows: number, columns: number) {
  return {
    rows: between(seen.top, seen.height - headHeight, rows),
    columns: between(seen.left, seen.width - nameWidth, columns),
  }
}

function between(start: number, length: number, count: number): readonly number[] {
  const first = Math.max(0, Math.floor(start / size) - beyond)
  const last = Math.min(count - 1, Math.ceil((start + Math.max(length, 0)) / size) + beyond)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
}

/** Where a key leads; -1 is the head of the row or column. `null`: it is no key of the grid. */
export function movedTo(
  { key, ctrlKey, metaKey }: { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean },
  { row, column }: GridPlace,
  count: { readonly rows: number; readonly columns: number },
): GridPlace | null {
  const far = ctrlKey || metaKey
  const page = 10
  const to = (nextRow: number, nextColumn: number): GridPlace => {
    const place = {
      row: Math.min(Math.max(nextRow, -1), count.rows - 1),
      column: Math.min(Math.max(nextColumn, -1), count.columns - 1),
    }
    // The corner holds nothing.
    return place.row === -1 && place.column === -1 ? { row, column } : place
  }
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column)
    case 'ArrowDown':
      return to(row + 1, column)
    case 'ArrowLeft':
      return to(row, column - 1)
    case 'ArrowRight':
      return to(row, column + 1)
    case 'PageUp':
      return to(Math.max(0, row - page), column)
    case 'PageDown':
      return to(row + page, column)
    case 'Home':
      return far ? to(0, 0) : to(row, 0)
    case 'End':
      return far ? to(count.rows, count.columns) : to(row, count.columns)
    default:
      return null
  }
}

/** Brings a cell out from under the heads. */
export function scrollTo(element: HTMLElement, row: number, column: number): void {
  const { scrollTop, scrollLeft, clientWidth, clientHeight } = element
  const [height, width] = [clientHeight - headHeight, clientWidth - nameWidth]
  const top = within(row * size, scrollTop, height)
  const left = within(column * size, scrollLeft, width)
  if (row >= 0 && top !== scrollTop) element.scrollTop = top
  if (column >= 0 && left !== scrollLeft) element.scrollLeft = left
}

function within(start: number, scrolled: number, room: number): number {
  if (start < scrolled) return start
  return start + size > scrolled + room ? start + size - room : scrolled
}
