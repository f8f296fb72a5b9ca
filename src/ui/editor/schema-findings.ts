/** What the schema says about a text, as findings at the fields of its documents. */
import { type Documents, documentIndexAt } from '../../manifest/documents.ts'
import type { Finding } from '../../manifest/finding.ts'
import { pathAt, readAt } from '../../manifest/manifest.ts'
import { isPlainMap } from '../../manifest/plain.ts'
import type { Problem } from './diagnostics.ts'

export interface PlacedProblem extends Problem {
  /** In the whole text. */
  readonly offset: number
}

/** For each document, what its schema says; its syntax errors are problems of the document itself. */
export function schemaFindings(
  whole: Documents,
  problems: readonly PlacedProblem[],
): readonly (readonly Finding[])[] {
  const found = problems.filter(({ about }) => about === 'schema').map((each) => placed(whole, each))
  return whole.documents.map((_, index) =>
    found.flatMap((each) => (each.index === index ? each.finding : [])),
  )
}

function placed(whole: Documents, { offset, severity, text, missing }: PlacedProblem) {
  const index = documentIndexAt(whole, offset)
  const document = whole.documents[index]
  const path = document === undefined ? [] : pathAt(document.manifest, offset - document.offset)
  const id = 'schema/problem'
  if (missing === undefined) return { index, finding: { id, severity, path, text } satisfies Finding }
  // What is missing in an item of a list is said at the first field of the item.
  const isAround = document !== undefined && isPlainMap(readAt(document.manifest, path))
  const at = [...(isAround ? path : path.slice(0, -1)), missing]
  return { index, finding: { id, severity, path: at, text, missing: true } satisfies Finding }
}
