import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { writeYaml } from '../../manifest/write.ts'
import { testWorld } from '../testing/world.ts'
import { withBalancer, withPort, withProtocol } from './changes.ts'
import { template } from './template.ts'

const alb = {
  apiVersion: 'crd.alauda.io/v2beta1',
  kind: 'ALB2',
  metadata: { name: 'alb-demo', namespace: 'cpaas-system', uid: 'u1' },
} as KubeObject
const world = testWorld({ objects: [alb] })
const start = (balancer = '') =>
  parseManifest(writeYaml(template({ namespace: 'cpaas-system', given: { balancer } })))

test('name, label and owner are as the platform makes them', () => {
  const made = withPort(withBalancer(start(), alb, 'alb-demo', world), 80, world)
  expect(made.value).toMatchObject({
    metadata: {
      name: 'alb-demo-00080',
      labels: { 'alb2.cpaas.io/name': 'alb-demo' },
      ownerReferences: [{ apiVersion: 'crd.alauda.io/v2beta1', kind: 'ALB2', name: 'alb-demo', uid: 'u1' }],
    },
    spec: { port: 80 },
  })
  expect(withPort(made, 8443, world).value).toMatchObject({ metadata: { name: 'alb-demo-08443' } })
})

test('the order of saying them does not matter, and a load balancer may be given', () => {
  const other = withBalancer(withPort(start(), 80, world), alb, 'alb-demo', world)
  const given = withPort(start('alb-demo'), 80, world)
  expect(given.value).toEqual(other.value)
})

test('a name of one’s own stays', () => {
  const made = withPort(start('alb-demo'), 80, world)
  const named = parseManifest(made.text.replace('alb-demo-00080', 'my-port'))
  expect(withPort(named, 81, world).value).toMatchObject({ metadata: { name: 'my-port' } })
})

test('what a project makes says whose it is', () => {
  const own = testWorld({ objects: [alb], project: 'shop' })
  expect(withPort(start('alb-demo'), 80, own).value).toMatchObject({
    metadata: { labels: { 'project.cpaas.io/name': 'shop' } },
  })
})

test('another protocol takes along what only its own has', () => {
  const grpc = withProtocol(start('alb-demo'), 'grpc')
  expect(grpc.value).toMatchObject({ spec: { protocol: 'grpc', backendProtocol: 'grpc' } })
  expect(withProtocol(grpc, 'https').value).toMatchObject({ spec: { backendProtocol: 'http' } })
  const { value } = withProtocol(grpc, 'tcp')
  expect(value).toMatchObject({ spec: { protocol: 'tcp', serviceGroup: {} } })
  expect(JSON.stringify(value)).not.toMatch(/certificate_name|backendProtocol/)
})
