import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parseDocuments } from './documents.ts'
import { parseManifest } from './manifest.ts'
import { manifests } from './manifests.arbitrary.ts'
import { applyRepair, applyRepairs, findRepairs, type RepairId } from './repair.ts'

const CLEAN = `# a comment with “quotes”\u00a0and\ttabs
apiVersion: v1
kind: ConfigMap
metadata:
  name: "a\u00a0b"
data:
  say: it’s “here”
  tab: |
    a\tb
    \tc
\x20
`
const found = (text: string) => findRepairs(text).map(({ id, count, example }) => [id, count, example])
const repaired = (text: string) =>
  findRepairs(text).reduce((current, { id }) => applyRepairs(current, [id]), text)

test('a text with nothing to repair is left alone, and quickly', () => {
  expect(findRepairs(CLEAN)).toEqual([])
  expect(findRepairs('')).toEqual([])
  expect(findRepairs('\ufeff{"kind": "Service"}')).toEqual([])
  expect(findRepairs('metadata:\n  name: a\n  labels:\n    b: c\n')).toEqual([])
})

describe('pasted from a web page', () => {
  it('with no-break spaces as indentation', () => {
    const text =
      'kind: Service\nmetadata:\n\u00a0\u00a0name:\u00a0web \u00a0# a\u00a0b\n\u200b  x: "a\u00a0b"\n'
    expect(found(text)).toEqual([['unicode-spaces', 6, 'name:\u00a0web \u00a0# a\u00a0b']])
    expect(repaired(text)).toBe('kind: Service\nmetadata:\n  name: web  # a b\n  x: "a\u00a0b"\n')
  })

  it('within a code fence, indented as a whole', () => {
    const text = '\n  ```yaml\n  kind: Service\n  spec:\n\n    a: |\n      ```\n  ```\n\n'
    expect(found(text).map(([id]) => id)).toEqual(['code-fence', 'common-indent'])
    expect(applyRepairs(text, ['code-fence', 'common-indent'])).toBe(
      '\nkind: Service\nspec:\n\n  a: |\n    ```\n',
    )
    expect(applyRepairs('~~~\na: 1', ['code-fence'])).toBe('a: 1')
  })

  it('from the middle of its first line', () => {
    const text = 'kind: Service\n    metadata:\n      name: a\n\n    spec: {}\n'
    expect(found(text)).toEqual([['common-indent', 3, 'metadata:']])
    expect(repaired(text)).toBe('kind: Service\nmetadata:\n  name: a\n\nspec: {}\n')
  })
})

describe('written in a word processor', () => {
  it('with typographic quotes', () => {
    const text =
      'a: “on” # “c”\n‘b’: [„x y“, ‘it’’s’]\nc: it’s “fine”\nd: "“e”"\n“f: g”: {“h”: “i, \\“j\\“”}\nk: |\n  “l”\n'
    expect(found(text)).toEqual([['smart-quotes', 7, 'a: “on” # “c”']])
    expect(repaired(text)).toBe(
      'a: "on" # “c”\n\'b\': ["x y", \'it\'\'s\']\nc: it’s “fine”\nd: "“e”"\n"f: g": {"h": "i, \\"j\\""}\nk: |\n  “l”\n',
    )
  })

  it('with tabs', () => {
    const text = 'spec:\n\tports:\n\t\t- name: a\n\t\t\tport: 1\n\t\t-\tname: b\n  c: |\n    x\n    \ty\n'
    expect(found(text)).toEqual([['tabs', 4, 'ports:']])
    expect(parseManifest(repaired(text)).value).toEqual({
      spec: { ports: [{ name: 'a', port: 1 }, { name: 'b' }], c: 'x\n\ty\n' },
    })
  })
})

test('tabs before an empty item', () => {
  expect(repaired('a:\n\t-  \n\t- b\n')).toBe('a:\n  -  \n  - b\n')
})

describe('printed by kubectl', () => {
  const text = `apiVersion: v1
kind: Service
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"kind":"Service"}
  creationTimestamp: "2024-01-01T00:00:00Z"
  managedFields:
  - manager: kubectl
  name: web # kept
  ownerReferences: []
  resourceVersion: "1"
  uid: abc
spec:
  # the address
  clusterIP: 10.0.0.1
  clusterIPs:
  - 10.0.0.1
  type: ClusterIP
status:
  loadBalancer: {}
`
  it('with fields of the server', () => {
    expect(found(text)).toEqual([
      ['server-fields', 6, 'annotations:'],
      ['server-assigned', 2, '# the address'],
    ])
    const [fields] = findRepairs(text)
    const without =
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: web # kept\n  ownerReferences: []\nspec:\n'
    if (fields) {
      expect(applyRepair(text, fields)).toBe(
        `${without}  # the address\n  clusterIP: 10.0.0.1\n  clusterIPs:\n  - 10.0.0.1\n  type: ClusterIP\n`,
      )
    }
    expect(applyRepairs(text, ['server-assigned', 'server-fields'])).toBe(`${without}  type: ClusterIP\n`)
  })

  it('in documents, lists and JSON', () => {
    const documents = `kind: A\nmetadata: {name: a, uid: b}\n---\n${text}`
    expect(findRepairs(documents)[0]?.count).toBe(7)
    const list = '{"kind": "List", "items": [{"kind": "A", "metadata": {"uid": "b"}, "status": {}}]}'
    expect(applyRepairs(list, ['server-fields'])).toBe(
      '{"kind": "List", "items": [{"kind": "A", "metadata": {}}]}',
    )
  })

  it('leaves what is not an object, and a headless Service', () => {
    expect(findRepairs('status: x\nmetadata: {uid: a}\n')).toEqual([])
    expect(findRepairs('kind: Service\nmetadata: {}\nspec: {clusterIP: None, clusterIPs: [None]}\n')).toEqual(
      [],
    )
  })
})

describe('a damaged text', { timeout: 60_000 }, () => {
  const damages: Readonly<Record<string, (text: string) => string>> = {
    'unicode-spaces': (text) => text.replace(/^ +/gm, (indent) => '\u00a0'.repeat(indent.length)),
    tabs: (text) => text.replace(/^(?: {2})+/gm, (indent) => '\t'.repeat(indent.length / 2)),
    'common-indent': (text) => text.replace(/^(?=[^\n\r])/gm, '    '),
    'code-fence': (text) => `\`\`\`yaml\n${text}${text.endsWith('\n') ? '' : '\n'}\`\`\`\n`,
    'smart-quotes': (text) => text.replace(/: "([\w ]*)"$/gm, ': “$1”'),
  }
  const ids = Object.keys(damages) as RepairId[]
  // A quoted scalar over several lines keeps its line breaks as they are, whatever stands before them.
  const values = (text: string) => parseDocuments(text).documents.map(({ manifest }) => manifest.value)

  it.each(ids)('by %s has its value again', (id) => {
    fc.assert(
      fc.property(manifests, ({ text }) => {
        // What looks like such damage in the undamaged text is taken for it.
        if (findRepairs(text).some((repair) => repair.id === id) || /[\t\u00a0‘-‟]/.test(text)) return
        const damaged = damages[id]?.(text) ?? text
        expect(values(applyRepairs(damaged, [id]))).toEqual(values(text))
      }),
      { numRuns: 150 },
    )
  })

  it('by several of them has its value again', () => {
    fc.assert(
      fc.property(manifests, fc.subarray(ids), ({ text }, chosen) => {
        if (findRepairs(text).length > 0 || /[\t\u00a0‘-‟]/.test(text)) return
        const order = (
          ['smart-quotes', 'tabs', 'common-indent', 'unicode-spaces', 'code-fence'] as const
        ).filter((id) => chosen.includes(id))
        const damaged = order.reduce((current, id) => damages[id]?.(current) ?? current, text)
        expect(values(applyRepairs(damaged, ids))).toEqual(values(text))
      }),
      { numRuns: 150 },
    )
  })

  it('never makes a repair throw', () => {
    const pieces = [
      '\t',
      '  ',
      '- ',
      '“',
      '”',
      '‘',
      '"',
      '\n',
      'a: ',
      '|\n',
      '```\n',
      '\u00a0',
      '\u200b',
      'status: x\n',
      '# ',
      '---\n',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 16 }), (parts) => {
        const text = parts.join('')
        for (const repair of findRepairs(text)) expect(applyRepair(text, repair)).not.toBe(text)
      }),
      { numRuns: 1000 },
    )
  })
})
