/** The control plane does what the other tests rely on. Runs in a cluster of its own. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EndpointSlice, Pod } from '../../src/k8s/core.ts'
import { isPodReady } from '../../src/k8s/core.ts'
import type { KubeObject } from '../../src/k8s/objects.ts'
import { StatusError } from '../../src/k8s/status.ts'
import { type Definition, isEstablished } from './definitions.ts'
import {
  ApiClient,
  type ClusterHandle,
  down,
  eventually,
  type Manifest,
  startApiServer,
  stopApiServer,
  up,
} from './index.ts'
import { connectionFrom } from './kubeconfig.ts'

const name = 'cluster-test'
const clients: ApiClient[] = []
let cluster: ClusterHandle
let admin: ApiClient
let developer: ApiClient
let auditor: ApiClient

beforeAll(async () => {
  cluster = await up({ name, report: (line) => process.stderr.write(`${line}\n`) })
  const kubeconfig = await readFile(cluster.kubeconfig, 'utf8')
  const connect = (context: string) => {
    const client = ApiClient.fromKubeconfig(kubeconfig, context)
    clients.push(client)
    return client
  }
  admin = connect('portolan-admin')
  developer = connect('portolan-developer')
  auditor = connect('portolan-auditor')
  // The first run builds the programs.
}, 1_800_000)

afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()))
  await down(name)
}, 60_000)

/** The HTTP code of a refusal, or 200. */
async function codeOf(answer: Promise<unknown>): Promise<number> {
  try {
    await answer
    return 200
  } catch (error) {
    if (error instanceof StatusError) return error.code
    throw error
  }
}

function service(namespace: string, serviceName: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name: serviceName },
    spec: { selector: { app: 'frontend' }, ports: [{ port: 80, targetPort: 'http' }] },
  }
}

describe('identities', () => {
  test('the developer works in the project and nowhere else', async () => {
    expect(await codeOf(developer.create(service('shop-prod', 'made-by-dana')))).toBe(200)
    expect(await codeOf(developer.create(service('payments-prod', 'made-by-dana')))).toBe(403)
    expect(await codeOf(developer.list('/api/v1/namespaces/payments-prod/services'))).toBe(403)
    expect(await codeOf(developer.list('/api/v1/services'))).toBe(403)
  })

  test('the developer routes in the project, and reads what a form offers', async () => {
    const routes = '/apis/gateway.networking.k8s.io/v1/namespaces'
    expect(await codeOf(developer.list(`${routes}/shop-prod/httproutes`))).toBe(200)
    expect(await codeOf(developer.delete(`${routes}/payments-prod/httproutes/any`))).toBe(403)
    for (const path of [
      '/api/v1/namespaces',
      '/api/v1/nodes',
      '/apis/networking.k8s.io/v1/ingressclasses',
      '/apis/gateway.networking.k8s.io/v1/gatewayclasses',
      '/apis/metallb.io/v1beta1/ipaddresspools',
    ]) {
      expect(await codeOf(developer.list(path)), path).toBe(200)
    }
    const pool = '/apis/metallb.io/v1beta1/namespaces/metallb-system/ipaddresspools/public'
    expect(await codeOf(developer.mergePatch(pool, { spec: { autoAssign: false } }))).toBe(403)
  })

  test('the auditor reads everything but secrets, and changes nothing', async () => {
    for (const path of [
      '/api/v1/services',
      '/api/v1/nodes',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      '/apis/kubeovn.io/v1/subnets',
      '/apis/crd.alauda.io/v1/frontends',
      '/apis/metallb.io/v1beta1/ipaddresspools',
    ]) {
      expect(await codeOf(auditor.list(path)), path).toBe(200)
    }
    expect(await codeOf(auditor.list('/api/v1/namespaces/shop-prod/secrets'))).toBe(403)
    expect(await codeOf(auditor.create(service('shop-prod', 'made-by-ada')))).toBe(403)
  })

  test('without a certificate only health may be asked for', async () => {
    const { authority } = connectionFrom(await readFile(cluster.kubeconfig, 'utf8'))
    const nobody = new ApiClient({ server: cluster.server, authority })
    clients.push(nobody)
    expect(await nobody.isReady()).toBe(true)
    expect(await codeOf(nobody.list('/api/v1/namespaces'))).toBe(401)
  })
})

test('all custom resource definitions are established', async () => {
  const { items } = await admin.list<Definition>('/apis/apiextensions.k8s.io/v1/customresourcedefinitions')
  expect(items.filter((each) => !isEstablished(each)).map(({ metadata }) => metadata.name)).toEqual([])
  const groups = new Set(items.map(({ metadata }) => metadata.name.replace(/^[^.]+\./, '')))
  for (const group of [
    'auth.alauda.io',
    'crd.alauda.io',
    'gateway.envoyproxy.io',
    'gateway.networking.k8s.io',
    'k8s.cni.cncf.io',
    'kubeovn.io',
    'metallb.io',
    'policy.networking.k8s.io',
  ]) {
    expect(groups).toContain(group)
  }
})

describe('services', () => {
  const readyEndpoints = async (namespace: string, serviceName: string) => {
    const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`
    const labelSelector = `kubernetes.io/service-name=${serviceName}`
    const { items } = await admin.list<EndpointSlice>(path, { labelSelector })
    return items
      .filter(({ addressType }) => addressType === 'IPv4')
      .flatMap(({ endpoints }) => endpoints ?? [])
      .filter(({ conditions }) => conditions?.ready)
  }

  test('have the ready endpoints of their pods, and only those', async () => {
    await eventually(
      'three endpoints',
      async () => (await readyEndpoints('shop-prod', 'frontend')).length === 3,
    )
    const endpoints = await readyEndpoints('shop-prod', 'frontend')
    expect(new Set(endpoints.flatMap(({ addresses }) => addresses)).size).toBe(3)
    expect(await readyEndpoints('shop-prod', 'recommendations')).toEqual([])
    expect(await readyEndpoints('shop-staging', 'catalog')).toEqual([])
  })

  test('follow a pod that turns unready, and one that is deleted', async () => {
    const path = '/api/v1/namespaces/shop-prod/pods'
    const { items } = await admin.list<Pod>(path, { labelSelector: 'app=cart' })
    const [pod, other] = items.map(({ metadata }) => metadata.name)
    await admin.mergePatch(`${path}/${pod}`, {
      metadata: { annotations: { 'portolan.dev/not-ready': 'true' } },
    })
    await eventually(
      'one endpoint less',
      async () => (await readyEndpoints('shop-prod', 'cart')).length === 1,
    )
    await admin.delete(`${path}/${other}`)
    await eventually('the pod to be gone', async () => (await codeOf(admin.get(`${path}/${other}`))) === 404)
    await eventually('its successor', async () => (await readyEndpoints('shop-prod', 'cart')).length === 1)
    await admin.mergePatch(`${path}/${pod}`, {
      metadata: { annotations: { 'portolan.dev/not-ready': null } },
    })
    await eventually('both endpoints', async () => (await readyEndpoints('shop-prod', 'cart')).length === 2)
  })

  test('show an address that was given and one that was refused', async () => {
    const statusOf = async (path: string) => (await admin.get<KubeObject & { status?: object }>(path)).status
    expect(await statusOf('/api/v1/namespaces/shop-prod/services/storefront')).toMatchObject({
      loadBalancer: { ingress: [{ ip: '198.51.100.10' }] },
    })
    expect(await statusOf('/api/v1/namespaces/payments-prod/services/api')).toEqual({ loadBalancer: {} })
    const events = await admin.list('/api/v1/namespaces/payments-prod/events', {
      fieldSelector: 'reason=AllocationFailed,involvedObject.name=api',
    })
    expect(events.items).toHaveLength(1)
  })
})

describe('the API server', () => {
  test('goes away and comes back with everything in place', async () => {
    const pods = async () => {
      const { items } = await admin.list<Pod>('/api/v1/namespaces/shop-prod/pods')
      return items.map((pod) => `${pod.metadata.uid} ${pod.status?.podIP} ${isPodReady(pod)}`).sort()
    }
    const before = await pods()
    await stopApiServer(name)
    expect(await admin.isReady()).toBe(false)
    await startApiServer(name)
    expect(await pods()).toEqual(before)
  }, 60_000)

  test('finds the played kubelets and the controllers still at work', async () => {
    const path = '/apis/apps/v1/namespaces/shop-dev/deployments/frontend'
    await admin.mergePatch(path, { spec: { replicas: 2 } })
    await eventually('the second pod to be ready', async () => {
      const { items } = await admin.list<Pod>('/api/v1/namespaces/shop-dev/pods')
      return items.filter(isPodReady).length === 2
    })
  }, 60_000)

  test('is found by a second "up"', async () => {
    const again = await up({ name })
    expect(again).toMatchObject({ found: true, server: cluster.server })
  })
})
