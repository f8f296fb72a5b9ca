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
  const ofPayments = rule('of-payments', { 'project.cpaas.io/name': 'payments' })
  for (const made of [
    ofPayments,
    rule('of-nobody', {}),
    rule('of-shop', { 'project.cpaas.io/name': 'shop' }),
  ]) {
    await admin.apply(made)
  }
  await admin.apply(frontend('of-payments', { 'project.cpaas.io/payments': 'true' }))
  // A policy takes effect a moment after it is there.
  await eventually(
    'the policy to be in effect',
    async () => !(await succeeds(dana.mergePatch(`${rulesPath}/of-payments`, {}))),
  )
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

function frontend(frontendName: string, labels: Readonly<Record<string, string>>): Manifest {
  return {
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Frontend',
    metadata: { name: frontendName, namespace: shared, labels },
    spec: { port: 80, protocol: 'http' },
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
    const careless = { containers: [{ name: 'x', image: 'x' }] }
    expect(await refusalOf(admin.apply(pod(careless), undefined, undefined, { dryRun: 'All' }))).toContain(
      'restricted',
    )
  })

  test('have expressions that the API server finds no fault with', async () => {
    const path = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/portolan-project-rules'
    interface Policy extends KubeObject {
      readonly metadata: KubeObject['metadata'] & { readonly generation?: number }
      readonly status?: { readonly observedGeneration?: number; readonly typeChecking?: object }
    }
    const checked = await eventually('the expressions to be checked', async () => {
      const policy = await admin.get<Policy>(path)
      return policy.status?.observedGeneration === policy.metadata.generation && policy
    })
    expect(checked.status?.typeChecking ?? {}).toEqual({})
  })
})

describe('a developer of a project', () => {
  test('makes, changes and deletes its rules', async () => {
    expect(await succeeds(dana.create(rule('made', shop)))).toBe(true)
    expect(await succeeds(dana.mergePatch(`${rulesPath}/made`, { spec: { priority: 4 } }))).toBe(true)
    expect(await succeeds(dana.apply(rule('made', shop)))).toBe(true)
    const made = await dana.get<Manifest>(`${rulesPath}/made`)
    expect(
      await succeeds(dana.put(`${rulesPath}/made`, { ...made, spec: { priority: 3 } } as Manifest)),
    ).toBe(true)
    expect(await succeeds(dana.delete(`${rulesPath}/made`))).toBe(true)
    expect(await succeeds(dana.create(rule('made-so', { 'project.cpaas.io/shop': 'true' })))).toBe(true)
  })

  test.each(['of-payments', 'of-nobody'])('reads and does not touch the rule %s', async (other) => {
    const path = `${rulesPath}/${other}`
    const before = await dana.get<Manifest>(path)
    expect(await refusalOf(dana.mergePatch(path, { spec: { priority: 1 } }))).toContain('another project')
    expect(await refusalOf(dana.put(path, { ...before, spec: {} } as Manifest))).toContain('another project')
    expect(await refusalOf(dana.delete(path))).toContain('another project')
    // Nor makes it its own.
    expect(await refusalOf(dana.mergePatch(path, { metadata: { labels: shop } }))).toContain(
      'another project',
    )
    expect(await dana.get<Manifest>(path)).toEqual(before)
  })

  test('gives none of its rules away, and makes none for others', async () => {
    const path = `${rulesPath}/of-shop`
    const relabel = (labels: object) => refusalOf(dana.mergePatch(path, { metadata: { labels } }))
    expect(await relabel({ 'project.cpaas.io/name': 'payments' })).toContain('one of your projects: shop')
    expect(await relabel({ 'project.cpaas.io/name': null })).toContain('one of your projects: shop')
    expect(await relabel({ 'project.cpaas.io/payments': 'true' })).toContain('one of your projects: shop')
    expect(await relabel({ 'project.cpaas.io/ALL_ALL': 'true' })).toContain('one of your projects: shop')
    for (const labels of [
      {},
      { 'project.cpaas.io/name': 'payments' },
      { ...shop, 'project.cpaas.io/payments': 'x' },
    ]) {
      expect(await refusalOf(dana.create(rule('foreign', labels)))).toContain('one of your projects: shop')
    }
    expect(await succeeds(dana.mergePatch(path, { metadata: { labels: { note: 'x' } } }))).toBe(true)
  })

  test('of two projects moves nothing from one to the other', async () => {
    const both = connect({ name: 'bo', groups: ['project:shop', 'project:payments', 'system:authenticated'] })
    const path = `${rulesPath}/of-payments`
    expect(await succeeds(both.mergePatch(path, { spec: { priority: 6 } }))).toBe(true)
    expect(await refusalOf(both.mergePatch(path, { metadata: { labels: shop } }))).toContain(
      'cannot be given',
    )
  })

  test('deletes no collection, and changes no port', async () => {
    await refusalOf(dana.delete(rulesPath))
    const frontends = `/apis/crd.alauda.io/v1/namespaces/${shared}/frontends`
    expect(await succeeds(dana.list(frontends))).toBe(true)
    await refusalOf(dana.mergePatch(`${frontends}/of-payments`, { spec: { port: 81 } }))
  })

  test('makes ports of the project where that role is bound, too', async () => {
    await admin.apply({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'ports-of-media', namespace: shared },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'portolan-project-ports' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'project:media' }],
    } as Manifest)
    const mia = connect({ name: 'mia', groups: ['project:media', 'system:authenticated'] })
    const collection = `/apis/crd.alauda.io/v1/namespaces/${shared}/frontends`
    const own = frontend('of-media', { 'project.cpaas.io/media': 'true' })
    await eventually('the binding to be in effect', () => succeeds(mia.post(collection, own)))
    const path = `${collection}/of-payments`
    expect(await refusalOf(mia.mergePatch(path, { spec: { port: 81 } }))).toContain('another project')
  })

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
