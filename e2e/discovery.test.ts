/** Both sorts of discovery say the same of a real API server. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Discovery, discoveryAccept, legacyPaths } from '../src/k8s/discovery.ts'
import { ApiClient, type ClusterHandle, down, up } from './cluster/index.ts'

const name = 'discovery-test'
let cluster: ClusterHandle
let api: ApiClient

beforeAll(async () => {
  cluster = await up({ name, report: (line) => process.stderr.write(`${line}\n`) })
  api = ApiClient.fromKubeconfig(await readFile(cluster.kubeconfig, 'utf8'))
}, 1_800_000)

afterAll(async () => {
  await api.close()
  await down(name)
}, 60_000)

test.each([
  ['', 'Service'],
  ['apps', 'Deployment'],
  ['metallb.io', 'BGPPeer'],
  ['crd.alauda.io', 'ALB2'],
  ['kubeovn.io', 'ProviderNetwork'],
  ['gateway.networking.k8s.io', 'HTTPRoute'],
  ['example.com', 'Nothing'],
])('of %s/%s', async (group, kind) => {
  const roots = ['/api', '/apis']
  const ask = (path: string, accept: string) => api.send({ method: 'GET', path, accept })
  const aggregated = await Promise.all(roots.map((path) => ask(path, discoveryAccept)))
  const legacy = await Promise.all(roots.map((path) => ask(path, 'application/json')))
  const lists = await Promise.all(legacy.flatMap(legacyPaths).map((path) => ask(path, 'application/json')))
  expect(aggregated.flatMap(legacyPaths)).toEqual([])
  const found = Discovery.fromDocuments([...legacy, ...lists]).find(group, kind)
  expect(found).toEqual(Discovery.fromDocuments(aggregated).find(group, kind))
  if (group !== 'example.com') expect(found?.kind).toBe(kind)
})
