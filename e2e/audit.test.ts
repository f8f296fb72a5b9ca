/** What the audit log says of writes to a real API server: by the same id, and with exactly what changed. */
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditEntry } from '../src/server/audit/entry.ts'
import { auditDefaults } from '../src/server/audit/options.ts'
import { KubeconfigClusters } from '../src/server/clusters/clusters.ts'
import { createServer, type PortolanServer } from '../src/server/server.ts'
import { defaultSignIn } from '../src/server/signin/options.ts'
import { plainPresentation } from '../src/server/testing/portolan.ts'
import { signedInHeaders, testKey } from '../src/server/testing/session.ts'
import { type ClusterHandle, down, eventually, type Manifest, up } from './cluster/index.ts'

const name = 'audit-test'
const services = '/api/v1/namespaces/default/services'
let cluster: ClusterHandle
let server: PortolanServer
let url: string
let file: string
let signedIn: Record<string, string>

beforeAll(async () => {
  cluster = await up({ name, bare: true, report: (line) => process.stderr.write(`${line}\n`) })
  file = join(await mkdtemp(join(tmpdir(), 'portolan-audit-')), 'audit.log')
  const log = pino({ level: 'silent' })
  server = await createServer({
    clusters: await KubeconfigClusters.load([cluster.kubeconfig], log),
    assets: '/nonexistent',
    labelDomain: 'cpaas.io',
    presentation: plainPresentation,
    sandbox: false,
    allowedHosts: [],
    version: '1.2.3',
    signIn: { ...defaultSignIn, sessionKeys: [testKey] },
    localAddressChanged: () => undefined,
    log,
    audit: { ...auditDefaults, destination: 'file', file },
  })
  url = await server.listen('127.0.0.1', 0)
  signedIn = await signedInHeaders(url)
  // The first run builds the programs.
}, 1_800_000)

afterAll(async () => {
  await server.close()
  await down(name)
}, 60_000)

async function send(method: string, path: string, body?: unknown, contentType = 'application/json') {
  const response = await fetch(`${url}/clusters/portolan-admin${path}`, {
    method,
    headers: { ...signedIn, 'content-type': contentType },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const id = response.headers.get('x-portolan-request-id')
  // The API server answers with the id under which it logs the request itself.
  expect(response.headers.get('audit-id')).toBe(id)
  const answered = (await response.json()) as Manifest
  const entry = async () => {
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')
    return lines.map((line) => JSON.parse(line) as AuditEntry).find(({ requestId }) => requestId === id)
  }
  return { answered, entry: await eventually('the entry', entry) }
}

const service = (spec: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'default' },
  spec,
})

test('a Service from its creation to its end', async () => {
  const created = await send('POST', `${services}?fieldManager=portolan`, service({ ports: [{ port: 80 }] }))
  expect(created.entry).toMatchObject({
    event: 'write',
    user: userInfo().username,
    verb: 'create',
    object: { resource: 'services', namespace: 'default', name: 'web' },
    outcome: { code: 201, reason: null, by: 'cluster' },
    paths: ['spec.ports[0].port'],
  })

  const { answered } = created
  // The server puts the cluster's address back, and a node port beside the port.
  const { clusterIP: _, clusterIPs: __, ...spec } = answered.spec as Record<string, unknown>
  const wanted = { ...answered, spec: { ...spec, type: 'NodePort' } }
  const rehearsed = await send('PUT', `${services}/web?dryRun=All`, wanted)
  expect(rehearsed.entry).toMatchObject({ verb: 'update', dryRun: true, outcome: { code: 200 } })
  expect(rehearsed.entry.paths).toContain('spec.type')
  const replaced = await send('PUT', `${services}/web`, wanted)
  expect(replaced.entry).toMatchObject({
    dryRun: false,
    paths: ['spec.ports[0].nodePort', 'spec.type', 'spec.externalTrafficPolicy'],
    morePaths: 0,
  })

  const late = await send('PUT', `${services}/web`, wanted)
  expect(late.entry).toMatchObject({
    event: 'write',
    outcome: { code: 409, reason: 'Conflict' },
    paths: null,
  })

  const patched = await send(
    'PATCH',
    `${services}/web`,
    { metadata: { annotations: { 'example.com/note': 'not for the log' } } },
    'application/merge-patch+json',
  )
  expect(patched.entry).toMatchObject({ verb: 'patch', paths: ['metadata.annotations[example.com/note]'] })

  const refused = await send('PUT', `${services}/web`, {
    ...patched.answered,
    spec: { ...spec, type: 'Nonsense' },
  })
  expect(refused.entry).toMatchObject({ outcome: { code: 422, reason: 'Invalid' } })
  expect(refused.entry.paths).toContain('spec.type')

  const rehearsal = await send('DELETE', `${services}/web`, { dryRun: ['All'] })
  expect(rehearsal.entry).toMatchObject({ verb: 'delete', dryRun: true, outcome: { code: 200 } })
  const deleted = await send('DELETE', `${services}/web`)
  expect(deleted.entry).toMatchObject({ verb: 'delete', dryRun: false, outcome: { code: 200 }, paths: [] })
  expect(await readFile(file, 'utf8')).not.toContain('not for the log')
})

test('a scale is a replacement of its own', async () => {
  const deployments = '/apis/apps/v1/namespaces/default/deployments'
  const labels = { app: 'web' }
  await send('POST', deployments, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web' }] } },
    },
  })
  // Its controller writes to it meanwhile; what comes too late is a conflict.
  const entry = await eventually('the scale to be taken', async () => {
    const path = `${url}/clusters/portolan-admin${deployments}/web/scale`
    const response = await fetch(path, { headers: signedIn })
    const scale = (await response.json()) as Manifest
    const sent = await send('PUT', `${deployments}/web/scale?dryRun=All`, { ...scale, spec: { replicas: 2 } })
    return sent.entry.outcome.code === 200 && sent.entry
  })
  expect(entry).toMatchObject({
    object: { group: 'apps', resource: 'deployments', name: 'web', subresource: 'scale' },
    paths: ['spec.replicas'],
  })
})
