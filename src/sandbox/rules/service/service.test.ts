import { describe, expect, it } from 'vitest'
import { StatusError } from '../../../k8s/status.ts'
import type { KindInfo, RuleContext, SandboxObject } from '../../types.ts'
import { builtinSchema, createRules } from '../index.ts'

const rules = createRules({ expressions: null })

const kind: KindInfo = {
  group: '',
  version: 'v1',
  kind: 'Service',
  listKind: 'ServiceList',
  plural: 'services',
  singular: 'service',
  shortNames: ['svc'],
  categories: ['all'],
  namespaced: true,
  verbs: [],
  subresources: { status: true, scale: null },
  storageVersion: 'v1',
  servedVersions: ['v1'],
  storageKey: '/services',
  custom: false,
  columns: [],
  schema: builtinSchema('', 'v1', 'Service'),
  selectableFields: [],
  deprecationWarning: null,
}

type Spec = Readonly<Record<string, unknown>>

const service = (spec: Spec, name = 'web') =>
  ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec,
  }) as unknown as SandboxObject

const context = (others: readonly SandboxObject[] = [], dryRun = false): RuleContext => ({
  lookup: { get: () => null, list: () => others },
  now: new Date(0),
  user: { name: 'ann', groups: [] },
  dryRun,
  kind: () => null,
})

const create = (spec: Spec, others?: readonly SandboxObject[], dryRun?: boolean) =>
  rules.prepare(kind, service(spec), null, 'create', '', context(others, dryRun)).object
const update = (old: SandboxObject, spec: Spec) =>
  rules.prepare(kind, { ...old, spec } as SandboxObject, old, 'update', '', context()).object
const specOf = (object: SandboxObject) => object.spec as Spec
const portsOf = (object: SandboxObject) => specOf(object).ports as readonly Spec[]

function refusal(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof StatusError) return error.message
    throw error
  }
  throw new Error('accepted')
}

const invalid = 'Service "web" is invalid: '

describe('creating a Service', () => {
  it('fills in what the API server fills in', () => {
    const { clusterIP, clusterIPs, ...spec } = specOf(create({ ports: [{ port: 80 }] }))
    expect(clusterIP).toMatch(/^10\.96\./)
    expect(clusterIPs).toEqual([clusterIP])
    expect(spec).toEqual({
      type: 'ClusterIP',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
    })
  })

  it('gives a load balancer node ports, a health check port and a second family when asked', () => {
    const spec = specOf(
      create({
        type: 'LoadBalancer',
        ports: [{ port: 80 }],
        externalTrafficPolicy: 'Local',
        ipFamilyPolicy: 'PreferDualStack',
      }),
    )
    expect(spec).toMatchObject({ allocateLoadBalancerNodePorts: true, ipFamilies: ['IPv4', 'IPv6'] })
    expect(spec.clusterIPs).toEqual([spec.clusterIP, expect.stringMatching(/^fd00:10:96::/)])
    expect(spec.healthCheckNodePort).not.toBe((spec.ports as readonly Spec[])[0]?.nodePort)
  })

  it('knows headless Services and those elsewhere', () => {
    expect(specOf(create({ clusterIP: 'None', ports: [] }))).toMatchObject({
      clusterIPs: ['None'],
      ipFamilies: ['IPv4', 'IPv6'],
      ipFamilyPolicy: 'RequireDualStack',
    })
    expect(specOf(create({ type: 'ExternalName', externalName: 'db.example.com' }))).toEqual({
      type: 'ExternalName',
      externalName: 'db.example.com',
      sessionAffinity: 'None',
    })
  })

  it('does not give anything twice', () => {
    const first = create({ type: 'NodePort', ports: [{ port: 80 }] })
    const other = { ...first, metadata: { name: 'other', namespace: 'shop' } } as SandboxObject
    const second = create({ type: 'NodePort', ports: [{ port: 80 }] }, [other])
    expect(specOf(second).clusterIP).not.toBe(specOf(first).clusterIP)
    expect(portsOf(second)[0]?.nodePort).not.toBe(portsOf(first)[0]?.nodePort)
    const taken = specOf(first).clusterIP as string
    expect(refusal(() => create({ clusterIP: taken, ports: [{ port: 80 }] }, [other]))).toBe(
      `${invalid}spec.clusterIPs: Invalid value: ["${taken}"]: failed to allocate IP ${taken}: provided IP is already allocated`,
    )
    const nodePort = portsOf(first)[0]?.nodePort
    expect(refusal(() => create({ type: 'NodePort', ports: [{ port: 80, nodePort }] }, [other]))).toBe(
      `${invalid}spec.ports[0].nodePort: Invalid value: ${nodePort}: provided port is already allocated`,
    )
  })

  it('shows in a dry run what nobody could have', () => {
    const dry = create({ type: 'NodePort', ports: [{ port: 80 }] }, [], true)
    expect(specOf(dry)).toMatchObject({ clusterIP: '10.96.0.0', ports: [{ nodePort: 32769 }] })
  })

  const port = { port: 80 }
  it.each<readonly [Spec, string]>([
    [{}, 'spec.ports: Required value'],
    [
      { ports: [{ port: 0 }] },
      '[spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
    ],
    [
      { ports: [port, { port: 81 }] },
      '[spec.ports[0].name: Required value, spec.ports[1].name: Required value]',
    ],
    [
      {
        ports: [
          { ...port, name: 'a' },
          { ...port, name: 'a' },
        ],
      },
      '[spec.ports[1].name: Duplicate value: "a", spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}]',
    ],
    [
      { type: 'Else', ports: [port] },
      'spec.type: Unsupported value: "Else": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ],
    [{ type: 'ExternalName' }, 'spec.externalName: Required value'],
    [
      { clusterIP: 'None', type: 'NodePort', ports: [port] },
      `spec.clusterIPs[0]: Invalid value: "None": may not be set to 'None' for NodePort services`,
    ],
    [
      { clusterIP: '10.97.0.1', ports: [port] },
      'spec.clusterIPs: Invalid value: ["10.97.0.1"]: failed to allocate IP 10.97.0.1: the provided IP (10.97.0.1) is not in the valid range. The range of valid IPs is 10.96.0.0/16',
    ],
    [
      { type: 'NodePort', ports: [{ ...port, nodePort: 80 }] },
      'spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ],
    [
      { ports: [{ ...port, nodePort: 30080 }] },
      "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
    ],
    [{ ipFamilies: ['IPv4', 'IPv4'], ports: [port] }, 'spec.ipFamilies[1]: Duplicate value: "IPv4"'],
  ])('refuses %j', (spec, expected) => {
    expect(refusal(() => create(spec))).toContain(`${invalid}${expected}`)
  })
})

describe('updating a Service', () => {
  it('keeps what a write leaves out', () => {
    const old = create({ type: 'NodePort', ports: [{ name: 'http', port: 80 }] })
    const spec = specOf(update(old, { type: 'NodePort', ports: [{ name: 'http', port: 8080 }] }))
    expect(spec.clusterIP).toBe(specOf(old).clusterIP)
    expect(spec.ports).toEqual([{ ...portsOf(old)[0], port: 8080, targetPort: 8080 }])
  })

  it('does not move an address', () => {
    const old = create({ ports: [{ port: 80 }] })
    expect(refusal(() => update(old, { ...specOf(old), clusterIP: '10.96.1.1' }))).toBe(
      `${invalid}spec.clusterIPs[0]: Invalid value: ["10.96.1.1"]: may not change once set`,
    )
  })

  it('takes out what the new type does not have', () => {
    const old = create({ type: 'LoadBalancer', ports: [{ port: 80 }], loadBalancerClass: 'example.com/lb' })
    expect(specOf(update(old, { ...specOf(old), type: 'ClusterIP' }))).toEqual({
      type: 'ClusterIP',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      clusterIP: specOf(old).clusterIP,
      clusterIPs: specOf(old).clusterIPs,
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
    })
    const away = update(old, { ...specOf(old), type: 'ExternalName', externalName: 'a.example.com' })
    expect(specOf(away)).not.toHaveProperty('clusterIP')
  })
})
