import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseDocuments } from './documents.ts'
import { expandLists } from './expandlists.ts'
import { parseManifest, readAt } from './manifest.ts'
import { manifests } from './manifests.arbitrary.ts'

const expand = (text: string) => expandLists(parseDocuments(text)).text

it('gives each item its own document, with its comments', () => {
  const text = `kind: First
---
apiVersion: v1
items:
# about a
- apiVersion: v1
  kind: Service # a
  metadata:
    # name of a
    name: a

  data: |
    x
      y
- # about b
  apiVersion: v1
  kind: Secret
kind: List
---
kind: Last
`
  expect(expand(text)).toBe(`kind: First
---
# about a
apiVersion: v1
kind: Service # a
metadata:
  # name of a
  name: a

data: |
  x
    y
---
# about b
apiVersion: v1
kind: Secret
---
kind: Last
`)
})

it('writes JSON and shared values anew', () => {
  const json = '{"apiVersion": "v1", "kind": "List", "items": [{"kind": "A", "x": [1]}, {"kind": "B"}]}'
  expect(expand(json)).toBe('---\nkind: A\nx:\n  - 1\n---\nkind: B\n')
  expect(expand('kind: List\nitems:\n- &a {kind: A, x: 1}\n- <<: *a\n  z: 2\n')).toBe(
    '---\n{kind: A, x: 1}\n---\nkind: A\nx: 1\nz: 2\n',
  )
})

it('leaves everything else alone', () => {
  const documents = parseDocuments('kind: IngressClassList\nitems: [1]\n---\nkind: A\nitems: []\n')
  expect(expandLists(documents)).toBe(documents)
  expect(expand('kind: List\nitems: []\n')).toBe('')
  expect(expand('kind: List\nitems: [{kind: A}]\n...\nkind: B\n')).toBe('---\nkind: A\n...\nkind: B\n')
})

it('keeps the values of any items', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(manifests, { minLength: 1, maxLength: 2 }), fc.nat(3), (laidOut, indent) => {
      const items = laidOut.map(({ text }) => {
        const body = text
          .replaceAll('\r\n', '\n')
          .replace(/^\ufeff/, '')
          .replace(/^(?:#.*\n)*---\n/, '')
          .replace(/\n(?:---|\.\.\.).*/s, '\n')
        const pad = ' '.repeat(indent)
        const lines = body.replace(/\n$/, '').split('\n')
        return lines.map((line, index) => `${pad}${index === 0 ? '- ' : '  '}${line}`).join('\n')
      })
      const text = `kind: List\nitems:\n${items.join('\n')}\n`
      const before = parseDocuments(text)
      if (before.problems.length > 0) return
      const values = readAt(before.documents[0]?.manifest ?? parseManifest(''), ['items'])
      const after = expandLists(before).documents
      expect(after.map(({ manifest }) => manifest.value)).toEqual(values)
    }),
    { numRuns: 150 },
  )
})
