/** How fast a manifest of 5,000 lines is read, edited and compared, as ratios against reading it once. */

import { parseManifest, removeAt, setAt } from '../src/manifest/manifest.ts'
import { semanticChanges } from '../src/manifest/semantic.ts'

const LINES = 5_000
const FRAME_MS = 16
const ROUNDS = 15

/** A Service with so many ports that its text has `lines` lines, with comments as people write them. */
function manifestText(lines: number): string {
  const head = ['apiVersion: v1', 'kind: Service', 'metadata:', '  name: web', 'spec:', '  ports:']
  const count = Math.floor((lines - head.length) / 5)
  const ports = Array.from({ length: count }, (_, index) => [
    `    # port ${index}`,
    `    - name: port-${index}`,
    `      port: ${index + 1}`,
    '      targetPort: http',
    '      protocol: TCP # as always',
  ])
  return `${[...head, ...ports.flat()].join('\n')}\n`
}

/** The median time of a task in milliseconds; what it needs is made before each round and does not count. */
function median<T>(prepare: (round: number) => T, task: (prepared: T, round: number) => unknown): number {
  const times = Array.from({ length: ROUNDS + 3 }, (_, round) => {
    const prepared = prepare(round)
    const start = performance.now()
    task(prepared, round)
    return performance.now() - start
  })
  return times.slice(3).toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN
}

const text = manifestText(LINES)
const middle = Math.floor(LINES / 10)
const read = () => parseManifest(text)
const port = ['spec', 'ports', middle, 'port']
let edited = read()

const parse = median(() => null, read)
const rows: readonly (readonly [string, number])[] = [
  ['parse', parse],
  ['setAt, a scalar of an item', median(read, (manifest, round) => setAt(manifest, port, round + 9))],
  [
    'setAt, one after the other',
    median(
      () => null,
      (_, round) => {
        edited = setAt(edited, port, round + 9_000)
      },
    ),
  ],
  [
    'setAt, a new key of an item',
    median(read, (manifest) => setAt(manifest, [...port.slice(0, -1), 'nodePort'], 1)),
  ],
  ['removeAt, an item', median(read, (manifest) => removeAt(manifest, port.slice(0, -1)))],
  [
    'semanticChanges of one edit',
    median(
      () => structuredClone(setAt(read(), port, 9).value),
      (after) => semanticChanges(edited.value, after),
    ),
  ],
]

console.log(`${text.split('\n').length - 1} lines, ${text.length} characters, median of ${ROUNDS}\n`)
for (const [name, time] of rows) {
  const ratio = (time / parse).toFixed(3).padStart(7)
  const perFrame = (FRAME_MS / time).toFixed(1).padStart(8)
  console.log(
    `${name.padEnd(30)} ${time.toFixed(1).padStart(8)} ms ${ratio} of parse ${perFrame} per frame of ${FRAME_MS} ms`,
  )
}
