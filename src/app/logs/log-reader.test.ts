import { expect, test } from 'vitest'
import { failed } from '../../k8s/status.ts'
import { LineStore } from '../../ui/logs/line-store.ts'
import { type LogState, readLog } from './log-reader.ts'

type Turn = readonly string[] | Error

const query = { container: 'app', previous: false, follow: true, tailLines: 100, sinceSeconds: null }

/** Plays the cluster: each turn is the pieces of one stream, or a failure; after the last the page is left. */
async function play(turns: readonly Turn[], more: Partial<typeof query> = {}) {
  const leaving = new AbortController()
  const asked: Readonly<Record<string, string>>[] = []
  const states: LogState[] = []
  const tries: number[] = []
  const lines = new LineStore()
  const left = [...turns]
  await readLog(
    {
      query: { ...query, ...more },
      lines,
      changed: (state) => states.push(state),
      open: async (parameters) => {
        asked.push(parameters)
        const turn = left.shift()
        if (turn instanceof Error) throw turn
        return new Blob([...(turn ?? [])]).stream() as ReadableStream<Uint8Array>
      },
      pause: async (count) => {
        tries.push(count)
        if (left.length === 0) leaving.abort()
      },
    },
    leaving.signal,
  )
  const texts = lines.all().map(({ text }) => text)
  return { asked, texts, tries, phases: states.map(({ phase }) => phase), last: states.at(-1) }
}

const at = (second: number, text: string) => `2026-01-01T00:00:0${second}.5Z ${text}\n`

test('reads to the end where it is not to follow', async () => {
  const { texts, phases, asked } = await play([[at(1, 'a'), at(2, 'b')]], { follow: false })
  expect(texts).toEqual(['a', 'b'])
  expect(phases).toEqual(['opening', 'reading', 'ended'])
  expect(asked).toEqual([{ container: 'app', timestamps: 'true', tailLines: '100' }])
})

test('goes on after the stream ended, from the last second, and shows no line twice', async () => {
  const { texts, asked, phases } = await play([
    [at(1, 'a'), at(2, 'b'), at(2, 'b')],
    [at(2, 'b'), at(2, 'b'), at(3, 'c')],
  ])
  expect(texts).toEqual(['a', 'b', 'b', 'c'])
  expect(asked[1]).toEqual({
    container: 'app',
    timestamps: 'true',
    follow: 'true',
    sinceTime: '2026-01-01T00:00:02Z',
  })
  expect(phases).toEqual(['opening', 'reading', 'waiting', 'reading', 'waiting'])
})

test('waits longer where nothing comes, and says why', async () => {
  const starting = failed({ code: 400, message: 'container "app" is waiting to start' })
  const { tries, texts, last } = await play([starting, starting, [at(1, 'a')], starting])
  expect(tries).toEqual([1, 2, 0, 1])
  expect(texts).toEqual(['a'])
  expect(last).toEqual({ phase: 'waiting', message: 'container "app" is waiting to start' })
})

test.each([
  [404, 'gone'],
  [403, 'refused'],
  [422, 'refused'],
])('ends where the cluster says %d', async (code, phase) => {
  const { last } = await play([[at(1, 'a')], failed({ code, message: 'in its words' })])
  expect(last).toEqual({ phase, message: 'in its words' })
})

test('what was before a container that never ended is refused, not awaited', async () => {
  const { phases } = await play([failed({ code: 400, message: 'previous not found' })], { previous: true })
  expect(phases).toEqual(['opening', 'refused'])
})

test('letters that two pieces share are whole', async () => {
  const bytes = new TextEncoder().encode(at(1, 'naïve ☂'))
  const lines = new LineStore()
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    },
  })
  const options = {
    query: { ...query, follow: false },
    lines,
    changed: () => undefined,
    open: async () => stream,
  }
  await readLog(options, new AbortController().signal)
  expect(lines.all()[0]?.text).toBe('naïve ☂')
})
