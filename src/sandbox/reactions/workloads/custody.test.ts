import { expect, it } from 'vitest'
import { deployments, nodes, pods } from '../collections.ts'
import { kubelet } from '../pods/kubelet.ts'
import type { Pod } from '../pods/pod.ts'
import { scheduler } from '../pods/scheduler.ts'
import type { Manifest } from '../reaction.ts'
import { node } from '../testing/objects.ts'
import { reactingSandbox } from '../testing/sandbox.ts'
import { custody } from './custody.ts'
import { deploymentController } from './deployments.ts'

const deployment: Manifest = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { namespace: 'default', name: 'web' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { team: 'web' } },
    template: { metadata: { labels: { team: 'web' } }, spec: { containers: [{ name: 'a', image: 'b' }] } },
  },
}

async function running() {
  const sandbox = await reactingSandbox(
    custody,
    deploymentController,
    scheduler,
    kubelet({ startMilliseconds: 0 }),
  )
  sandbox.load(node('n1'), node('n2'), deployment)
  return Object.assign(sandbox, { pods: () => sandbox.list<Pod>(pods) })
}

const ownersOf = (all: readonly Pod[]) => all.map(({ metadata }) => metadata.ownerReferences?.[0]?.uid)

it('lets go of a pod whose labels no longer match, and it is replaced', async () => {
  const sandbox = await running()
  const [first] = sandbox.pods()
  const metadata = { ...first?.metadata, name: first?.metadata.name ?? '', labels: { team: 'other' } }
  sandbox.write({ verb: 'update', object: { ...(first as Pod), metadata } })
  expect(sandbox.pods()).toHaveLength(3)
  expect(ownersOf(sandbox.pods()).filter((uid) => uid === undefined)).toHaveLength(1)
})

it('takes in pods that nobody has', async () => {
  const sandbox = await running()
  const names = sandbox.pods().map(({ metadata }) => metadata.name)
  const old = sandbox.get<Manifest>(deployments, 'default', 'web')
  for (const pod of sandbox.pods()) {
    sandbox.write({ verb: 'update', object: { ...pod, metadata: { ...pod.metadata, ownerReferences: [] } } })
  }
  expect(sandbox.pods().map(({ metadata }) => metadata.name)).toEqual(names)
  expect(new Set(ownersOf(sandbox.pods()))).toEqual(new Set([old?.metadata.uid]))
})

it('replaces the pods of a node that is gone', async () => {
  const sandbox = await running()
  const gone = sandbox.get<Manifest>(nodes, '', 'n1')
  if (gone !== null) sandbox.write({ verb: 'delete', object: gone })
  expect(sandbox.pods()).toHaveLength(2)
  expect(sandbox.pods().map((pod) => pod.spec?.nodeName)).toEqual(['n2', 'n2'])
})
