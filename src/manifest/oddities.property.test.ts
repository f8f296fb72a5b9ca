/** Random edits of texts with everything that people and tools put into manifests. */

import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { regionEnd } from './layout.ts'
import { skipBlankLines } from './lines.ts'
import { applyEdits, invertEdits, parseManifest } from './manifest.ts'
import { intendedValue, type Operation } from './operation.ts'
import { edited } from './perform.ts'
import { isPlainMap, plainAt } from './plain.ts'
import { slotAt } from './sharing.ts'
import { sourceOf } from './source.ts'
import { scalars, values } from './values.arbitrary.ts'
import { pathsOf } from './versions.arbitrary.ts'

const ODD: Readonly<Record<string, string>> = {
  'a certificate and its key': `---
# sealed elsewhere
apiVersion: v1
kind: Secret
metadata: {name: tls, labels: {"app.kubernetes.io/name": web}} # one line
type: kubernetes.io/tls
stringData:
  tls.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBszCCAVmgAwIBAgIUQ

    q3Zl+/==
    -----END CERTIFICATE-----
  tls.key: |2-
      indented
    less   
  empty: ""
  chain: |+
    kept

  # about the last one
  last: 'it''s'
...
`,
  'scripts and JSON in blocks': `kind: ConfigMap
data:
  config.json: |
    {
    \t"on": true,
      "list": [1, 2]
    }
  run.sh: >-
    #!/bin/sh
    echo one
      two

    three
  quoted: "several
    lines \\
    of text"
  plain: several
    lines  # and a comment
  grüße: 日本 🚀
  ? explicit
  : value
binaryData: {}
`,
  'what editors and other tools leave behind':
    '\ufeffkind: Service\r\nspec:   \r\n  ports:\r\n\r\n  -   name: http\t\r\n      port: 80   # tab\t\r\n  - port: 81\r\n  selector:\r\n    "a b" : c\r\n  empty:\r\n  list: [ a,\r\n    b , # b\r\n    {c: d} ,\r\n  ]\r\n# the end',
  JSON: '{\n  "kind": "Gateway",\n  "spec": {"listeners": [{"name": "http", "port": 80}, {}], "x": null},\n  "metadata": {\n    "labels": {}\n  }\n}',
  'the same key twice':
    'kind: Service\nspec:\n  type: a # first\n  type: b\n  ports: []\nspec:\n  type: c\n  x:\n    - 1\n    - - 2\n      - 3\n',
  'anchors, aliases and merge keys':
    'defaults: &d # shared\n  timeout: 5s\n  retries: &r [1, 2]\nroutes:\n  - &first\n    <<: *d\n    name: a\n  - {<<: *d, name: b, retries: *r}\n  - *first\nlast: !!str 5\n',
}

it.each(Object.entries(ODD))('%s', { timeout: 60_000 }, (_, text) => {
  const manifest = parseManifest(text)
  expect(manifest.value).toBeDefined()
  const paths = pathsOf(manifest.value)
  const operations = fc.record({
    how: fc.nat(4),
    at: fc.nat(),
    to: fc.nat(),
    value: fc.oneof(scalars, values),
  })
  fc.assert(
    fc.property(operations, ({ how, at, to, value }) => {
      const path = paths[at % paths.length] ?? []
      const old = plainAt(manifest.value, path)
      const operation: Operation =
        how === 0
          ? { kind: 'set', path, value: undefined }
          : how === 1 && Array.isArray(old) && old.length > 0
            ? { kind: 'move', path, from: at % old.length, to: to % old.length }
            : Array.isArray(old) && how < 4
              ? { kind: 'insert', path, index: to % (old.length + 1), value }
              : { kind: 'set', path: isPlainMap(old) && how > 2 ? [...path, 'new'] : path, value }
      const intended = intendedValue(manifest.value, operation)
      const { edits, manifest: result } = edited(manifest, operation, { sharing: 'detach' })
      expect(result.value).toEqual(intended)
      expect(parseManifest(result.text).value).toEqual(intended)
      expect(result.problems.length).toBeLessThanOrEqual(manifest.problems.length)
      expect(result.text).toBe(applyEdits(text, edits))
      expect(applyEdits(result.text, invertEdits(text, edits))).toBe(text)

      const source = sourceOf(manifest)
      const slot = slotAt(source, path)
      if (slot === undefined || how === 0 || source.aliases.length > 0 || text.includes('? ')) return
      for (const { offset, length } of edits) {
        expect(offset).toBeGreaterThanOrEqual(slot.start)
        expect(offset + length).toBeLessThanOrEqual(skipBlankLines(text, regionEnd(source, slot)))
      }
    }),
    { numRuns: 200 },
  )
})
