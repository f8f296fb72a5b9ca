import { describe, expect, test } from 'vitest'
import { Discovery } from './discovery.ts'

const resource = (plural: string, kind: string, scope = 'Namespaced') => ({
  resource: plural,
  responseKind: { group: '', version: '', kind },
  scope,
  singularResource: kind.toLowerCase(),
  verbs: ['get', 'list', 'watch'],
})

/** `/api` and `/apis` as an API server answers them, shortened. */
const core = {
  kind: 'APIGroupDiscoveryList',
  apiVersion: 'apidiscovery.k8s.io/v2',
  metadata: {},
  items: [
    {
      metadata: { creationTimestamp: null },
      versions: [
        {
          version: 'v1',
          freshness: 'Current',
          resources: [
            {
              ...resource('services', 'Service'),
              shortNames: ['svc'],
              subresources: [{ subresource: 'status', responseKind: { kind: 'Service' }, verbs: ['get'] }],
            },
            resource('nodes', 'Node', 'Cluster'),
          ],
        },
      ],
    },
  ],
}

const groups = {
  kind: 'APIGroupDiscoveryList',
  apiVersion: 'apidiscovery.k8s.io/v2',
  items: [
    {
      metadata: { name: 'gateway.networking.k8s.io' },
      versions: [
        { version: 'v1', resources: [resource('httproutes', 'HTTPRoute')] },
        {
          version: 'v1beta1',
          resources: [resource('httproutes', 'HTTPRoute'), resource('referencegrants', 'ReferenceGrant')],
        },
        { version: 'v1alpha2', resources: [resource('tcproutes', 'TCPRoute')] },
      ],
    },
    {
      metadata: { name: 'networking.k8s.io' },
      versions: [
        {
          version: 'v1',
          resources: [
            resource('ingresses', 'Ingress'),
            resource('ingressclasses', 'IngressClass', 'Cluster'),
          ],
        },
      ],
    },
    { metadata: { name: 'broken.example.com' }, versions: [{ version: 'v1', freshness: 'Stale' }] },
  ],
}

const discovery = Discovery.fromDocuments([core, groups])
const routes = 'gateway.networking.k8s.io'

describe('what a cluster serves', () => {
  test('is found in the core group', () => {
    expect(discovery.find('', 'Service')).toEqual({
      group: '',
      version: 'v1',
      plural: 'services',
      kind: 'Service',
      namespaced: true,
      verbs: ['get', 'list', 'watch'],
      shortNames: ['svc'],
    })
  })

  test('is found in a named group', () => {
    expect(discovery.find('networking.k8s.io', 'Ingress')).toMatchObject({
      group: 'networking.k8s.io',
      plural: 'ingresses',
    })
  })

  test('says what belongs to no namespace', () => {
    expect(discovery.find('', 'Node')?.namespaced).toBe(false)
    expect(discovery.find('networking.k8s.io', 'IngressClass')?.namespaced).toBe(false)
    expect(discovery.find('networking.k8s.io', 'Ingress')?.namespaced).toBe(true)
  })

  test('does not depend on the order of the two documents', () => {
    const reversed = Discovery.fromDocuments([groups, core])
    expect(reversed.find('', 'Service')).toEqual(discovery.find('', 'Service'))
    expect(reversed.find(routes, 'HTTPRoute')).toEqual(discovery.find(routes, 'HTTPRoute'))
  })
})

describe('the version', () => {
  test('is the one the server prefers where nothing is asked for', () => {
    expect(discovery.find(routes, 'HTTPRoute')?.version).toBe('v1')
    expect(discovery.find(routes, 'ReferenceGrant')?.version).toBe('v1beta1')
  })

  test('is the first asked for, even where the server prefers another', () => {
    expect(discovery.find(routes, 'HTTPRoute', ['v1beta1', 'v1'])?.version).toBe('v1beta1')
  })

  test('is the next asked for where the first is not served', () => {
    expect(discovery.find(routes, 'TCPRoute', ['v1', 'v1alpha2'])?.version).toBe('v1alpha2')
  })

  test('is one the server prefers where none asked for is served', () => {
    expect(discovery.find(routes, 'HTTPRoute', ['v2'])?.version).toBe('v1')
  })
})

describe('what a cluster does not serve', () => {
  test.each([
    ['', 'Ingress'],
    ['networking.k8s.io', 'Service'],
    ['kubevirt.io', 'VirtualMachine'],
    ['', 'service'],
    ['broken.example.com', 'Anything'],
  ])('%s %s', (group, kind) => expect(discovery.find(group, kind, ['v1'])).toBeNull())

  test('is everything when the documents say nothing', () => {
    expect(Discovery.fromDocuments([]).find('', 'Service')).toBeNull()
    expect(Discovery.fromDocuments([{}, { items: [{}] }]).find('', 'Service')).toBeNull()
  })

  test('includes resources whose kind the server cannot tell', () => {
    const nameless = { items: [{ versions: [{ version: 'v1', resources: [{ resource: 'things' }] }] }] }
    expect(Discovery.fromDocuments([nameless]).find('', 'things')).toBeNull()
  })
})

/** The same of a server without aggregated discovery, shortened. */
const older = [
  {
    kind: 'APIResourceList',
    groupVersion: 'v1',
    resources: [
      { name: 'bindings', singularName: 'binding', namespaced: true, kind: 'Binding', verbs: ['create'] },
      { name: 'componentstatuses', namespaced: false, kind: 'ComponentStatus', verbs: ['get', 'list'] },
      {
        name: 'services',
        namespaced: true,
        kind: 'Service',
        shortNames: ['svc'],
        verbs: ['get', 'list', 'watch'],
      },
      { name: 'services/status', namespaced: true, kind: 'Service', verbs: ['get', 'patch', 'update'] },
      { name: 'nameless', namespaced: true, kind: 'Nameless' },
    ],
  },
]

describe('what can be listed', () => {
  test('is named once, in the version the server prefers', () => {
    expect(discovery.listable().map(({ version, plural }) => `${plural}.${version}`)).toEqual([
      'services.v1',
      'nodes.v1',
      'httproutes.v1',
      'referencegrants.v1beta1',
      'tcproutes.v1alpha2',
      'ingresses.v1',
      'ingressclasses.v1',
    ])
  })

  test('is not what can only be created, or does not say what it can do', () => {
    const plurals = Discovery.fromDocuments(older)
      .listable()
      .map(({ plural }) => plural)
    expect(plurals).toEqual(['componentstatuses', 'services'])
  })

  test('says the same in the older form', () => {
    expect(Discovery.fromDocuments(older).find('', 'Service')).toEqual(discovery.find('', 'Service'))
    expect(Discovery.fromDocuments(older).find('', 'ComponentStatus')?.verbs).toEqual(['get', 'list'])
  })
})

test('the same answers make equal discoveries, others do not', () => {
  expect(discovery.equals(Discovery.fromDocuments([core, groups]))).toBe(true)
  expect(discovery.equals(Discovery.fromDocuments([core]))).toBe(false)
})
