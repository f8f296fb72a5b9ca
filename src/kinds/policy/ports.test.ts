import { expect, test } from 'vitest'
import type { PortSpelling } from './dialects.ts'
import { type Port, placesOf, readPort, writePort } from './ports.ts'

const of = (protocol: string, port: unknown, end?: unknown): Port => ({ protocol, port, end })

const table: readonly (readonly [PortSpelling, object, Port])[] = [
  ['plain', { protocol: 'TCP', port: 80 }, of('TCP', 80)],
  ['plain', { protocol: 'UDP', port: 80, endPort: 90 }, of('UDP', 80, 90)],
  ['plain', { protocol: 'SCTP', port: 'web' }, of('SCTP', 'web')],
  ['plain', { protocol: 'UDP' }, of('UDP', '')],
  ['admin', { portNumber: { protocol: 'TCP', port: 80 } }, of('TCP', 80)],
  ['admin', { portRange: { protocol: 'UDP', start: 80, end: 90 } }, of('UDP', 80, 90)],
  ['admin', { namedPort: 'web' }, of('', 'web')],
  ['protocols', { tcp: { destinationPort: { number: 80 } } }, of('TCP', 80)],
  ['protocols', { udp: { destinationPort: { range: { start: 80, end: 90 } } } }, of('UDP', 80, 90)],
  ['protocols', { destinationNamedPort: 'web' }, of('', 'web')],
]

test.each(table)('%s: %j is read and written', (spelling, written, port) => {
  expect(readPort(written, spelling)).toEqual(port)
  expect(writePort(port, spelling)).toEqual(written)
})

test.each(table)('%s: %j has its findings where its values stand', (spelling, written, port) => {
  const at = (path: readonly string[]) =>
    path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], written)
  const places = placesOf(written, spelling)
  if (port.port !== '') expect(at(places.port)).toBe(port.port)
  if (port.end !== undefined) expect(at(places.end)).toBe(port.end)
})

test('a name has no protocol where the name alone decides, and a number has one again', () => {
  expect(writePort(of('UDP', 'web'), 'admin')).toEqual({ namedPort: 'web' })
  expect(writePort(of('', 80), 'admin')).toEqual({ portNumber: { protocol: 'TCP', port: 80 } })
  expect(writePort(of('', 80), 'protocols')).toEqual({ tcp: { destinationPort: { number: 80 } } })
})

test('what stands beside it stays, and a protocol that goes without saying is not written', () => {
  expect(writePort(of('TCP', 81), 'plain', { port: 80, future: 1 })).toEqual({ port: 81, future: 1 })
  expect(writePort(of('UDP', 80), 'plain', { port: 80 })).toEqual({ protocol: 'UDP', port: 80 })
  expect(writePort(of('TCP', ''), 'plain', { protocol: 'TCP', port: 80, endPort: 90 })).toEqual({
    protocol: 'TCP',
  })
})

test.each([
  ['admin', {}],
  ['admin', { namedPort: 'a', portNumber: { port: 1 } }],
  ['admin', { portNumber: { protocol: {}, port: 1 } }],
  ['protocols', { icmp: {} }],
  ['plain', { port: {} }],
] as const)('%s: %j is for the YAML', (spelling, value) => expect(readPort(value, spelling)).toBeNull())
