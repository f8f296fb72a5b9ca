import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { testWorld } from '../testing/world.ts'
import { assignedCertificates, assignedHosts } from './assigned-hosts.ts'

const namespace = (name: string, labels: object) =>
  ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }) as KubeObject
const domain = (name: string, project: string, cluster = 'main', kind = 'full') =>
  ({
    apiVersion: 'crd.alauda.io/v2',
    kind: 'Domain',
    metadata: {
      name: `${name} ${cluster}`,
      labels: { 'cluster.cpaas.io/name': cluster, 'project.cpaas.io/name': project },
    },
    spec: { name, kind: name.startsWith('*.') ? 'extensive' : kind },
  }) as KubeObject

const world = testWorld({
  objects: [
    namespace('shop-prod', { 'cpaas.io/project': 'shop' }),
    namespace('shop-edge', { 'cpaas.io/project': 'shop', 'cpaas.io/cluster': 'edge' }),
    namespace('bare', {}),
    domain('shop.io', 'shop'),
    domain('edge.io', 'shop', 'edge'),
    domain('both.io', 'shop'),
    domain('both.io', 'shop', 'edge'),
    domain('everywhere.io', 'ALL_ALL', 'ALL_ALL'),
    domain('*.apps.io', 'ALL_ALL'),
    domain('bank.io', 'bank'),
    domain('nobody.io', ''),
    domain('old.io', 'bank', 'main', 'extensive'),
    domain('no host', 'shop'),
  ],
})
test('certificates are those of the project and of all projects', () => {
  const secret = (name: string, project?: string, namespace = 'cpaas-system') =>
    ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name,
        namespace,
        ...(project !== undefined && { labels: { 'project.cpaas.io/name': project } }),
      },
      type: 'kubernetes.io/tls',
    }) as KubeObject
  const objects = [
    namespace('shop-prod', { 'cpaas.io/project': 'shop' }),
    ...[secret('of-shop', 'shop'), secret('of-all', 'ALL_ALL'), secret('of-bank', 'bank')],
    ...[secret('of-nobody'), secret('elsewhere', 'shop', 'shop-prod')],
  ]
  const names = (of: string) =>
    assignedCertificates(of, testWorld({ objects })).map(({ secretName }) => secretName)
  expect(names('shop-prod')).toEqual(['of-all', 'of-shop'])
  expect(names('bare')).toEqual(['of-all'])
})

const hosts = (of: string, typed = '') => assignedHosts(of, typed, world).map(({ host }) => host)

test('a project may use its own domains and those of all projects', () => {
  expect(hosts('shop-prod')).toEqual(['*.apps.io', 'both.io', 'edge.io', 'everywhere.io', 'shop.io'])
})

test('a namespace that says its cluster may use those of the cluster', () => {
  expect(hosts('shop-edge')).toEqual(['both.io', 'edge.io', 'everywhere.io'])
})

test('a namespace of no project, or that nobody knows, may use those of all projects', () => {
  for (const of of ['bare', 'unknown', '']) expect(hosts(of)).toEqual(['*.apps.io', 'everywhere.io'])
})

test('what is typed goes in front of a wildcard domain', () => {
  expect(assignedHosts('bare', 'Cart.ap', world)).toContainEqual({ host: 'cart.apps.io', below: '*.apps.io' })
  for (const typed of ['*.apps.io', '', '-', 'a b'])
    expect(hosts('bare', typed)).toEqual(['*.apps.io', 'everywhere.io'])
})
