import { describe, expect, it } from 'vitest'
import { formatAddress, parseAddress } from '../../../net/address.ts'
import type { Schema } from '../../types.ts'
import { addressErrors, cidrErrors } from './addresses.ts'
import { decodeBuiltin, decoding, dropEmpty } from './decode.ts'
import { ingressClassErrors, ingressErrors } from './ingress.ts'
import { defaultNetworkPolicy, networkPolicyErrors } from './network-policy.ts'
import { builtinSchema } from './schemas.ts'
import { dns1123Label, dns1123Subdomain, labelKey, portName, wildcardSubdomain } from './text.ts'

const schemaOf = (group: string, version: string, kind: string): Schema => {
  const schema = builtinSchema(group, version, kind)
  if (schema === null) throw new Error(`no schema of ${kind}`)
  return schema
}

describe('builtinSchema', () => {
  it('knows types, required fields and how lists merge', () => {
    const ports = schemaOf('', 'v1', 'Service').properties?.spec?.properties?.ports
    expect(ports).toMatchObject({
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['port', 'protocol'],
      'x-kubernetes-patch-merge-key': 'port',
      items: { 'x-type-name': 'io.k8s.api.core.v1.ServicePort', required: ['port'] },
    })
  })

  it('tells kinds of one name in two groups apart, and knows no strangers', () => {
    expect(schemaOf('events.k8s.io', 'v1', 'Event').properties).toHaveProperty('note')
    expect(schemaOf('', 'v1', 'Event').properties).toHaveProperty('message')
    expect(builtinSchema('example.com', 'v1', 'Service')).toBeNull()
  })

  it('shares types and does not recurse', () => {
    const pod = schemaOf('', 'v1', 'Pod').properties?.spec
    const template = schemaOf('apps', 'v1', 'Deployment').properties?.spec?.properties?.template
    expect(template?.properties?.spec).toBe(pod)
    const definition = schemaOf('apiextensions.k8s.io', 'v1', 'CustomResourceDefinition')
    expect(JSON.stringify(definition)).toContain('x-kubernetes-preserve-unknown-fields')
  })
})

describe('decodeBuiltin', () => {
  const decode = (spec: unknown) => {
    const object = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec }
    const schema = schemaOf('', 'v1', 'Service')
    decoding('Service', 'v1', () => decodeBuiltin(schema, object))
    dropEmpty(schema, object)
    return object.spec
  }
  const prefix = 'Service in version "v1" cannot be handled as a Service: json: cannot unmarshal'

  it('fails in the words of Go', () => {
    expect(() => decode({ ports: [{ port: '80' }] })).toThrow(
      `${prefix} string into Go struct field ServicePort.spec.ports.port of type int32`,
    )
    expect(() => decode({ ports: {} })).toThrow(
      `${prefix} object into Go struct field ServiceSpec.spec.ports of type []v1.ServicePort`,
    )
    expect(() => decode({ selector: { a: 1 } })).toThrow(
      `${prefix} number into Go struct field ServiceSpec.spec.selector of type string`,
    )
  })

  it('drops null and what says nothing', () => {
    expect(decode({ ports: null, selector: {}, clusterIP: '', publishNotReadyAddresses: false })).toEqual({})
    expect(decode({ allocateLoadBalancerNodePorts: false })).toEqual({ allocateLoadBalancerNodePorts: false })
  })
})

describe('texts', () => {
  it.each([
    [dns1123Label, 'web-1', 'Web'],
    [dns1123Subdomain, 'a.example.com', 'a..b'],
    [wildcardSubdomain, '*.example.com', '*example.com'],
    [labelKey, 'example.com/name', 'a/b/c'],
    [portName, 'http', '8080'],
  ])('%o', (check, right, wrong) => {
    expect(check(right)).toEqual([])
    expect(check(wrong)).not.toEqual([])
  })

  it('names dots in a label', () => {
    expect(dns1123Label('a.b')).toEqual(['must not contain dots'])
  })
})

describe('addresses', () => {
  it('are read in any spelling and written in one', () => {
    const text = (address: string) => {
      const parsed = parseAddress(address)
      return parsed === null ? null : formatAddress(parsed)
    }
    expect(text('2001:DB8:0:0:1:0:0:1')).toBe('2001:db8::1:0:0:1')
    expect(text('::')).toBe('::')
    expect(text('fd00:10:96::')).toBe('fd00:10:96::')
    expect(text('1:0:2:3:4:5:6:7')).toBe('1:0:2:3:4:5:6:7')
    expect(text('010.0.0.1')).toBe('10.0.0.1')
    expect(text('10.0.0.300')).toBeNull()
  })

  it('are refused where they could be read in two ways', () => {
    expect(addressErrors('f', '010.0.0.1')[0]?.message).toContain('must not have leading 0s')
    expect(addressErrors('f', '::ffff:1.2.3.4')[0]?.message).toContain('IPv4-mapped')
    expect(addressErrors('f', '010.0.0.1', ['010.0.0.1'])).toEqual([])
    expect(cidrErrors('f', '10.0.0.1/8')[0]?.message).toContain('bits set beyond the prefix length')
  })
})

describe('Ingress', () => {
  const said = (spec: object) =>
    ingressErrors({ metadata: {}, spec }, null).map((e) => `${e.field}: ${e.message}`)
  const service = { service: { name: 's', port: { number: 80 } } }
  const withPath = (path: object, host = 'a.example.com') => ({ rules: [{ host, http: { paths: [path] } }] })

  it('needs a rule or a backend', () => {
    expect(said({})).toEqual([
      'spec: Invalid value: null: either `defaultBackend` or `rules` must be specified',
    ])
    expect(said({ defaultBackend: service })).toEqual([])
  })

  it('checks hosts, paths and backends', () => {
    expect(said(withPath({ path: '/', pathType: 'Prefix', backend: service }, '*.example.com'))).toEqual([])
    expect(said(withPath({ path: '/', pathType: 'Prefix', backend: service }, '10.0.0.1'))).toEqual([
      'spec.rules[0].host: Invalid value: "10.0.0.1": must be a DNS name, not an IP address',
    ])
    expect(said(withPath({ path: 'a//b', pathType: 'Exact', backend: {} }))).toEqual([
      'spec.rules[0].http.paths[0].path: Invalid value: "a//b": must be an absolute path',
      `spec.rules[0].http.paths[0].path: Invalid value: "a//b": must not contain '//'`,
      'spec.rules[0].http.paths[0].backend: Invalid value: "": resource or service backend is required',
    ])
    expect(said(withPath({ path: '/', backend: service }))).toEqual([
      'spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified',
    ])
  })

  it('keeps the controller of a class', () => {
    const old = { spec: { controller: 'example.com/a' } }
    const errors = ingressClassErrors({ spec: { controller: 'example.com/b' } }, old)
    expect(errors.map((error) => error.message)).toEqual([
      'Invalid value: "example.com/b": field is immutable',
    ])
  })
})

describe('NetworkPolicy', () => {
  const said = (ingress: object) =>
    networkPolicyErrors({ spec: { ingress: [ingress] } }, null).map((e) => `${e.field}: ${e.message}`)

  it('is completed from its rules', () => {
    const policy = { spec: { egress: [{ ports: [{ port: 53 }] }] } }
    defaultNetworkPolicy(policy)
    expect(policy.spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      egress: [{ ports: [{ port: 53, protocol: 'TCP' }] }],
    })
  })

  it('checks peers and ports', () => {
    expect(said({ from: [{}] })).toEqual(['spec.ingress[0].from[0]: Required value: must specify a peer'])
    expect(said({ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }] })).toEqual([
      'spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "11.0.0.0/16": must be a strict subset of `cidr`',
    ])
    expect(said({ from: [{ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }] })).toEqual([
      'spec.ingress[0].from[0]: Forbidden: may not specify both ipBlock and another peer',
    ])
    expect(said({ ports: [{ port: 90, endPort: 80 }] })).toEqual([
      'spec.ingress[0].ports[0].endPort: Invalid value: 90: must be greater than or equal to `port`',
    ])
  })
})
