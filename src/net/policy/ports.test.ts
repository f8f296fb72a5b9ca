/** Sets of ports against lists of ports. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { PortTable } from './port-table.ts'
import {
  allPorts,
  formatPorts,
  hasPort,
  intersection,
  isEqual,
  isNone,
  minus,
  noPorts,
  type PortSet,
  portRange,
  protocols,
  rangesOf,
  union,
  unionOf,
} from './ports.ts'

const places = [1, 2, 3, 4, 5, 65_533, 65_534, 65_535] as const
const anySet = fc
  .array(fc.tuple(fc.constantFrom(...protocols), fc.constantFrom(...places), fc.constantFrom(...places)))
  .map((ranges) => unionOf(ranges.map(([protocol, first, last]) => portRange(protocol, first, last))))

const membersOf = (set: PortSet) =>
  protocols.flatMap((protocol) => places.map((port) => hasPort(set, protocol, port)))

test('operations are those of sets', () => {
  fc.assert(
    fc.property(anySet, anySet, (a, b) => {
      const [inA, inB] = [membersOf(a), membersOf(b)]
      expect(membersOf(union(a, b))).toEqual(inA.map((each, at) => each || inB[at]))
      expect(membersOf(intersection(a, b))).toEqual(inA.map((each, at) => each && inB[at]))
      expect(membersOf(minus(a, b))).toEqual(inA.map((each, at) => each && !inB[at]))
      expect(isEqual(union(minus(a, b), intersection(a, b)), a)).toBe(true)
      expect(
        isEqual(unionOf(rangesOf(a).map(({ protocol, first, last }) => portRange(protocol, first, last))), a),
      ).toBe(true)
    }),
  )
})

test('a table gives the same results by number', () => {
  const table = new PortTable()
  fc.assert(
    fc.property(anySet, anySet, (a, b) => {
      const [x, y] = [table.numberOf(a), table.numberOf(b)]
      expect(table.setOf(table.union(x, y))).toEqual(union(a, b))
      expect(table.setOf(table.intersection(x, y))).toEqual(intersection(a, b))
      expect(table.setOf(table.minus(x, y))).toEqual(minus(a, b))
    }),
  )
})

test('what is no port is in no set', () => {
  expect([0, 65_536, 1.5, Number.NaN].map((port) => hasPort(allPorts(), 'TCP', port))).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect([portRange('TCP', 0), portRange('TCP', 1, 65_536), portRange('UDP', 3, 2)].every(isNone)).toBe(true)
  expect(hasPort(allPorts('UDP'), 'TCP', 80)).toBe(false)
})

test('a set as text', () => {
  expect(formatPorts(noPorts)).toBe('none')
  expect(formatPorts(unionOf([portRange('UDP', 53), portRange('TCP', 80, 81), portRange('TCP', 82)]))).toBe(
    'TCP 80-82, UDP 53',
  )
  expect(formatPorts(allPorts())).toBe('TCP 1-65535, UDP 1-65535, SCTP 1-65535')
})
