import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatFieldPath, valueAt } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import type { Severity } from '../../manifest/finding.ts'
import { withFix } from '../../manifest/fix.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { writeYaml } from '../../manifest/write.ts'
import { type TestWorld, testWorld } from '../testing/world.ts'
import { checks } from './checks.ts'
import words from './locale/en.json'

const service = (
  spec: unknown,
  metadata: object = { name: 'web', namespace: 'shop' },
  annotations: object = {},
) => ({ apiVersion: 'v1', kind: 'Service', metadata: { annotations, ...metadata }, spec })

const object = (apiVersion: string, kind: string, name: string, namespace: string, rest: object) =>
  ({ apiVersion, kind, metadata: { name, namespace }, ...rest }) as KubeObject

const pod = (ports: readonly object[], rest: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-1', namespace: 'shop', labels: { app: 'web' } },
  spec: { containers: [{ name: 'main', ports }], ...rest },
})
const webPod = pod([{ name: 'web', containerPort: 8080 }, { containerPort: 9090 }])
const pool = object('metallb.io/v1beta1', 'IPAddressPool', 'public', 'metallb-system', {})
const holder = object('v1', 'Service', 'old', 'shop', {
  spec: {
    ports: [
      { port: 80, nodePort: 30080 },
      { port: 53, protocol: 'UDP', nodePort: 30053 },
    ],
  },
})

const selector = { app: 'web' }
const port = (fields: object = {}) => ({ name: 'http', port: 80, targetPort: 8080, ...fields })
const ports = (...list: object[]) => service({ selector, ports: list })
const external = (externalName?: string) => service({ type: 'ExternalName', externalName })
const nodePort = (fields: object) => service({ type: 'NodePort', selector, ports: [port(fields)] })
const balancer = (annotations: object, fields: object = {}) =>
  service(
    { type: 'LoadBalancer', allocateNodePorts: false, selector, ports: [port()], ...fields },
    undefined,
    annotations,
  )
const poolKey = 'metallb.universe.tf/address-pool'
const autocreate = 'kubernetes.io/elb.autocreate'

const fine = ports(port())
const usual: TestWorld = { objects: [webPod as KubeObject, pool] }
const withoutMetallb: TestWorld = { availability: { IPAddressPool: 'absent' } }

interface Case {
  readonly severity: Severity
  /** The field it marks. */
  readonly path: string
  readonly wrong: readonly unknown[]
  readonly right: readonly unknown[]
  readonly world?: TestWorld
}

const ucloud = (own: Readonly<Record<string, string>>) =>
  balancer(
    Object.fromEntries(
      Object.entries(own).map(([key, value]) => [
        `service.beta.kubernetes.io/ucloud-load-balancer-vserver-${key}`,
        value,
      ]),
    ),
  )
const ucloudCertificate = { 'ssl-cert': 'ssl-1', 'ssl-port': '443', protocol: 'https' }

const cases: Readonly<Record<string, Case>> = {
  'cloud-certificate-port': {
    severity: 'warning',
    path: 'metadata.annotations[service.beta.kubernetes.io/ucloud-load-balancer-vserver-ssl-cert]',
    wrong: [ucloud({ 'ssl-cert': 'ssl-1', protocol: 'https' })],
    right: [ucloud(ucloudCertificate), ucloud({ protocol: 'tcp' })],
  },
  'cloud-certificate-protocol': {
    severity: 'warning',
    path: 'metadata.annotations[service.beta.kubernetes.io/ucloud-load-balancer-vserver-protocol]',
    wrong: [
      ucloud({ ...ucloudCertificate, protocol: 'tcp' }),
      ucloud({ 'ssl-cert': 'ssl-1', 'ssl-port': '443' }),
    ],
    right: [ucloud(ucloudCertificate), ucloud({ protocol: 'tcp' })],
  },
  'node-ports-too': {
    severity: 'info',
    path: 'spec.type',
    wrong: [service({ type: 'LoadBalancer' }), balancer({}, { allocateNodePorts: true })],
    right: [balancer({}, { allocateNodePorts: false }), nodePort({})],
  },
  'name-missing': {
    severity: 'error',
    path: 'metadata.name',
    wrong: [service({ selector, ports: [port()] }, {}), service({}, { name: '' }), service({}, { name: 7 })],
    right: [fine, service({}, { name: 'Wrong in another way' })],
  },
  'name-invalid': {
    severity: 'error',
    path: 'metadata.name',
    wrong: ['Web', 'we.b', '-web', 'web-', 'a'.repeat(64)].map((name) => service({}, { name })),
    right: ['web', 'web-1', 'a'.repeat(63), ''].map((name) => service({}, { name })),
  },
  'headless-type': {
    severity: 'error',
    path: 'spec.type',
    wrong: ['NodePort', 'LoadBalancer', 'ExternalName'].map((type) => service({ type, clusterIP: 'None' })),
    right: [
      service({ type: 'ClusterIP', clusterIP: 'None' }),
      service({ clusterIP: 'None' }),
      service({ type: 'NodePort', clusterIP: '10.0.0.1' }),
    ],
  },
  'ports-missing': {
    severity: 'error',
    path: 'spec.ports',
    wrong: [service({ selector }), service({ ports: [] }), service({ type: 'NodePort', ports: 'none' })],
    right: [fine, service({ clusterIP: 'None' }), external('db.example.com')],
  },
  'external-name-missing': {
    severity: 'error',
    path: 'spec.externalName',
    wrong: [external(), external('')],
    right: [external('db.example.com'), external('192.0.2.1'), fine],
  },
  'external-name-address': {
    severity: 'warning',
    path: 'spec.externalName',
    wrong: [external('192.0.2.1'), external('2001:db8::1')],
    right: [external('db.example.com'), external('1.example.com'), external('Wrong!')],
  },
  'external-name-invalid': {
    severity: 'error',
    path: 'spec.externalName',
    wrong: [external('DB.example.com'), external('a..b'), external('a_b'), external('http//a')],
    right: [external('db.example.com'), external('db.example.com.'), service({ externalName: 'A!' })],
  },
  'port-range': {
    severity: 'error',
    path: 'spec.ports[0].port',
    wrong: [0, 65536, -1, 80.5, '80', '', null, undefined].map((number) => ports(port({ port: number }))),
    right: [1, 80, 65535].map((number) => ports(port({ port: number }))),
  },
  'target-port-invalid': {
    severity: 'error',
    path: 'spec.ports[0].targetPort',
    wrong: [0, 65536, 80.5, '', 'Web', '8080', 'p'.repeat(16), null, []].map((targetPort) =>
      ports(port({ targetPort })),
    ),
    right: [1, 65535, 'web', undefined].map((targetPort) => ports(port({ targetPort }))),
  },
  'port-name-missing': {
    severity: 'error',
    path: 'spec.ports[0].name',
    wrong: [ports({ port: 80 }, port({ port: 81 })), ports({ name: '', port: 80 }, port({ port: 81 }))],
    right: [ports({ port: 80 }), ports(port(), port({ name: 'b', port: 81 }))],
  },
  'port-name-invalid': {
    severity: 'error',
    path: 'spec.ports[0].name',
    wrong: ['HTTP', 'a b', '-a', 'a'.repeat(64)].map((name) => ports(port({ name }))),
    right: ['http', 'tcp-80-6379', 'a'.repeat(63), ''].map((name) => ports(port({ name }))),
  },
  'port-name-twice': {
    severity: 'error',
    path: 'spec.ports[1].name',
    wrong: [ports(port(), port({ port: 81 }))],
    right: [ports(port(), port({ name: 'other', port: 81 })), ports(port())],
  },
  'protocol-case': {
    severity: 'error',
    path: 'spec.ports[0].protocol',
    wrong: ['tcp', 'Udp', 'sctp'].map((protocol) => ports(port({ protocol }))),
    right: ['TCP', 'UDP', 'SCTP', '', undefined, 'quic'].map((protocol) => ports(port({ protocol }))),
  },
  'port-twice': {
    severity: 'error',
    path: 'spec.ports[1].port',
    wrong: [
      ports(port(), port({ name: 'b' })),
      ports(port({ protocol: 'TCP' }), port({ name: 'b', appProtocol: 'http' })),
    ],
    right: [
      ports(port(), port({ name: 'b', protocol: 'UDP' })),
      ports(port(), port({ name: 'b', port: 81 })),
      ports(port({ port: '' }), port({ name: 'b', port: '' })),
    ],
  },
  'node-port-taken': {
    severity: 'error',
    path: 'spec.ports[0].nodePort',
    wrong: [nodePort({ nodePort: 30080 }), nodePort({ nodePort: 30053, protocol: 'UDP' })],
    right: [
      nodePort({ nodePort: 30080, protocol: 'UDP' }),
      nodePort({ nodePort: 30081 }),
      nodePort({}),
      service({ ports: [port({ nodePort: 30080 })] }, { name: 'old', namespace: 'shop' }),
    ],
    world: { objects: [holder] },
  },
  'node-port-twice': {
    severity: 'error',
    path: 'spec.ports[1].nodePort',
    wrong: [ports(port({ nodePort: 30080 }), port({ name: 'b', port: 81, nodePort: 30080 }))],
    right: [
      ports(port({ nodePort: 30080 }), port({ name: 'b', port: 81, nodePort: 30081 })),
      ports(port({ nodePort: 30080 }), port({ name: 'b', port: 81, nodePort: 30080, protocol: 'UDP' })),
      ports(port({ nodePort: 0 }), port({ name: 'b', port: 81, nodePort: 0 })),
    ],
  },
  'node-port-range': {
    severity: 'warning',
    path: 'spec.ports[0].nodePort',
    wrong: [29999, 32768, 80].map((number) => nodePort({ nodePort: number })),
    right: [30000, 32767, undefined, 70000].map((number) => nodePort({ nodePort: number })),
  },
  'selector-empty': {
    severity: 'info',
    path: 'spec.selector',
    wrong: [service({ ports: [port()] }), service({ selector: {} }), service({ selector: { app: 1 } })],
    right: [fine, external('db.example.com')],
  },
  'selects-nothing': {
    severity: 'warning',
    path: 'spec.selector',
    wrong: [
      service({ selector: { app: 'nobody' } }),
      service({ selector: { app: 'web', tier: 'front' } }),
      service({ selector }, { name: 'web', namespace: 'other' }),
    ],
    right: [fine, service({ selector: {} }), service({ type: 'ExternalName', selector: { app: 'nobody' } })],
  },
  'target-port-unknown': {
    severity: 'warning',
    path: 'spec.ports[0].targetPort',
    wrong: [ports(port({ targetPort: 'api' }))],
    right: [
      ports(port({ targetPort: 'web' })),
      ports(port({ targetPort: 8080 })),
      ports(port({ targetPort: 'Not a name' })),
      service({ selector: { app: 'nobody' }, ports: [port({ targetPort: 'api' })] }),
    ],
  },
  'target-port-undeclared': {
    severity: 'info',
    path: 'spec.ports[0].targetPort',
    wrong: [ports(port({ targetPort: 8081 })), ports({ port: 80 })],
    right: [
      ports(port({ targetPort: 8080 })),
      ports({ port: 9090 }),
      ports(port({ targetPort: 'web' })),
      ports(port({ targetPort: 70000 })),
    ],
  },
  'no-provider': {
    severity: 'warning',
    path: 'spec.type',
    wrong: [balancer({}), balancer({ 'example.com/x': 'y' })],
    right: [
      balancer({}, { loadBalancerClass: 'example.com/lb' }),
      balancer({ 'kubernetes.io/elb.id': 'x' }),
      fine,
      nodePort({}),
    ],
    world: withoutMetallb,
  },
  'pool-missing': {
    severity: 'warning',
    path: `metadata.annotations[${poolKey}]`,
    wrong: [balancer({ [poolKey]: 'private' })],
    right: [
      balancer({ [poolKey]: 'public' }),
      balancer({}),
      service({ selector }, undefined, { [poolKey]: 'private' }),
    ],
  },
  'annotation-json': {
    severity: 'error',
    path: `metadata.annotations[${autocreate}]`,
    wrong: ['{', '', '[]', '"x"', 'null', 'yes'].map((text) => balancer({ [autocreate]: text })),
    right: [balancer({ [autocreate]: '{"type":"public"}' }), balancer({}), balancer({ 'other/json': '{' })],
  },
  'elb-both': {
    severity: 'warning',
    path: `metadata.annotations[${autocreate}]`,
    wrong: [balancer({ [autocreate]: '{}', 'kubernetes.io/elb.id': 'x' })],
    right: [balancer({ [autocreate]: '{}' }), balancer({ 'kubernetes.io/elb.id': 'x' })],
  },
}

const run = (typed: unknown, world: TestWorld = usual) =>
  checks.flatMap((check) => check(typed, testWorld(world)))
const about = (id: string, typed: unknown, world?: TestWorld) =>
  run(typed, world).filter((finding) => finding.id === `service/${id}`)

describe('a check', () => {
  test('stands in this table for every sentence there is, and the other way round', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(words.check).sort())
  })

  test.each(Object.entries(cases))('%s marks what is wrong', (id, { severity, path, wrong, world }) => {
    for (const typed of wrong) {
      const found = about(id, typed, world)
      expect(found.length, JSON.stringify(typed)).toBeGreaterThan(0)
      expect(found[0], JSON.stringify(typed)).toMatchObject({
        severity,
        text: { key: `service:check.${id}` },
      })
      expect(found.map((each) => formatFieldPath(each.path))).toContain(path)
    }
  })

  test.each(Object.entries(cases))('%s is silent on what is right', (id, { right, world }) => {
    for (const typed of right) expect(about(id, typed, world), JSON.stringify(typed)).toEqual([])
  })

  test.each(Object.entries(cases))('%s fills in what its words leave open', (id, { wrong, world }) => {
    const sentence: string = words.check[id as keyof typeof words.check]
    const open = [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '')
    for (const { text } of wrong.flatMap((typed) => about(id, typed, world))) {
      const values = typeof text === 'string' ? {} : (text.values ?? {})
      expect(Object.keys(values).sort()).toEqual(open.sort())
      expect(Object.values(values)).not.toContain('')
    }
  })
})

describe('the checks together', () => {
  test('have nothing to say of a Service that is right', () => {
    expect(run(fine)).toEqual([])
    expect(run(balancer({ [poolKey]: 'public' }))).toEqual([])
    expect(run(external('db.example.com'))).toEqual([])
  })

  test('tell what is not there yet from what is wrong', () => {
    const missing = (typed: unknown) =>
      run(typed)
        .filter((finding) => finding.missing === true)
        .map(({ id }) => id)
    expect(missing({})).toEqual(['service/name-missing', 'service/ports-missing'])
    expect(missing(external())).toEqual(['service/external-name-missing'])
    expect(missing(service({ ports: [{ port: 80 }, { port: 81 }] }))).toEqual([
      'service/port-name-missing',
      'service/port-name-missing',
    ])
    // A pool that does not exist is a mistake, not a field that is still empty.
    expect(missing(balancer({ [poolKey]: 'private' }))).toEqual([])
    expect(missing(service({}, { name: 'Wrong' }))).toEqual(['service/ports-missing'])
  })

  test('mark the newer MetalLB key where that one stands', () => {
    const [found] = about('pool-missing', balancer({ 'metallb.io/address-pool': 'private' }))
    expect(found?.path).toEqual(['metadata', 'annotations', 'metallb.io/address-pool'])
  })

  test('name the holder of a taken node port', () => {
    const [found] = about('node-port-taken', nodePort({ nodePort: 30080 }), { objects: [holder] })
    expect(found?.text).toMatchObject({ values: { port: 30080, holder: 'shop/old' } })
  })

  test('mark a node port that is no port at that field', () => {
    const found = about('port-range', nodePort({ nodePort: 70000 }))
    expect(found.map(({ path }) => formatFieldPath(path))).toEqual(['spec.ports[0].nodePort'])
  })

  test('know the ports of sidecars, which are init containers that keep running', () => {
    const proxy = { name: 'proxy', ports: [{ name: 'proxied', containerPort: 15001 }] }
    const typed = ports(port({ targetPort: 'proxied' }))
    const withInit = (rest: object): TestWorld => ({
      objects: [pod([{ containerPort: 1 }], { initContainers: [{ ...proxy, ...rest }] }) as KubeObject],
    })
    expect(about('target-port-unknown', typed, withInit({ restartPolicy: 'Always' }))).toEqual([])
    expect(about('target-port-unknown', typed, withInit({}))).toHaveLength(1)
  })

  test('list what the pods declare, each port once', () => {
    const twice: TestWorld = {
      objects: [webPod, { ...webPod, metadata: { ...webPod.metadata, name: 'web-2' } }] as KubeObject[],
    }
    const [found] = about('target-port-undeclared', ports(port({ targetPort: 1 })), twice)
    expect(found?.text).toMatchObject({ values: { port: 1, declared: '8080 (web), 9090' } })
  })

  test.each(['loading', 'stale', 'refused', 'absent'] as const)(
    'say nothing of pods and pools that are %s',
    (otherwise) => {
      const typed = service(
        {
          type: 'LoadBalancer',
          allocateNodePorts: false,
          loadBalancerClass: 'x',
          selector: { app: 'nobody' },
          ports: [port()],
        },
        undefined,
        { [poolKey]: 'private' },
      )
      expect(run(typed, { otherwise })).toEqual([])
    },
  )
})

describe('fixes', () => {
  const mended = (id: string, typed: unknown, world: TestWorld = usual) => {
    const manifest = parseManifest(writeYaml(typed))
    const [found] = about(id, manifest.value, world)
    if (found?.fix === undefined) return 'no fix'
    expect(words.fix).toHaveProperty([JSON.stringify(found.fix.label).match(/fix\.([\w-]+)/)?.[1] ?? ''])
    const { value } = withFix(manifest, found.fix)
    expect(about(id, value, world)).toEqual([])
    return valueAt(value, found.path)
  }
  const port81 = port({ port: 81 })

  test.each<[string, unknown, unknown]>([
    ['port-name-twice', ports(port(), port81), 'tcp-81-8080'],
    [
      'port-name-twice',
      ports(port({ name: 'tcp-81-8080' }), port({ ...port81, name: 'tcp-81-8080' })),
      'tcp-81-8080-2',
    ],
    ['port-name-missing', ports({ port: 80 }, port81), 'tcp-80-80'],
    ['port-name-invalid', ports(port({ name: 'HTTP' })), 'tcp-80-8080'],
    ['port-range', ports(port({ port: '80' })), 80],
    ['port-range', ports(port({ port: '70000' })), 'no fix'],
    ['target-port-invalid', ports(port({ targetPort: '8080' })), 8080],
    ['target-port-invalid', ports(port({ targetPort: 'Web' })), 'no fix'],
    [
      'node-port-twice',
      service({ type: 'NodePort', ports: [port({ nodePort: 30001 }), port({ ...port81, nodePort: 30001 })] }),
      undefined,
    ],
    ['protocol-case', ports(port({ protocol: 'udp' })), 'UDP'],
    ['headless-type', service({ type: 'NodePort', clusterIP: 'None' }), 'ClusterIP'],
  ])('of %s', (id, typed, value) => expect(mended(id, typed)).toBe(value))

  test('leave a taken node port to the cluster', () => {
    expect(mended('node-port-taken', nodePort({ nodePort: 30080 }), { objects: [holder] })).toBeUndefined()
  })
})

describe('whatever somebody types', () => {
  const field = (...names: string[]) => fc.constantFrom(...names)
  const leaf = fc.oneof(fc.anything(), fc.constantFrom('', 'web', '80', 80, 0, -1, 1.5, null, true, 'None'))
  const portLike = fc.oneof(
    fc.dictionary(field('name', 'port', 'targetPort', 'nodePort', 'protocol', 'appProtocol'), leaf),
    leaf,
  )
  const serviceLike = fc.record(
    {
      metadata: fc.oneof(
        leaf,
        fc.record({
          name: leaf,
          namespace: leaf,
          annotations: fc.oneof(
            leaf,
            fc.dictionary(field(poolKey, autocreate, 'kubernetes.io/elb.id'), leaf),
          ),
        }),
      ),
      spec: fc.oneof(
        leaf,
        fc.record(
          {
            type: fc.oneof(leaf, field('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName')),
            clusterIP: leaf,
            externalName: leaf,
            loadBalancerClass: leaf,
            selector: fc.oneof(leaf, fc.dictionary(field('app'), leaf)),
            ports: fc.oneof(leaf, fc.array(portLike, { maxLength: 4 })),
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: [] },
  )
  const worlds = fc.constantFrom<TestWorld>(usual, {}, withoutMetallb, { objects: [holder] })

  test('no check throws, and each says something that has words', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), serviceLike), worlds, (typed, world) => {
        for (const { id, text, path } of run(typed, world)) {
          expect(id).toMatch(/^service\//)
          expect(words.check).toHaveProperty([id.slice('service/'.length)])
          expect(text).toMatchObject({ key: `service:check.${id.slice('service/'.length)}` })
          expect(['metadata', 'spec']).toContain(path[0])
        }
      }),
      { numRuns: 1000 },
    )
  })
})
