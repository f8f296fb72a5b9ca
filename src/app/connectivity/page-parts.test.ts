/** The pure parts of the page: its address, what is shown, where keys lead, what was read, who enforces. */
import { describe, expect, test } from 'vitest'
import type { WatchState } from '../../wire.ts'
import { verdictOf } from './ask-verdict.ts'
import { enforcementOf } from './enforcement.ts'
import { movedTo, scrollTo, size, windowOf } from './grid-window.ts'
import { formatState, type PageState, parsePort, parseState } from './page-state.ts'
import { formatPlace, parsePlace } from './place.ts'
import type { Answer, Course } from './protocol.ts'
import { kindsRead, listsOf, outcomeOf, type Reading, readState } from './readings.ts'
import { shownPlaces } from './shown-places.ts'

const some: PageState = {
  tab: 'ask',
  text: 'shop pay',
  onlyPolicies: true,
  port: { protocol: 'UDP', port: 53 },
  inside: { from: 'a', to: 'b' },
  from: { type: 'workload', namespace: 'a', kind: 'Deployment', name: 'web' },
  to: { type: 'ip', ip: 'fd00::1' },
}

describe('the address', () => {
  test('holds the whole state', () => {
    expect(parseState(new URLSearchParams(formatState(some).toString()))).toEqual(some)
    expect(formatState(parseState(new URLSearchParams())).toString()).toBe('')
  })

  test.each(['ns:a', 'pod:a/b', 'workload:a/StatefulSet/b', 'ip:10.0.0.1', 'ip:fd00::1', 'outside'])(
    'names the place %s',
    (text) => {
      const place = parsePlace(text)
      expect(place === null ? '' : formatPlace(place)).toBe(text)
    },
  )

  test.each(['', 'ns:', 'ns:a/b', 'pod:a', 'pod:a/b/c', 'workload:a/b', 'x:y', 'a'])(
    '%j is no place',
    (text) => expect(parsePlace(text)).toBeNull(),
  )

  test.each(['', 'TCP', 'TCP/0', 'TCP/65536', 'tcp/80', 'TCP/8x'])('%j is no port', (text) =>
    expect(parsePort(text)).toBeNull(),
  )
})

test('words of the filter are alternatives, and the outside always stays', () => {
  const places = ['ns:shop-prod', 'ns:payments-prod', 'ns:media', 'outside'].flatMap(
    (text) => parsePlace(text) ?? [],
  )
  expect(shownPlaces(places, 'SHOP, media', null)).toEqual([0, 2, 3])
  expect(shownPlaces(places, '', new Set(['payments-prod']))).toEqual([1, 3])
})

describe('the grid', () => {
  const count = { rows: 3, columns: 4 }
  const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey, metaKey: false })

  test.each([
    ['ArrowUp', false, { row: 0, column: 1 }],
    ['ArrowLeft', false, { row: 1, column: 0 }],
    ['Home', false, { row: 1, column: 0 }],
    ['End', false, { row: 1, column: 3 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 2, column: 3 }],
    ['PageDown', false, { row: 2, column: 1 }],
  ])('%s leads on', (name, ctrl, to) =>
    expect(movedTo(key(name, ctrl), { row: 1, column: 1 }, count)).toEqual(to),
  )

  test('reaches the heads and never the corner', () => {
    expect(movedTo(key('ArrowLeft'), { row: 1, column: 0 }, count)).toEqual({ row: 1, column: -1 })
    expect(movedTo(key('ArrowUp'), { row: 0, column: -1 }, count)).toEqual({ row: 0, column: -1 })
    expect(movedTo(key('a'), { row: 0, column: 0 }, count)).toBeNull()
  })

  test('draws what is in sight alone', () => {
    const { rows, columns } = windowOf({ top: 100 * size, left: 0, width: 1000, height: 700 }, 300, 300)
    expect(rows[0]).toBe(99)
    expect(rows.length).toBeLessThan(40)
    expect(columns[0]).toBe(0)
    expect(windowOf({ top: 0, left: 0, width: 1000, height: 700 }, 2, 0)).toEqual({
      rows: [0, 1],
      columns: [],
    })
  })

  test('brings a cell out from under the heads', () => {
    const element = { scrollTop: 500, scrollLeft: 0, clientWidth: 600, clientHeight: 400 } as HTMLElement
    scrollTo(element, 0, 0)
    expect(element.scrollTop).toBe(0)
    scrollTo(element, 0, 50)
    expect(element.scrollLeft).toBe(51 * size - 400)
  })
})

describe('what was read', () => {
  const at = (phase: WatchState['phase'], code?: number): WatchState => ({
    phase,
    since: 0,
    ...(code !== undefined && { reason: { message: 'no', code } }),
  })
  const reading = (of: keyof typeof kindsRead, state: WatchState, namespace?: string): Reading => ({
    of,
    target: {
      cluster: 'c',
      group: kindsRead[of].group,
      version: 'v1',
      plural: of,
      ...(namespace !== undefined && { namespace }),
    },
    view: { items: [], state },
    wasLive: false,
  })
  const live = { state: at('live'), wasLive: true }
  const everywhere = { cluster: 'c', namespaces: null }

  test.each([
    ['live', undefined, false, 'read'],
    ['loading', undefined, false, 'loading'],
    ['reconnecting', undefined, true, 'read'],
    ['reconnecting', undefined, false, 'loading'],
    ['stopped', 403, true, 'unread'],
    ['stopped', 500, true, 'unread'],
    ['stopped', 404, false, 'read'],
  ] as const)('%s %s, live before: %s, is %s', (phase, code, wasLive, outcome) => {
    expect(outcomeOf(at(phase, code), wasLive)).toBe(outcome)
  })

  test('is told with what could not be', () => {
    const state = readState(
      [
        reading('pods', at('live'), 'a'),
        reading('pods', at('stopped', 403), 'b'),
        reading('networkPolicies', at('stopped', 403), 'b'),
        reading('cluster', at('stopped', 403)),
      ],
      live,
      { cluster: 'c', namespaces: ['a', 'b'] },
    )
    expect(state).toMatchObject({ isLoading: false, noPods: false })
    expect(state.known).toEqual({
      namespaces: false,
      nodes: false,
      admin: true,
      baseline: true,
      networkPolicies: ['b'],
      pods: true,
    })
    expect(state.lacks.map(({ of, namespaces }) => [of, namespaces])).toEqual([
      ['pods', ['b']],
      ['networkPolicies', ['b']],
      ['cluster', null],
    ])
  })

  test('is nothing where no pods may be listed, and all where everything may', () => {
    expect(readState([reading('pods', at('stopped', 403))], live, everywhere).noPods).toBe(true)
    const all = readState([reading('pods', at('live'))], live, everywhere)
    expect(all.lacks).toEqual([])
    expect(all.known.pods).toBe(false)
    expect(readState([], live, everywhere).isLoading).toBe(true)
  })

  test('keeps to the namespaces of the page', () => {
    const item = (name: string, namespace?: string) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, ...(namespace !== undefined && { namespace }) },
    })
    const items = [item('a', 'a'), item('b', 'b')]
    const pods = { ...reading('pods', at('live')), view: { items, state: at('live') } }
    const nodes = { ...reading('nodes', at('live')), view: { items: [item('n')], state: at('live') } }
    const lists = listsOf([pods, nodes], [], ['b'])
    expect(lists.pods.map(({ metadata }) => metadata.name)).toEqual(['b'])
    expect(lists.nodes).toHaveLength(1)
  })
})

test('Flannel alone does not enforce policies; with Calico beside it, or as Canal, somebody does', () => {
  const part = (id: string) => ({ id, name: id, signs: [], groups: [] })
  const facts = (ids: readonly string[], sign = '') =>
    ({
      cni: { found: ids.map(part), isCertain: true },
      parts: [
        {
          part: part('flannel'),
          presence: 'found',
          version: null,
          evidence: [
            {
              sign: { group: 'apps', version: 'v1', kind: 'DaemonSet', plural: 'daemonsets', name: sign },
              answer: 'yes',
              places: [],
            },
          ],
        },
      ],
    }) as unknown as Parameters<typeof enforcementOf>[0]
  expect(enforcementOf(facts(['flannel'], 'kube-flannel-ds')).enforces).toBe('no')
  expect(enforcementOf(facts(['flannel'], 'canal')).enforces).toBe('yes')
  expect(enforcementOf(facts(['calico', 'flannel'])).enforces).toBe('yes')
  expect(enforcementOf(facts([])).enforces).toBe('unknown')
})

test('the answer in a word', () => {
  const answered = (pairs: number, open: number, unknown = 0, answers: readonly Answer[] = []) =>
    verdictOf({
      cell: { pairs, open, full: open, unknown },
      courses: answers.map((answer) => ({ answer }) as Course),
    })
  expect([answered(3, 3), answered(3, 1), answered(3, 0), answered(3, 3, 1)]).toEqual([
    'yes',
    'some',
    'no',
    'unknown',
  ])
  expect([answered(0, 0, 0, ['yes']), answered(0, 0, 0, ['no'])]).toEqual(['yes', 'no'])
})
