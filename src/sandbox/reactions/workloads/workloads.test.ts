import { describe, expect, it } from 'vitest'
import type { Condition } from '../../../k8s/objects.ts'
import { daemonSets, deployments, pods, statefulSets } from '../collections.ts'
import { kubelet } from '../pods/kubelet.ts'
import type { Pod } from '../pods/pod.ts'
import { scheduler } from '../pods/scheduler.ts'
import type { Manifest } from '../reaction.ts'
import { node } from '../testing/objects.ts'
import { reactingSandbox } from '../testing/sandbox.ts'
import { daemonSetController } from './daemonsets.ts'
import { deploymentController } from './deployments.ts'
import { statefulSetController } from './statefulsets.ts'

const range = { podCIDRs: ['10.244.1.0/24'] }
const template = (image: string, annotations: object = {}) => ({
  metadata: { labels: { app: 'shop' }, annotations },
  spec: { containers: [{ name: 'app', image }] },
})
const workload = (kind: string, spec: object): Manifest => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { namespace: 'default', name: 'shop' },
  spec: { selector: { matchLabels: { app: 'shop' } }, template: template('app:1'), ...spec },
})

async function sandboxOfWorkloads() {
  const sandbox = await reactingSandbox(
    scheduler,
    kubelet({ startMilliseconds: 1500 }),
    deploymentController,
    statefulSetController,
    daemonSetController,
  )
  sandbox.load(node('n1', range))
  const change = (object: Manifest, spec: object) => {
    const known = sandbox.get<Manifest>(
      { group: 'apps', plural: `${object.kind.toLowerCase()}s` },
      'default',
      'shop',
    )
    sandbox.write({
      verb: 'update',
      object: { ...known, ...object, spec: { ...(object.spec as object), ...spec } },
    })
  }
  const names = () => sandbox.list<Pod>(pods).map(({ metadata }) => metadata.name)
  return Object.assign(sandbox, { change, names })
}

describe('Deployments', () => {
  const deployment = workload('Deployment', { replicas: 3 })

  it('have the pods they ask for, and say so', async () => {
    const sandbox = await sandboxOfWorkloads()
    sandbox.load(deployment)
    const [pod] = sandbox.list<Pod>(pods)
    expect(sandbox.names()).toHaveLength(3)
    expect(pod?.metadata.name).toMatch(/^shop-[a-z0-9]{10}-[a-z0-9]{5}$/)
    expect(pod?.metadata.ownerReferences).toMatchObject([{ kind: 'Deployment', controller: true }])
    const known = sandbox.get<Manifest>(deployments, 'default', 'shop')
    expect(known?.status).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      conditions: [
        { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' },
        { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
      ],
    })
  })

  it('grow and shrink', async () => {
    const sandbox = await sandboxOfWorkloads()
    sandbox.load(deployment)
    const first = sandbox.names()
    sandbox.change(deployment, { replicas: 5 })
    expect(sandbox.names()).toHaveLength(5)
    sandbox.change(deployment, { replicas: 3 })
    expect(sandbox.names()).toEqual(first)
    sandbox.change(deployment, { replicas: 0 })
    expect(sandbox.names()).toEqual([])
    expect(sandbox.get<Manifest>(deployments, 'default', 'shop')?.status).not.toHaveProperty('replicas')
    sandbox.change(deployment, { replicas: 1 })
    // No deadline of an earlier rollout was waited for.
    expect(sandbox.list<Pod>(pods)[0]?.metadata.creationTimestamp).toMatch(/^2026-01-01T00:00/)
  })

  it('replace a pod that was deleted, and all pods of an old template', async () => {
    const sandbox = await sandboxOfWorkloads()
    sandbox.load(deployment)
    const [first, ...others] = sandbox.list<Pod>(pods)
    if (first !== undefined) sandbox.write({ verb: 'delete', object: first })
    expect(sandbox.names()).toEqual(expect.arrayContaining(others.map(({ metadata }) => metadata.name)))
    expect(sandbox.names()).not.toContain(first?.metadata.name)
    const before = sandbox.names()
    sandbox.change(deployment, { template: template('app:2') })
    expect(sandbox.names()).toHaveLength(3)
    expect(sandbox.names().filter((name) => before.includes(name))).toEqual([])
    const status = { observedGeneration: 2, updatedReplicas: 3, availableReplicas: 3 }
    expect(sandbox.get<Manifest>(deployments, 'default', 'shop')?.status).toMatchObject(status)
  })

  it('keep what serves where the new template does not get ready, and tell when it takes too long', async () => {
    const sandbox = await sandboxOfWorkloads()
    sandbox.load(deployment)
    sandbox.change(deployment, { template: template('app:2', { 'portolan.dev/not-ready': 'true' }) })
    expect(sandbox.names()).toHaveLength(4)
    const status = sandbox.get<Manifest>(deployments, 'default', 'shop')?.status as {
      readonly conditions: readonly Condition[]
    }
    expect(status).toMatchObject({
      replicas: 4,
      updatedReplicas: 1,
      readyReplicas: 3,
      unavailableReplicas: 1,
    })
    expect(status.conditions).toMatchObject([
      { type: 'Available', status: 'True' },
      { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' },
    ])
  })
})

describe('StatefulSets', () => {
  const set = workload('StatefulSet', { replicas: 2, serviceName: 'shop' })

  it('number their pods, make them in order and replace them from the last', async () => {
    const sandbox = await sandboxOfWorkloads()
    sandbox.load(set)
    expect(sandbox.names()).toEqual(['shop-0', 'shop-1'])
    const [first, second] = sandbox.list<Pod>(pods)
    expect(first?.metadata.labels).toMatchObject({ 'apps.kubernetes.io/pod-index': '0' })
    expect(second?.metadata.creationTimestamp).not.toBe(first?.metadata.creationTimestamp)
    sandbox.change(set, { replicas: 3, template: template('app:2') })
    const images = sandbox.list<Pod>(pods).map(({ spec }) => spec?.containers?.[0]?.image)
    expect(images).toEqual(['app:2', 'app:2', 'app:2'])
    const status = sandbox.get<Manifest>(statefulSets, 'default', 'shop')?.status as Record<string, unknown>
    expect(status).toMatchObject({ replicas: 3, readyReplicas: 3, updatedReplicas: 3, availableReplicas: 3 })
    expect(status.currentRevision).toBe(status.updateRevision)
    sandbox.change(set, { replicas: 1, template: template('app:2') })
    expect(sandbox.names()).toEqual(['shop-0'])
  })
})

describe('DaemonSets', () => {
  const set = workload('DaemonSet', {})

  it('have a pod on each node that takes it, and follow the nodes', async () => {
    const sandbox = await sandboxOfWorkloads()
    sandbox.load(node('n2', { ...range, taints: [{ key: 'gpu', effect: 'NoSchedule' }] }))
    sandbox.load(node('n3', { ...range, unschedulable: true }))
    sandbox.load(set)
    const placed = () =>
      sandbox
        .list<Pod>(pods)
        .map(({ spec }) => spec?.nodeName)
        .sort()
    expect(placed()).toEqual(['n1', 'n3'])
    sandbox.load(node('n4', range))
    expect(placed()).toEqual(['n1', 'n3', 'n4'])
    sandbox.change(set, { template: template('app:2') })
    expect(placed()).toEqual(['n1', 'n3', 'n4'])
    expect(sandbox.get<Manifest>(daemonSets, 'default', 'shop')?.status).toMatchObject({
      desiredNumberScheduled: 3,
      numberAvailable: 3,
      numberReady: 3,
      updatedNumberScheduled: 3,
      observedGeneration: 2,
    })
    sandbox.write({ verb: 'delete', object: node('n4') })
    expect(placed()).toEqual(['n1', 'n3'])
  })
})
