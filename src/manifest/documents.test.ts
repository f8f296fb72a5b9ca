import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import {
  atLeastOne,
  documentIndexAt,
  editsInWhole,
  joinTexts,
  parseDocuments,
  saysSomething,
  splitDocuments,
  withDocument,
} from './documents.ts'
import { applyEdits, editAt, parseManifest, setAt } from './manifest.ts'
import { manifests } from './manifests.arbitrary.ts'

const TEXT = `%YAML 1.2
---
# the first
kind: Service # one
...
# between
---
---
# nothing here
---
kind: Ingress
spec:
  rules: []
--- {"kind": "Gateway"}
`
const kinds = (text: string) =>
  parseDocuments(text).documents.map(({ manifest }) => (manifest.value as { kind?: string }).kind)

describe('parseDocuments', { timeout: 60_000 }, () => {
  it('passes over documents that say nothing', () => {
    expect(kinds(TEXT)).toEqual(['Service', 'Ingress', 'Gateway'])
    expect(kinds('')).toEqual([])
    expect(kinds('# only a comment\n---\n...\n')).toEqual([])
    expect(kinds('{"kind": "Service"}')).toEqual(['Service'])
    expect(kinds('\ufeffkind: Service\r\n---\r\nkind: Ingress')).toEqual(['Service', 'Ingress'])
  })

  it('has, if asked, always one document to edit', () => {
    const blank = atLeastOne(parseDocuments('# only a comment\n'))
    expect(blank.documents.map(({ offset }) => offset)).toEqual([0])
    expect(blank.problems).toEqual([])
    const { documents, text } = withDocument(blank, 0, parseManifest('# only a comment\nkind: A\n'))
    expect([text, documents.length]).toEqual(['# only a comment\nkind: A\n', 1])
    const whole = parseDocuments(TEXT)
    expect(atLeastOne(whole)).toBe(whole)
  })

  it('are joined by a marker where none begins the second text', () => {
    expect(joinTexts('kind: A\r\n', 'kind: B\r\n')).toBe('kind: A\r\n---\r\nkind: B\r\n')
    expect(joinTexts('kind: A', '# b\n---\nkind: B\n')).toBe('kind: A\n# b\n---\nkind: B\n')
    expect(joinTexts('# nothing yet\n', 'kind: B\n')).toBe('# nothing yet\nkind: B\n')
  })

  it('keeps a marker inside of a literal block, and a comment about the next document', () => {
    expect(kinds('kind: ConfigMap\na: |\n  ---\n  b\n# ---\n---\nkind: B\n')).toEqual(['ConfigMap', 'B'])
  })

  it('says where the problems of each document stand, and reads the others all the same', () => {
    const text = 'kind: "A\n---\nkind: B\n---\nkind: [C\n'
    const { problems, documents } = parseDocuments(text)
    expect(documents.map(({ manifest }) => manifest.value)).toEqual([undefined, { kind: 'B' }, undefined])
    expect(problems.some(({ offset }) => offset <= 9)).toBe(true)
    expect(problems.every(({ offset }) => offset < 10 || offset > text.indexOf('kind: B'))).toBe(true)
  })

  it('takes over the manifests whose text is unchanged', () => {
    const before = parseDocuments(TEXT)
    const after = parseDocuments(
      `# new\n---\n${TEXT.slice(TEXT.indexOf('kind: Ingress'))}`,
      before.documents.map(({ manifest }) => manifest),
    )
    expect(after.documents[1]?.manifest).toBe(before.documents[2]?.manifest)
  })

  it('finds the document at an offset', () => {
    const whole = parseDocuments(TEXT)
    expect(documentIndexAt(whole, 0)).toBe(0)
    expect(documentIndexAt(whole, TEXT.indexOf('rules'))).toBe(1)
    expect(documentIndexAt(whole, TEXT.length)).toBe(2)
    expect(documentIndexAt(parseDocuments(''), 0)).toBe(-1)
  })

  it('splits where the YAML library does', () => {
    const pieces = ['---\n', '---\r\n', '...\n', 'a: 1\n', '# c\n', '\n', '%YAML 1.2\n', '- x\n', '"q\n']
    const more = ['b: |\n  t\n', '{a: 1,\n', '}\n', '--- # c\n', '--- b\n', '--- |\n', '  x\n', ' "\n']
    const texts = fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 7 })
    fc.assert(
      fc.property(texts, (lines) => {
        const text = lines.join('')
        expect(splitDocuments(text).join('')).toBe(text)
        const all = [parseAllDocuments(text)].flat()
        if (all.some((document) => document.errors.length > 0)) return
        const own = splitDocuments(text).filter(saysSomething).map(parseManifest)
        const said = (values: unknown[]) => values.filter((value) => value !== null)
        expect(said(own.map(({ value }) => value))).toEqual(said(all.map((document) => document.toJS())))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('an edit of one document', { timeout: 60_000 }, () => {
  it('changes nothing outside of it', () => {
    const whole = parseDocuments(TEXT)
    const [, ingress] = whole.documents
    if (ingress === undefined) throw new Error('no second document')
    const edits = editAt(ingress.manifest, ['spec', 'rules'], [{ host: 'a.b' }])
    const changed = TEXT.replace('rules: []', 'rules:\n    - host: a.b')
    expect(applyEdits(TEXT, editsInWhole(whole, 1, edits))).toBe(changed)
    const after = withDocument(whole, 1, setAt(ingress.manifest, ['spec', 'rules'], [{ host: 'a.b' }]))
    expect(after.text).toBe(changed)
    expect(after.documents[0]?.manifest).toBe(whole.documents[0]?.manifest)
    expect(after.documents[2]?.manifest).toBe(whole.documents[2]?.manifest)
    expect(() => withDocument(whole, 3, ingress.manifest)).toThrow(RangeError)
  })

  it('keeps the marker below at the begin of a line', () => {
    const whole = parseDocuments('a: 1\r\n---\r\nb: 2')
    expect(withDocument(whole, 0, parseManifest('a: 2')).text).toBe('a: 2\r\n---\r\nb: 2')
    expect(withDocument(whole, 1, parseManifest('---\nb: 3')).text).toBe('a: 1\r\n---\nb: 3')
  })

  it('is the same in any company', () => {
    fc.assert(
      fc.property(fc.array(manifests, { minLength: 1, maxLength: 3 }), fc.nat(), (laidOut, at) => {
        const pieces = laidOut.map(
          ({ text }, index) => `${index === 0 ? '' : '---\n'}${text.replace(/^\ufeff/, '').trimEnd()}\n`,
        )
        const whole = parseDocuments(pieces.join(''))
        const index = at % whole.documents.length
        const document = whole.documents[index]
        if (document === undefined || document.manifest.value === undefined) return
        const edited = setAt(document.manifest, ['metadata'], { name: 'x' })
        const after = withDocument(whole, index, edited)
        const end = document.offset + document.manifest.text.length
        expect(after.text.startsWith(whole.text.slice(0, document.offset))).toBe(true)
        expect(after.text.endsWith(whole.text.slice(end))).toBe(true)
        expect(after.documents.map(({ manifest }) => manifest.value)).toEqual(
          whole.documents.with(index, { offset: 0, manifest: edited }).map(({ manifest }) => manifest.value),
        )
      }),
      { numRuns: 300 },
    )
  })
})
