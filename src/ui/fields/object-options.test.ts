/** What one can choose from among the objects of a cluster. */
import { describe, expect, it } from 'vitest'
import { entriesOf, offered } from './object-options.ts'

const names = (entries: ReturnType<typeof offered>) =>
  entries.map((entry) => (entry.type === 'object' ? entry.name : entry.type))

const options = [
  { name: 'my-edge', note: '10.0.0.0/24' },
  { name: 'edge-internal', note: 'fd00::/64' },
  { name: 'public' },
]

describe('entriesOf', () => {
  it('keeps a chosen name that is not among the objects', () => {
    expect(entriesOf(options, 'gone')[0]).toEqual({ type: 'object', name: 'gone', unknown: true })
    expect(entriesOf(options, 'public')).toHaveLength(3)
    expect(entriesOf(options, '')).toHaveLength(3)
  })
})

describe('offered', () => {
  const entries = entriesOf(options, '')

  it('finds names and notes, those that begin with the words first', () => {
    expect(names(offered(entries, 'EDGE'))).toEqual(['edge-internal', 'my-edge'])
    expect(names(offered(entries, 'fd00'))).toEqual(['edge-internal'])
    expect(names(offered(entries, 'edge 10.0'))).toEqual(['my-edge'])
    expect(names(offered(entries, 'nothing'))).toEqual([])
    expect(names(offered(entries, ''))).toEqual(['my-edge', 'edge-internal', 'public'])
  })

  it('ends with making a new one, also where nothing is found', () => {
    expect(names(offered(entries, 'nothing', { label: 'Create one' }))).toEqual(['create'])
  })

  it('shows a hundred of thousands and says how many more there are', () => {
    const many = entriesOf(
      Array.from({ length: 5000 }, (_, at) => ({ name: `pool-${at}` })),
      '',
    )
    const all = offered(many, '', { label: 'Create one' })
    expect(all).toHaveLength(102)
    expect(all.at(-2)).toEqual({ type: 'more', count: 4900 })
    expect(names(offered(many, 'pool-4999'))).toEqual(['pool-4999'])
  })
})
