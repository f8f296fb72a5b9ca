/** A real API server takes the manifests of `deploy`, and the roles in it let people do what they say and no more. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folders, manifestsIn } from '../deploy/manifests.ts'
import type { KubeObject } from '../src/k8s/objects.ts'
import { StatusError } from '../src/k8s/status.ts'
import { ApiClient, type ClusterHandle, down, eventually, type Manifest, up } from './cluster/index.ts'

const name = 'deploy-test'
const shared = 'cpaas-system'
const rulesPath = `/apis/crd.alauda.io/v1/namespaces/${shared}/rules`
const clients: ApiClient[] = []
let cluster: ClusterHandle
let kubeconfig: string
let admin: ApiClient
/** Of the project shop. */
let dana: ApiClient
/** Of no project. */
let nobody: ApiClient

beforeAll(async () => {
  cluster = await up({ name, bare: true, report: (line) => process.stderr.write(`${line}\n`) })
  kubeconfig = await readFile(cluster.kubeconfig, 'utf8')
  admin = connect(null)
  dana = connect({ name: 'dana', groups: ['project:shop', 'system:authenticated'] })
  nobody = connect({ name: 'nobody', groups: ['system:authenticated'] })
  const namespaces = ['portolan', shared, 'shop-prod', 'payments-prod']
  for (const each of namespaces)
    await admin.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: each } })
  // A service account of each namespace, without which it takes no pods.
  await eventually('the service account', () =>
    succeeds(admin.get('/api/v1/namespaces/portolan/serviceaccounts/default')),
  )
  for (const manifest of manifestsIn('rbac')) await admin.apply(manifest)
  await admin.apply(rule('of-nobody', {}))
  // The first run builds the programs.
}, 1_800_000)

afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()))
  await down(name)
}, 60_000)

function connect(as: { name: string; groups: readonly string[] } | null): ApiClient {
  const client = ApiClient.fromKubeconfig(kubeconfig, undefined, as)
  clients.push(client)
  return client
}

async function succeeds(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer
    return true
  } catch (error) {
    if (error instanceof StatusError) return false
    throw error
  }
}

/** The message of a refusal by a rule or a policy; the answer's promise must reject with 403. */
async function refusalOf(answer: Promise<unknown>): Promise<string> {
  const error = await answer.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(StatusError)
  expect((error as StatusError).code).toBe(403)
  return (error as StatusError).message
}

function rule(ruleName: string, labels: Readonly<Record<string, string>>): Manifest {
  return {
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Rule',
    metadata: { name: ruleName, namespace: shared, labels },
    spec: { priority: 5 },
  }
}

const shop = { 'project.cpaas.io/name': 'shop' }

describe('the manifests', () => {
  test.each(folders)('of %s are taken as they are', async (folder) => {
    for (const manifest of manifestsIn(folder)) {
      const path = `${manifest.kind} ${manifest.metadata.name}`
      const taken = await admin.apply(manifest, undefined, undefined, { dryRun: 'All' })
      expect(taken.metadata.name, path).toBe(manifest.metadata.name)
    }
  })

  test('make pods that the strictest security standard takes', async () => {
    const namespace = manifestsIn('kubernetes').find(({ kind }) => kind === 'Namespace') as Manifest
    await admin.apply(namespace)
    const deployment = manifestsIn('kubernetes').find(({ kind }) => kind === 'Deployment') as Manifest
    const { template } = deployment.spec as { template: { spec: { containers: object[] } } }
    const pod = (spec: object): Manifest => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'portolan', namespace: 'portolan' },
      spec,
    })
    await admin.apply(manifestsIn('kubernetes').find(({ kind }) => kind === 'ServiceAccount') as Manifest)
    const made = await admin.apply(pod(template.spec), undefined, undefined, { dryRun: 'All' })
    // Nothing was put into it, no token either.
    expect((made as Manifest).spec).toMatchObject({
      volumes: [{ name: 'configuration' }, { name: 'cluster' }],
      containers: [{ volumeMounts: { length: 2 } }],
    })
    const careless = pod({ containers: [{ name: 'x', image: 'x' }] })
    // The standard stands in a label of the namespace, which takes a moment to be in effect.
    const refused = () => admin.apply(careless, undefined, undefined, { dryRun: 'All' })
    await eventually('the standard to be in effect', async () => !(await succeeds(refused())))
    expect(await refusalOf(refused())).toContain('restricted')
  })

  test.each(['portolan-project-rules', 'portolan-project-ports', 'portolan-project-ranges'])(
    '%s has expressions without fault',
    async (policyName) => {
      const path = `/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/${policyName}`
      interface Policy extends KubeObject {
        readonly metadata: KubeObject['metadata'] & { readonly generation?: number }
        readonly status?: { readonly observedGeneration?: number; readonly typeChecking?: object }
      }
      const checked = await eventually('the expressions to be checked', async () => {
        const policy = await admin.get<Policy>(path)
        return policy.status?.observedGeneration === policy.metadata.generation && policy
      })
      expect(checked.status?.typeChecking ?? {}).toEqual({})
    },
  )
})

// What they do on load balancers that projects share is in sharing.test.ts.
describe('a developer of a project', () => {
  test('works in the namespaces of the project and in no other', async () => {
    const service = (namespace: string): Manifest => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace },
      spec: { ports: [{ port: 80 }] },
    })
    expect(await succeeds(dana.post('/api/v1/namespaces/shop-prod/services', service('shop-prod')))).toBe(
      true,
    )
    await refusalOf(dana.post('/api/v1/namespaces/payments-prod/services', service('payments-prod')))
    expect(await succeeds(dana.get('/api/v1/namespaces/shop-prod'))).toBe(true)
    expect(await succeeds(dana.list('/apis/networking.k8s.io/v1/ingressclasses'))).toBe(true)
    for (const path of [
      '/api/v1/namespaces/shop-prod/secrets',
      '/api/v1/namespaces/shop-prod/configmaps',
      '/api/v1/namespaces/payments-prod/services',
      '/api/v1/services',
      '/api/v1/nodes',
    ]) {
      await refusalOf(dana.list(path))
    }
  })

  test('is somebody: others have none of it', async () => {
    await refusalOf(nobody.list(rulesPath))
    await refusalOf(nobody.list('/api/v1/namespaces/shop-prod/services'))
  })
})

describe('the other roles', () => {
  test('administrators do all that the console shows, from the parts of the role', async () => {
    const ann = connect({ name: 'ann', groups: ['portolan:administrators', 'system:authenticated'] })
    await eventually('the parts to be gathered', () => succeeds(ann.list('/apis/kubeovn.io/v1/subnets')))
    expect(await succeeds(ann.list('/api/v1/secrets'))).toBe(true)
    // The policy does not confine them.
    expect(await succeeds(ann.mergePatch(`${rulesPath}/of-nobody`, { metadata: { labels: shop } }))).toBe(
      true,
    )
    expect(await succeeds(ann.delete(rulesPath))).toBe(true)
    await refusalOf(ann.list('/apis/rbac.authorization.k8s.io/v1/clusterroles'))
  })

  test('auditors read, and no Secrets', async () => {
    const ada = connect({ name: 'ada', groups: ['portolan:auditors', 'system:authenticated'] })
    for (const path of [
      '/api/v1/services',
      rulesPath,
      '/apis/metallb.io/v1beta1/ipaddresspools',
      '/api/v1/nodes',
    ]) {
      expect(await succeeds(ada.list(path)), path).toBe(true)
    }
    await refusalOf(ada.list('/api/v1/secrets'))
    await refusalOf(ada.create(rule('of-ada', shop)))
  })

  test('who may view as somebody else may do so as the named groups only', async () => {
    const may = async (resource: string, resourceName: string) => {
      const review = await admin.post('/apis/authorization.k8s.io/v1/subjectaccessreviews', {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SubjectAccessReview',
        metadata: { name: '' },
        spec: {
          user: 'ann',
          groups: ['portolan:administrators'],
          resourceAttributes: { verb: 'impersonate', resource, name: resourceName },
        },
      } as Manifest)
      return (review as Manifest & { status: { allowed: boolean } }).status.allowed
    }
    expect(await may('groups', 'project:shop')).toBe(true)
    expect(await may('users', 'portolan:viewer')).toBe(true)
    expect(await may('groups', 'system:masters')).toBe(false)
    expect(await may('groups', 'portolan:administrators')).toBe(false)
    expect(await may('users', 'admin')).toBe(false)
  })
})
