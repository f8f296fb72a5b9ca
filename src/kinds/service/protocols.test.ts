import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDns1123Label } from '../../k8s/names.ts'
import { generatedPortName, protocolFields, protocolName, protocols } from './protocols.ts'

describe('a protocol', () => {
  test.each([
    ['TCP', { protocol: 'TCP' }],
    ['UDP', { protocol: 'UDP' }],
    ['SCTP', { protocol: 'SCTP' }],
    ['HTTP', { protocol: 'TCP', appProtocol: 'http' }],
    ['HTTP2', { protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' }],
    ['HTTPS', { protocol: 'TCP', appProtocol: 'https' }],
    ['gRPC', { protocol: 'TCP', appProtocol: 'grpc' }],
  ])('%s is written as %j and read back', (name, fields) => {
    expect(protocolFields(name)).toEqual(fields)
    expect(protocolName(fields)).toBe(name)
  })

  test('stands in that table for each one the form offers', () => {
    expect(protocols.map(({ name }) => name)).toEqual([
      'TCP',
      'UDP',
      'SCTP',
      'HTTP',
      'HTTP2',
      'HTTPS',
      'gRPC',
    ])
  })

  test('that is a transport only leaves no appProtocol behind', () => {
    expect(protocolFields('TCP')).not.toHaveProperty('appProtocol')
  })

  test('is TCP where a port says none, as the API has it', () => {
    expect(protocolName({})).toBe('TCP')
    expect(protocolName({ appProtocol: 'http' })).toBe('HTTP')
  })

  test('with an application protocol of its own is shown with it', () => {
    expect(protocolName({ protocol: 'TCP', appProtocol: 'mongo' })).toBe('TCP (mongo)')
    expect(protocolName({ protocol: 'UDP', appProtocol: 'http' })).toBe('UDP (http)')
  })

  test('of an unknown name writes nothing, so that what is there stays', () => {
    expect(protocolFields('TCP (mongo)')).toEqual({})
    expect({ protocol: 'TCP', appProtocol: 'mongo', ...protocolFields('TCP (mongo)') }).toEqual({
      protocol: 'TCP',
      appProtocol: 'mongo',
    })
  })
})

describe('a generated port name', () => {
  test.each([
    ['tcp-80-6379', { protocol: 'TCP', port: 80, targetPort: 6379 }],
    ['tcp-80-redis', { protocol: 'TCP', port: 80, targetPort: 'redis' }],
    ['http2-80-web', { protocol: 'TCP', appProtocol: 'kubernetes.io/h2c', port: 80, targetPort: 'web' }],
    ['grpc-9000-9000', { protocol: 'TCP', appProtocol: 'grpc', port: 9000, targetPort: 9000 }],
    ['udp-53-53', { protocol: 'UDP', port: 53 }],
    ['tcp-27017-27017', { appProtocol: 'mongo', port: 27017 }],
    ['tcp', {}],
    ['tcp-8080', { targetPort: 8080 }],
  ])('is %s for %j', (name, port) => expect(generatedPortName(port)).toBe(name))

  test('leaves out a number that is being typed', () => {
    expect(generatedPortName({ protocol: 'TCP', port: '' as unknown as number, targetPort: 80 })).toBe(
      'tcp-80',
    )
  })

  test('has at most 63 characters and no hyphen at its end', () => {
    // `tcp-80-` and 55 letters are 62 characters: the 63rd would be the hyphen.
    expect(generatedPortName({ port: 80, targetPort: `${'a'.repeat(55)}-b` })).toBe(
      `tcp-80-${'a'.repeat(55)}`,
    )
    expect(generatedPortName({ port: 80, targetPort: 'a'.repeat(80) })).toHaveLength(63)
  })

  test('is one the API takes, for every protocol, port and target', () => {
    const ports = fc.record({
      name: fc.constantFrom(...protocols.map(({ name }) => name)),
      port: fc.integer({ min: 1, max: 65535 }),
      targetPort: fc.oneof(
        fc.integer({ min: 1, max: 65535 }),
        fc.stringMatching(/^[a-z]([-a-z0-9]{0,13}[a-z0-9])?$/),
        fc.string(),
      ),
    })
    fc.assert(
      fc.property(ports, ({ name, ...port }) => {
        const generated = generatedPortName({ ...port, ...protocolFields(name) })
        expect(isDns1123Label(generated), generated).toBe(true)
        expect(generated).toMatch(new RegExp(`^${name.toLowerCase()}-${port.port}`))
      }),
    )
  })
})
