/** Policies that cut off what pods need are told apart from those that do not, by what is evaluated. */
import { describe, expect, test } from 'vitest'
import { formatFieldPath } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { withFix } from '../../manifest/fix.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { type TestWorld, testWorld } from '../testing/world.ts'
import { evaluatedCheck } from './evaluated-checks.ts'
import './words.ts'

const object = (apiVersion: string, kind: string, place: string, more: object = {}): KubeObject => {
  const [name = '', namespace] = place.split('/').reverse()
  const { metadata, ...rest } = more as { metadata?: object }
  return {
    apiVersion,
    kind,
    metadata: { name, ...(namespace && { namespace }), ...metadata },
    ...rest,
  } as KubeObject
}
const namespaceOf = (name: string, labels: object = {}) =>
  object('v1', 'Namespace', name, { metadata: { labels } })
let address = 0
const pod = (place: string, labels: object, spec: object = {}) => {
  address += 1
  return object('v1', 'Pod', `${place}-1`, {
    metadata: {
      labels,
      ownerReferences: [{ kind: 'StatefulSet', name: place.split('/')[1] ?? '', controller: true }],
    },
    spec: { nodeName: 'node', ...spec },
    status: { phase: 'Running', podIPs: [{ ip: `10.0.0.${address}` }] },
  })
}
const service = (place: string, selector: object, ports: readonly object[]) =>
  object('v1', 'Service', place, { spec: { selector, ports } })
const ingress = (place: string, name: string, ingressClassName: string) =>
  object('networking.k8s.io/v1', 'Ingress', place, {
    spec: {
      ingressClassName,
      rules: [{ http: { paths: [{ backend: { service: { name, port: { number: 80 } } } }] } }],
    },
  })

const web = { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }] }
const base: readonly KubeObject[] = [
  namespaceOf('shop', { team: 'shop', 'kubernetes.io/metadata.name': 'shop' }),
  namespaceOf('kube-system', { 'kubernetes.io/metadata.name': 'kube-system' }),
  namespaceOf('edge', { 'kubernetes.io/metadata.name': 'edge' }),
  object('v1', 'Node', 'node', { status: { addresses: [{ type: 'InternalIP', address: '10.250.0.1' }] } }),
  pod('shop/web', { app: 'web' }, web),
  pod('shop/cart', { app: 'cart' }, { serviceAccountName: 'cart' }),
  pod('kube-system/coredns', { 'k8s-app': 'kube-dns' }),
  service('kube-system/kube-dns', { 'k8s-app': 'kube-dns' }, [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ]),
]
const controller = pod('edge/ingress-nginx-controller', { 'app.kubernetes.io/name': 'ingress-nginx' })
const entrance: readonly KubeObject[] = [
  controller,
  pod('edge/alb', { service_name: 'alb2-main' }),
  object('networking.k8s.io/v1', 'IngressClass', 'nginx', { spec: { controller: 'k8s.io/ingress-nginx' } }),
  service('shop/web', { app: 'web' }, [{ port: 80, targetPort: 'http' }]),
  ingress('shop/web', 'web', 'nginx'),
]
const cache = pod(
  'kube-system/node-local-dns',
  { 'k8s-app': 'node-local-dns' },
  { hostNetwork: true, containers: [{ args: ['-localip', '169.254.20.11,10.96.0.10'] }] },
)
const api = object('discovery.k8s.io/v1', 'EndpointSlice', 'default/kubernetes', {
  endpoints: [{ addresses: ['10.250.0.9'] }],
  ports: [{ port: 6443, protocol: 'TCP' }],
})

const policy = (spec: object, name = 'own') =>
  object('networking.k8s.io/v1', 'NetworkPolicy', `shop/${name}`, { spec: { podSelector: {}, ...spec } })
const out = (...egress: readonly object[]) => policy({ policyTypes: ['Egress'], egress })
const admin = (priority: number, rules: object, name = 'own') =>
  object('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', name, {
    spec: { priority, subject: { namespaces: { matchLabels: { team: 'shop' } } }, ...rules },
  })
const baseline = (rules: object) =>
  object('policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy', 'default', {
    spec: { subject: { namespaces: { matchLabels: { team: 'shop' } } }, ...rules },
  })

const findings = (
  typed: KubeObject,
  objects: readonly KubeObject[],
  world: Omit<TestWorld, 'objects'> = {},
) => evaluatedCheck(typed, testWorld({ ...world, objects }))
const said = (...args: Parameters<typeof findings>) =>
  findings(...args).map(({ severity, id, path, text }) => {
    const { values = {} } = typeof text === 'string' ? {} : text
    return [severity, id.split('/')[1], formatFieldPath(path), values.workloads ?? values.policy]
      .filter(Boolean)
      .join(' ')
  })

const port53 = [{ port: 53, protocol: 'UDP' }, { port: 53 }]
const in53 = {
  to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
  ports: port53,
}
const nobody = { action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] }

describe('the DNS of the cluster', () => {
  test('is cut off, and allowed by the button', () => {
    const faulty = out({ to: [{ podSelector: {} }] })
    expect(said(faulty, base)).toEqual(['warning dns spec.egress shop/cart, shop/web'])
    expect(said(out(in53), base)).toEqual([])
    const [found] = findings(faulty, base)
    if (found?.fix === undefined) throw new Error('There is no fix.')
    const mended = withFix(parseManifest(JSON.stringify(faulty, null, 2)), found.fix).value
    expect(said(mended as KubeObject, base)).toEqual([])
  })

  test('is cut off by TCP alone', () => {
    expect(said(out({ ...in53, ports: [{ port: 53, protocol: 'UDP' }] }), base)).toEqual([
      'warning dns-tcp spec.egress shop/cart, shop/web',
    ])
  })

  test('is cut off by a rule of a policy of the cluster, which is where it is said', () => {
    const pass = { action: 'Pass', to: [{ namespaces: {} }] }
    expect(said(admin(5, { egress: [pass, nobody] }), base)).toEqual([])
    expect(said(admin(5, { egress: [nobody, pass] }), base)).toContain(
      'warning dns spec.egress[0] shop/cart, shop/web',
    )
  })

  test('is not cut off by this policy where another allows it, or where it was before', () => {
    const other = policy({ policyTypes: ['Egress'], egress: [in53] }, 'other')
    expect(said(out(), [...base, other])).toEqual([])
    expect(
      said(out({ to: [{ podSelector: {} }] }), [...base, policy({ policyTypes: ['Egress'] }, 'other')]),
    ).toEqual([])
    // It stands in the cluster already: its own text counts, and not what is there.
    expect(said(out(in53), [...base, out()])).toEqual([])
  })
})

test('the DNS cache of the nodes is cut off', () => {
  expect(said(out(in53), [...base, cache])).toEqual(['warning dns-cache spec.egress shop/cart, shop/web'])
  const toCache = { to: [{ ipBlock: { cidr: '169.254.20.11/32' } }], ports: port53 }
  expect(said(out(in53, toCache), [...base, cache])).toEqual([])
  const usual = pod('kube-system/node-local-dns', { 'k8s-app': 'node-local-dns' }, { hostNetwork: true })
  expect(findings(out(in53), [...base, usual])[0]?.text).toMatchObject({
    values: { address: '169.254.20.10' },
  })
})

describe('the controller of an Ingress', () => {
  const from = (app: string) =>
    policy({
      podSelector: { matchLabels: { app: 'web' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { app } } }] }],
    })
  const fromEdge = (port: number) =>
    policy({
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } },
              podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } },
            },
          ],
          ports: [{ port }],
        },
      ],
    })

  test('is cut off', () => {
    expect(said(from('cart'), [...base, ...entrance])).toEqual(['warning entrance spec.ingress shop/web'])
    expect(said(fromEdge(8081), [...base, ...entrance])).toEqual(['warning entrance spec.ingress shop/web'])
    expect(said(fromEdge(8080), [...base, ...entrance])).toEqual([])
  })

  test('is none of another class, and nobody asks for pods behind no Ingress', () => {
    const toAlb = entrance.map((each) =>
      each.kind === 'Ingress' ? ingress('shop/web', 'web', 'other') : each,
    )
    const classes = [
      object('networking.k8s.io/v1', 'IngressClass', 'other', { spec: { controller: 'cpaas.io/alb2' } }),
    ]
    expect(said(fromEdge(8080), [...base, ...toAlb, ...classes])).toEqual([
      'warning entrance spec.ingress shop/web',
    ])
    expect(said(from('cart'), [...base, controller])).toEqual([])
  })
})

test('the API server is cut off from pods with an account of their own', () => {
  expect(said(out(in53), [...base, api])).toEqual(['info api-server spec.egress shop/cart'])
  const toApi = { to: [{ ipBlock: { cidr: '10.250.0.0/24' } }], ports: [{ port: 6443 }] }
  expect(said(out(in53, toApi), [...base, api])).toEqual([])
})

describe('a rule behind others', () => {
  const deny = { action: 'Deny', from: [{ namespaces: {} }] }
  const allow = { action: 'Allow', from: [{ namespaces: { matchLabels: { team: 'shop' } } }] }

  test('of the same policy', () => {
    expect(said(admin(5, { ingress: [deny, allow] }), base)).toEqual([
      'warning shadowed-by-own spec.ingress[1] own',
    ])
    expect(said(admin(5, { ingress: [allow, deny] }), base)).toEqual([])
    expect(said(admin(5, { ingress: [allow, allow] }), base)).toEqual([
      'info shadowed-by-own spec.ingress[1] own',
    ])
  })

  test('of another policy, by its priority', () => {
    const other = admin(3, { ingress: [deny] }, 'other')
    expect(said(admin(5, { ingress: [allow] }), [...base, other])).toEqual([
      'warning shadowed-by-other spec.ingress[0] other',
    ])
    expect(said(admin(1, { ingress: [allow] }), [...base, other])).toEqual([])
  })

  test('of a baseline, where network policies decide', () => {
    const rules = { ingress: [{ ...deny, action: 'Deny' }] }
    expect(said(baseline(rules), [...base, policy({ ingress: [{}] })])).toEqual([
      'info shadowed-by-network-policies spec.ingress[0]',
    ])
    expect(said(baseline(rules), base)).toEqual([])
  })
})

test.each(['Pod', 'Namespace', 'Node', 'NetworkPolicy', 'AdminNetworkPolicy'])(
  'says nothing without every %s',
  (kind) => {
    for (const state of ['refused', 'loading', 'stale'] as const)
      expect(said(out(), [...base, ...entrance, cache, api], { availability: { [kind]: state } })).toEqual([])
  },
)

test('says nothing of what may not be looked up', () => {
  const all = [...base, ...entrance, api]
  const blocked = policy({ policyTypes: ['Ingress', 'Egress'] })
  expect(said(blocked, all)).toHaveLength(3)
  expect(said(blocked, all, { availability: { Service: 'refused' } })).toEqual([
    'info api-server spec.egress shop/cart',
  ])
  expect(said(blocked, all, { availability: { HTTPRoute: 'loading' } })).toHaveLength(2)
  expect(said(blocked, all, { availability: { HTTPRoute: 'absent' } })).toHaveLength(3)
  expect(said(blocked, all, { availability: { EndpointSlice: 'refused' } })).toHaveLength(2)
})
