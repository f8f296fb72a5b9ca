/** Tables as comma-separated values (RFC 4180) that no spreadsheet takes for formulas. */

export interface CsvColumn<Row> {
  readonly header: string
  readonly text: (row: Row) => string
}

/** Spreadsheets know by it that the file is UTF-8. */
const byteOrderMark = '\uFEFF'

export function csvOf<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ header }) => cell(header)),
    ...rows.map((row) => columns.map(({ text }) => cell(text(row)))),
  ]
  return `${byteOrderMark}${lines.map((cells) => `${cells.join(',')}\r\n`).join('')}`
}

/** What begins as a formula does is made text by an apostrophe. */
function cell(text: string): string {
  const safe = /^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
