import { describe, expect, test } from 'vitest'
import { LineReader, logParameters, Resumption, stampedLine } from './podlog.ts'

const line = (time: string, text: string) => ({ time, text })

test('asks with timestamps, from a time rather than for an age', () => {
  const query = { container: 'nginx', previous: false, follow: true, tailLines: 10, sinceSeconds: 60 }
  expect(logParameters({ ...query, sinceTime: null })).toEqual({
    container: 'nginx',
    timestamps: 'true',
    follow: 'true',
    tailLines: '10',
    sinceSeconds: '60',
  })
  expect(logParameters({ ...query, sinceTime: '2026-01-01T00:00:00Z' })).not.toHaveProperty('sinceSeconds')
})

test.each([
  ['2026-01-02T03:04:05.123456789Z GET /', '2026-01-02T03:04:05.123456789Z', 'GET /'],
  ['2026-01-02T03:04:05+08:00   indented', '2026-01-02T03:04:05+08:00', '  indented'],
  ['2026-01-02T03:04:05Z ', '2026-01-02T03:04:05Z', ''],
  ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z', ''],
  ['no time\r', '', 'no time'],
  ['\x1b[32minfo\x1b[0m ready', '', 'info ready'],
  ['', '', ''],
])('of %j tells time and text', (given, time, text) => {
  expect(stampedLine(given)).toEqual({ time, text })
})

test('makes lines of pieces that end anywhere, and keeps none that never ends', () => {
  const reader = new LineReader()
  expect(reader.read('one\ntw')).toEqual(['one'])
  expect(reader.read('o\n\nthr')).toEqual(['two', ''])
  expect(reader.end()).toEqual(['thr'])
  expect(reader.end()).toEqual([])
  expect(reader.read('x'.repeat(70_000))).toHaveLength(1)
  expect(reader.end()).toEqual([])
})

describe('going on', () => {
  const read = [
    line('2026-01-01T00:00:01.9Z', 'a'),
    line('2026-01-01T00:00:02.1Z', 'b'),
    line('2026-01-01T00:00:02.12Z', 'c'),
    line('2026-01-01T00:00:02.12Z', 'c'),
  ]

  test('asks from the second of the last line and leaves out what was read', () => {
    const resumption = new Resumption(read)
    expect(resumption.sinceTime).toBe('2026-01-01T00:00:02Z')
    const again = [
      ...read.slice(1),
      line('2026-01-01T00:00:02.12Z', 'c'),
      line('2026-01-01T00:00:02.2Z', 'd'),
      line('2026-01-01T00:00:03Z', 'b'),
    ]
    const kept = again.filter((each) => resumption.isNew(each)).map(({ text }) => text)
    expect(kept).toEqual(['c', 'd', 'b'])
  })

  test('is told the second in UTC, wherever the node is', () => {
    expect(new Resumption([line('2026-01-01T08:00:02.5+08:00', 'a')]).sinceTime).toBe('2026-01-01T00:00:02Z')
  })

  test('reckons with lines that are a little out of order', () => {
    const late = [...read, line('2026-01-01T00:00:01.95Z', 'late')]
    const resumption = new Resumption(late)
    expect(resumption.sinceTime).toBe('2026-01-01T00:00:02Z')
    expect(read.slice(1).filter((each) => resumption.isNew(each))).toEqual([])
  })

  test('without any line begins anew', () => {
    const resumption = new Resumption([])
    expect(resumption.sinceTime).toBe(null)
    expect(resumption.isNew(line('', 'x'))).toBe(true)
  })
})
