/** What a server says it serves: only kinds that both serve can be compared. */
import { isMap } from '../../../src/sandbox/rules/schema/schema.ts'
import type { JsonMap } from '../../../src/sandbox/types.ts'
import { get, put, type Session } from '../request.ts'

/** Kinds that the sandbox serves in a group that the real control plane fills further. */
const compared: Readonly<Record<string, readonly string[]>> = {
  v1: ['configmaps', 'services', 'services/status', 'secrets', 'pods', 'pods/status', 'namespaces', 'nodes'],
  'apps/v1': ['deployments', 'deployments/scale', 'deployments/status', 'daemonsets', 'statefulsets'],
  'networking.k8s.io/v1': ['ingresses', 'ingresses/status', 'ingressclasses', 'networkpolicies'],
  'discovery.k8s.io/v1': ['endpointslices'],
  'coordination.k8s.io/v1': ['leases'],
  'rbac.authorization.k8s.io/v1': ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'],
  'apiextensions.k8s.io/v1': ['customresourcedefinitions', 'customresourcedefinitions/status'],
  'events.k8s.io/v1': ['events'],
}

const customGroups = [
  'gateway.networking.k8s.io/v1',
  'gateway.networking.k8s.io/v1beta1',
  'gateway.envoyproxy.io/v1alpha1',
  'metallb.io/v1beta1',
  'metallb.io/v1beta2',
  'policy.networking.k8s.io/v1alpha1',
  'policy.networking.k8s.io/v1alpha2',
  'kubeovn.io/v1',
  'k8s.cni.cncf.io/v1',
  'crd.alauda.io/v1',
  'crd.alauda.io/v2',
  'auth.alauda.io/v1',
]

const groupNames = [...new Set(customGroups.map((each) => each.slice(0, each.indexOf('/'))))]

function listOf(value: unknown): readonly JsonMap[] {
  return Array.isArray(value) ? value.filter((each): each is JsonMap => isMap(each)) : []
}

/** The resources of these names, by name; hashes of storage versions are the server's own. */
function resources(names: readonly string[] | null) {
  return (body: JsonMap) => ({
    ...body,
    resources: listOf(body.resources)
      .filter(({ name }) => names === null || names.includes(String(name)))
      .map(({ storageVersionHash: _, ...rest }) => rest)
      .sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1)),
  })
}

/** The groups of these names, in their order. */
const groups = (body: JsonMap) => ({
  ...body,
  groups: listOf(body.groups).filter(({ name }) => groupNames.includes(String(name))),
})

const aggregatedGroups = (body: JsonMap) => ({
  ...body,
  items: listOf(body.items).filter(
    (item) => isMap(item.metadata) && groupNames.includes(String(item.metadata.name)),
  ),
})

/** Whether the documents are there; their hashes and contents differ by what else is served. */
const openApiPaths = (body: JsonMap) => {
  const paths = isMap(body.paths) ? Object.keys(body.paths) : []
  return customGroups.map((each) => paths.includes(`apis/${each}`))
}

/** The paths of one kind, without those of the old way to watch, and the kind's schema. */
function openApiOf(schema: string, plural: string) {
  return (body: JsonMap) => {
    const schemas = isMap(body.components) && isMap(body.components.schemas) ? body.components.schemas : {}
    const paths = isMap(body.paths) ? Object.keys(body.paths) : []
    return {
      version: body.openapi,
      schema: withoutDescriptions(schemas[schema]),
      paths: paths.filter((path) => path.includes(`/${plural}`) && !path.includes('/watch/')).sort(),
    }
  }
}

/** The sandbox's own definitions leave most descriptions out. */
function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDescriptions)
  if (!isMap(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, each]) => key !== 'description' || typeof each !== 'string')
      .map(([key, each]) => [key, withoutDescriptions(each)]),
  )
}

const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

export const discovery: readonly Session[] = [
  {
    name: 'discovery',
    unordered: true,
    steps: [
      get('/api', { reduce: ({ serverAddressByClientCIDRs: _, ...rest }) => rest }),
      get('/apis', { reduce: groups }),
      get('/apis', { headers: { accept: aggregated }, reduce: aggregatedGroups }),
      get('/apis', { headers: { accept: `${aggregated},application/json` }, reduce: aggregatedGroups }),
      get('/apis', {
        headers: {
          accept: 'application/json;g=apidiscovery.k8s.io;v=v9;as=APIGroupDiscoveryList,application/json',
        },
        reduce: groups,
      }),
      ...Object.entries(compared).map(([version, names]) =>
        get(version === 'v1' ? '/api/v1' : `/apis/${version}`, { reduce: resources(names) }),
      ),
      ...customGroups.map((each) => get(`/apis/${each}`, { reduce: resources(null) })),
      ...groupNames.map((each) => get(`/apis/${each}`)),
      get('/apis/nowhere.example.com'),
      get('/apis/nowhere.example.com/v1'),
      get('/apis/gateway.networking.k8s.io/v9'),
      get('/api/v2'),
      get('/apis/apps/v9'),
      put('/api/v1', {}),
      get('/version', { reduce: (body) => Object.keys(body).sort() }),
      get('/healthz'),
      get('/livez'),
      get('/readyz'),
      get('/nowhere'),
      get('/openapi/v3', { reduce: openApiPaths }),
      get('/openapi/v3/apis/kubeovn.io/v1', { reduce: openApiOf('io.kubeovn.v1.Vlan', 'vlans') }),
      get('/openapi/v3/apis/metallb.io/v1beta1', {
        reduce: openApiOf('io.metallb.v1beta1.IPAddressPool', 'ipaddresspools'),
      }),
      get('/openapi/v3/apis/discovery.k8s.io/v1', {
        reduce: (body) => openApiOf('', 'endpointslices')(body).paths,
      }),
      get('/openapi/v3/apis/nowhere.example.com/v1'),
    ],
  },
]
