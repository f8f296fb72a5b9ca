import { describe, expect, it } from 'vitest'
import { parseDocuments } from '../../manifest/documents.ts'
import { type PlacedProblem, schemaFindings } from './schema-findings.ts'

const text = 'kind: A\nspec:\n  size: big\n---\nkind: B\nports:\n- name: web\n- port: 1\n'
const whole = parseDocuments(text)
const problem = (at: string, rest: Partial<PlacedProblem> = {}): PlacedProblem => ({
  about: 'schema',
  severity: 'error',
  text: 'wrong',
  replacements: [],
  offset: text.indexOf(at),
  ...rest,
})
const found = (...problems: readonly PlacedProblem[]) =>
  schemaFindings(whole, problems).map((findings) => findings.map(({ path, missing }) => ({ path, missing })))

describe('what the schema says', () => {
  it('stands at the field of its document', () => {
    expect(found(problem('big'), problem('web'))).toEqual([
      [{ path: ['spec', 'size'], missing: undefined }],
      [{ path: ['ports', 0, 'name'], missing: undefined }],
    ])
  })

  it('is missing in the map around, or in the item whose first field is marked', () => {
    expect(
      found(problem('size: big', { missing: 'max' }), problem('name: web', { missing: 'port' })),
    ).toEqual([[{ path: ['spec', 'max'], missing: true }], [{ path: ['ports', 0, 'port'], missing: true }]])
  })

  it('is not what is said of the syntax', () => {
    expect(found(problem('big', { about: 'syntax' }))).toEqual([[], []])
  })
})
