import { describe, expect, test } from 'vitest'
import type { Fields } from '../../k8s/shape.ts'
import { changeType, lostWithType, serviceTypes, withType, withVirtualIp } from './spec-change.ts'

/** Everything an API server would show in a Service of each type. */
const full: Readonly<Record<(typeof serviceTypes)[number], Fields>> = {
  ClusterIP: {
    type: 'ClusterIP',
    clusterIP: '10.0.0.1',
    clusterIPs: ['10.0.0.1'],
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    internalTrafficPolicy: 'Local',
    selector: { app: 'web' },
    sessionAffinity: 'ClientIP',
    sessionAffinityConfig: { clientIP: { timeoutSeconds: 600 } },
    ports: [{ name: 'http', port: 80, targetPort: 'web' }],
    publishNotReadyAddresses: true,
  },
  NodePort: {
    type: 'NodePort',
    clusterIP: '10.0.0.1',
    externalTrafficPolicy: 'Local',
    selector: { app: 'web' },
    ports: [{ name: 'http', port: 80, nodePort: 30080 }],
  },
  LoadBalancer: {
    type: 'LoadBalancer',
    clusterIP: '10.0.0.1',
    externalTrafficPolicy: 'Local',
    healthCheckNodePort: 31000,
    allocateLoadBalancerNodePorts: true,
    loadBalancerClass: 'example.com/lb',
    loadBalancerIP: '192.0.2.1',
    loadBalancerSourceRanges: ['10.0.0.0/8'],
    selector: { app: 'web' },
    ports: [
      { name: 'http', port: 80, nodePort: 30080 },
      { name: 'https', port: 443, nodePort: 30443 },
    ],
  },
  ExternalName: { type: 'ExternalName', externalName: 'db.example.com' },
}

/** What the API's validation refuses with a type; nodePort stands for that field of any port. */
const refusedWith: Readonly<Record<(typeof serviceTypes)[number], readonly string[]>> = {
  ClusterIP: [
    'allocateLoadBalancerNodePorts',
    'externalTrafficPolicy',
    'healthCheckNodePort',
    'loadBalancerClass',
    'loadBalancerSourceRanges',
    'nodePort',
  ],
  NodePort: [
    'allocateLoadBalancerNodePorts',
    'healthCheckNodePort',
    'loadBalancerClass',
    'loadBalancerSourceRanges',
  ],
  LoadBalancer: [],
  ExternalName: [
    'allocateLoadBalancerNodePorts',
    'clusterIP',
    'clusterIPs',
    'externalTrafficPolicy',
    'healthCheckNodePort',
    'ipFamilies',
    'ipFamilyPolicy',
    'loadBalancerClass',
    'loadBalancerSourceRanges',
    'nodePort',
  ],
}

const fieldsIn = (spec: Fields) => [
  ...Object.keys(spec),
  ...((spec.ports ?? []) as readonly object[]).flatMap((port) => Object.keys(port)),
]

const transitions = serviceTypes.flatMap((from) => serviceTypes.map((to) => [from, to] as const))

describe('another type', () => {
  test.each(transitions)('%s to %s leaves nothing that the API refuses', (from, to) => {
    const spec = withType(full[from], to)
    expect(spec.type).toBe(to)
    expect(fieldsIn(spec).filter((field) => refusedWith[to].includes(field))).toEqual([])
  })

  test.each(transitions)('%s to %s and back, with what it took away, leaves nothing refused', (from, to) => {
    const stash = lostWithType(full[from], to)
    const back = withType(withType(full[from], to), from, stash)
    expect(fieldsIn(back).filter((field) => refusedWith[from].includes(field))).toEqual([])
  })

  test('keeps what both types use', () => {
    const { type: _, ...rest } = full.ClusterIP
    expect(withType(full.ClusterIP, 'NodePort')).toEqual({ ...rest, type: 'NodePort' })
  })

  test('keeps node ports and traffic policy between NodePort and LoadBalancer', () => {
    expect(withType(full.NodePort, 'LoadBalancer')).toEqual({ ...full.NodePort, type: 'LoadBalancer' })
    expect(withType(full.LoadBalancer, 'NodePort')).toEqual({
      type: 'NodePort',
      clusterIP: '10.0.0.1',
      externalTrafficPolicy: 'Local',
      selector: { app: 'web' },
      ports: full.LoadBalancer.ports,
    })
  })

  test('takes only the node port out of a port', () => {
    expect(withType(full.LoadBalancer, 'ClusterIP').ports).toEqual([
      { name: 'http', port: 80 },
      { name: 'https', port: 443 },
    ])
  })

  test('takes selector, ports and sessions from an ExternalName', () => {
    expect(withType(full.ClusterIP, 'ExternalName')).toEqual({
      type: 'ExternalName',
      publishNotReadyAddresses: true,
    })
  })

  test('keeps fields that nobody knows', () => {
    expect(withType({ type: 'ClusterIP', fromTheFuture: 1 }, 'ExternalName')).toEqual({
      type: 'ExternalName',
      fromTheFuture: 1,
    })
  })

  test('makes no ports where there are none', () => {
    expect(withType({}, 'ClusterIP')).toEqual({ type: 'ClusterIP' })
  })

  test('leaves the spec that it was given alone', () => {
    const before = structuredClone(full.LoadBalancer)
    withType(full.LoadBalancer, 'ExternalName')
    expect(full.LoadBalancer).toEqual(before)
  })
})

describe('what a change took away', () => {
  test('is exactly what the new type has no use for', () => {
    expect(lostWithType(full.LoadBalancer, 'NodePort')).toEqual({
      healthCheckNodePort: 31000,
      allocateLoadBalancerNodePorts: true,
      loadBalancerClass: 'example.com/lb',
      loadBalancerIP: '192.0.2.1',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
    })
    expect(lostWithType(full.ExternalName, 'ClusterIP')).toEqual({ externalName: 'db.example.com' })
    expect(lostWithType(full.NodePort, 'LoadBalancer')).toEqual({})
  })

  test('comes back with the type', () => {
    const stash = lostWithType(full.ClusterIP, 'ExternalName')
    const external = withType(full.ClusterIP, 'ExternalName')
    expect(withType(external, 'ClusterIP', stash)).toEqual(full.ClusterIP)
  })

  test('comes back only where the type can use it', () => {
    const stash = lostWithType(full.LoadBalancer, 'ExternalName')
    expect(withType({ type: 'ExternalName' }, 'ClusterIP', stash)).toEqual({
      type: 'ClusterIP',
      clusterIP: '10.0.0.1',
      selector: { app: 'web' },
      ports: [
        { name: 'http', port: 80 },
        { name: 'https', port: 443 },
      ],
    })
  })

  test('does not replace what was typed since', () => {
    const stash = { externalName: 'old.example.com' }
    const spec = { type: 'ClusterIP', externalName: 'new.example.com' }
    expect(withType(spec, 'ExternalName', stash).externalName).toBe('new.example.com')
  })
})

describe('the virtual IP', () => {
  test('switched off makes a headless Service of type ClusterIP', () => {
    expect(withVirtualIp(full.LoadBalancer, false)).toEqual({
      type: 'ClusterIP',
      clusterIP: 'None',
      selector: { app: 'web' },
      ports: [
        { name: 'http', port: 80 },
        { name: 'https', port: 443 },
      ],
    })
  })

  test('switched off leaves no second address beside None', () => {
    expect(withVirtualIp(full.ClusterIP, false)).not.toHaveProperty('clusterIPs')
  })

  test('switched on leaves the address to the cluster', () => {
    const headless = { type: 'ClusterIP', clusterIP: 'None', clusterIPs: ['None'], selector: { app: 'db' } }
    expect(withVirtualIp(headless, true)).toEqual({ type: 'ClusterIP', selector: { app: 'db' } })
  })
})

describe('changeType', () => {
  test('gives node ports back to the ports that had them', () => {
    const there = changeType(full.LoadBalancer, 'ClusterIP', {})
    expect(there.spec.ports).toEqual([
      { name: 'http', port: 80 },
      { name: 'https', port: 443 },
    ])
    const edited = {
      ...there.spec,
      ports: [
        { name: 'https', port: 443 },
        { name: 'new', port: 8080 },
      ],
    }
    expect(changeType(edited, 'NodePort', there.stash).spec.ports).toEqual([
      { name: 'https', port: 443, nodePort: 30443 },
      { name: 'new', port: 8080 },
    ])
  })

  test('does not bring back what was removed after it had come back', () => {
    const away = changeType(full.ClusterIP, 'ExternalName', {})
    const back = changeType(away.spec, 'ClusterIP', away.stash)
    expect(back.spec.sessionAffinity).toBe('ClientIP')
    const { sessionAffinity: _, sessionAffinityConfig: __, ...without } = back.spec
    expect(changeType(without, 'NodePort', back.stash).spec).not.toHaveProperty('sessionAffinity')
  })
})
