import { describe, expect, it } from 'vitest'
import { egressGateways } from './egress-gateways.ts'
import type { Manifest } from './reaction.ts'
import { reactingSandbox } from './testing/sandbox.ts'

const gateways = { group: 'kubeovn.io', plural: 'vpc-egress-gateways' }
const deployments = { group: 'apps', plural: 'deployments' }

const gateway = (replicas: number): Manifest => ({
  apiVersion: 'kubeovn.io/v1',
  kind: 'VpcEgressGateway',
  metadata: { namespace: 'default', name: 'out' },
  spec: { prefix: 'veg-', replicas, externalSubnet: 'outer', policies: [{ subnets: ['ovn-default'] }] },
})
const subnet = (name: string, spec: object): Manifest => ({
  apiVersion: 'kubeovn.io/v1',
  kind: 'Subnet',
  metadata: { name },
  spec,
})
const inner = subnet('ovn-default', { cidrBlock: '10.16.0.0/16', gateway: '10.16.0.1' })
const outer = subnet('outer', {
  cidrBlock: '172.17.0.0/24',
  gateway: '172.17.0.1',
  provider: 'macvlan.default',
  excludeIps: ['172.17.0.1..172.17.0.10'],
})
const network: Manifest = {
  apiVersion: 'k8s.cni.cncf.io/v1',
  kind: 'NetworkAttachmentDefinition',
  metadata: { namespace: 'default', name: 'macvlan' },
  spec: { config: '{}' },
}
const pod = (name: string, podIP: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'default', name, labels: { 'ovn.kubernetes.io/vpc-egress-gateway': 'out' } },
  spec: { nodeName: `node-${name}`, containers: [{ name: 'gateway', image: 'x' }] },
  status: { phase: 'Running', podIP },
})

describe('an egress gateway', () => {
  it('waits for its subnets, then for its workload, then is complete', async () => {
    const sandbox = await reactingSandbox(egressGateways())
    const status = () => sandbox.get<Manifest>(gateways, 'default', 'out')?.status
    sandbox.load(inner, network, gateway(2))
    expect(status()).toMatchObject({
      phase: 'Processing',
      ready: false,
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          reason: 'ReconcileWorkloadFailed',
          message: 'subnet.kubeovn.io "outer" not found',
        },
      ],
    })
    expect(sandbox.list(deployments)).toHaveLength(0)

    sandbox.load(outer)
    const deployment = sandbox.get<Manifest>(deployments, 'default', 'veg-out')
    expect(deployment?.spec).toMatchObject({ replicas: 2 })
    expect(status()).toMatchObject({
      phase: 'Processing',
      labelSelector: 'app=vpc-egress-gateway,ovn.kubernetes.io/vpc-egress-gateway=out',
      conditions: [{ type: 'Validated' }, { message: 'Waiting for Deployment veg-out to be ready' }],
    })
    if (deployment === null) throw new Error('no deployment')

    sandbox.load(pod('a', '10.16.0.7'), pod('b', '10.16.0.8'))
    sandbox.write({
      verb: 'status',
      object: { ...deployment, status: { replicas: 2, updatedReplicas: 2, readyReplicas: 2 } },
    })
    expect(status()).toMatchObject({
      phase: 'Completed',
      ready: true,
      replicas: 2,
      internalIPs: ['10.16.0.7', '10.16.0.8'],
      externalIPs: ['172.17.0.11', '172.17.0.12'],
      workload: { kind: 'Deployment', name: 'veg-out', nodes: ['node-a', 'node-b'] },
    })
  })

  it('scales its workload, and rests where nothing changes', async () => {
    const sandbox = await reactingSandbox(egressGateways())
    sandbox.load(inner, outer, network, gateway(1))
    sandbox.write({ verb: 'update', object: gateway(3) })
    const deployment = sandbox.get<Manifest>(deployments, 'default', 'veg-out')
    expect(deployment?.spec).toMatchObject({ replicas: 3 })
    const before = sandbox.revision
    sandbox.load({ ...network, metadata: { namespace: 'default', name: 'another' } })
    expect(sandbox.revision).toBe(before + 1)
  })
})
