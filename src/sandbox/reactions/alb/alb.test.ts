import { describe, expect, it } from 'vitest'
import { configMaps, deployments, ingressClasses, services } from '../collections.ts'
import type { Manifest } from '../reaction.ts'
import { type ReactingSandbox, reactingSandbox } from '../testing/sandbox.ts'
import { albOperator } from './alb.ts'
import { albFrontends } from './frontends.ts'
import { type Alb, albs, frontends } from './objects.ts'
import { alb, frontend, namespace, pod } from './testing.ts'

async function platform(...objects: readonly Manifest[]): Promise<ReactingSandbox> {
  const sandbox = await reactingSandbox(albOperator(), albFrontends())
  sandbox.load(namespace('cpaas-system'), ...objects)
  return sandbox
}

const albOf = (sandbox: ReactingSandbox, name = 'alb') => sandbox.get<Alb>(albs, 'cpaas-system', name)

/** What the pods' controllers do. */
function bringUp(sandbox: ReactingSandbox, name = 'alb'): void {
  const found = sandbox.get<Manifest>(deployments, 'cpaas-system', name)
  if (found === null) throw new Error('no deployment')
  const { replicas } = found.spec as { replicas: number }
  sandbox.write({ verb: 'status', object: { ...found, status: { replicas, readyReplicas: replicas } } })
}

describe('an ALB', () => {
  it('runs once its pods do, and tells its projects and its class', async () => {
    const sandbox = await platform(
      alb('alb', { replicas: 1, projects: ['p1', 'p2'] }, { address: '10.0.0.1' }),
    )
    expect(albOf(sandbox)?.status).toMatchObject({
      state: 'Progressing',
      reason: 'wait workload ready spec 1 status 0 0',
    })
    bringUp(sandbox)
    expect(albOf(sandbox)?.status).toMatchObject({
      state: 'Running',
      reason: '',
      detail: { deploy: { state: 'Running', reason: 'workload ready' }, address: { ok: true } },
    })
    expect(albOf(sandbox)?.metadata.labels).toEqual({
      'project.cpaas.io/p1': 'true',
      'project.cpaas.io/p2': 'true',
    })
    expect(sandbox.get<Manifest>(deployments, 'cpaas-system', 'alb')?.spec).toMatchObject({
      selector: { matchLabels: { service_name: 'alb2-alb' } },
      template: { spec: { hostNetwork: true } },
    })
    expect(sandbox.get<Manifest>(ingressClasses, '', 'alb')).toMatchObject({
      metadata: {
        labels: {
          'alb.cpaas.io/managed-by': 'alb-operator',
          'alb.cpaas.io/alb2-operator-albname': 'alb',
          'alb.cpaas.io/alb2-operator-albns': 'cpaas-system',
        },
        annotations: { 'alb.cpaas.io/project': 'p1,p2' },
      },
      spec: { controller: 'cpaas.io/alb2' },
    })

    sandbox.write({
      verb: 'update',
      object: alb('alb', { replicas: 1, enableIngress: 'false', projects: ['p2'] }),
    })
    expect(albOf(sandbox)?.metadata.labels).toEqual({ 'project.cpaas.io/p2': 'true' })
    expect(sandbox.list(ingressClasses)).toHaveLength(0)
    const before = sandbox.revision
    sandbox.load(namespace('elsewhere'))
    expect(sandbox.revision).toBe(before + 1)
  })

  it('gets its address from a Service with a port for each listener', async () => {
    const config = { networkMode: 'container', replicas: 1 }
    const vip = { lbSvcAnnotations: { 'metallb.io/address-pool': 'a' } }
    const sandbox = await platform(alb('alb', { ...config, vip }), frontend('alb', 53, 'udp'))
    bringUp(sandbox)
    const balancer = () =>
      sandbox.list<Manifest>(services).find(({ metadata }) => metadata.name.startsWith('alb-lb-'))
    expect(balancer()).toMatchObject({
      metadata: { annotations: { 'metallb.io/address-pool': 'a' } },
      spec: { type: 'LoadBalancer', ports: [{ port: 1936 }, { name: 'udp-53', protocol: 'UDP' }] },
    })
    expect(albOf(sandbox)?.status).toMatchObject({ state: 'Progressing', reason: 'wait lb svc ready' })
    const service = balancer()
    if (service === undefined) throw new Error('no service')
    const ingress = [{ ip: '192.168.1.9' }, { ip: 'fd00::9' }]
    sandbox.write({ verb: 'status', object: { ...service, status: { loadBalancer: { ingress } } } })
    expect(albOf(sandbox)?.status).toMatchObject({
      state: 'Running',
      detail: { address: { ok: true, ipv4: ['192.168.1.9'], ipv6: ['fd00::9'] } },
    })
    sandbox.write({ verb: 'update', object: alb('alb', { ...config, vip: { lbSvcAnnotations: {} } }) })
    expect(balancer()?.metadata.annotations).toEqual({ 'alb.cpaas.io/origin_annotation': '{}' })
    sandbox.write({ verb: 'update', object: alb('alb', { ...config, vip: { enableLbSvc: false } }) })
    expect(balancer()).toBeUndefined()
  })

  it('warns of a port that another one has on the same node', async () => {
    const sandbox = await platform(
      alb('alb', { replicas: 1 }),
      alb('late', { replicas: 1 }),
      ...['alb', 'late'].flatMap((name) => [frontend(name, 443, 'https'), pod(name, 'n1')]),
    )
    bringUp(sandbox, 'alb')
    bringUp(sandbox, 'late')
    expect(albOf(sandbox)?.status).toMatchObject({ state: 'Running' })
    expect(sandbox.get<Manifest>(frontends, 'cpaas-system', 'late-00443')?.status).toMatchObject({
      instances: { 'n1/late-x': { conflict: true } },
    })
    expect(albOf(sandbox, 'late')?.status).toMatchObject({
      state: 'Warning',
      reason: 'https-443 conflict on n1/late-x.',
    })
    sandbox.write({ verb: 'delete', object: frontend('alb', 443, 'https') })
    expect(albOf(sandbox, 'late')?.status?.state).toBe('Running')
  })

  it('hands its ports to projects', async () => {
    const portProjects = '[{"port":"80-443","projects":["p1"]},{"port":"8080","projects":["p2"]}]'
    const sandbox = await platform(
      alb('alb', { enablePortProject: true, portProjects }),
      frontend('alb', 443, 'https'),
    )
    expect(albOf(sandbox)?.metadata.labels).toEqual({ 'cpaas.io/role': 'port' })
    expect(sandbox.get(frontends, 'cpaas-system', 'alb-00443')?.metadata.labels).toEqual({
      'alb2.cpaas.io/name': 'alb',
      'project.cpaas.io/p1': 'true',
    })
    expect(sandbox.get<Manifest>(configMaps, 'cpaas-system', 'alb-port-info')?.data).toEqual({
      range: portProjects,
    })
    expect(sandbox.get(ingressClasses, '', 'alb')?.metadata.annotations?.['alb.cpaas.io/project']).toBe('p1')
  })

  it('takes its class along when it goes', async () => {
    const sandbox = await platform(alb('alb', {}))
    sandbox.write({ verb: 'delete', object: alb('alb', {}) })
    expect(sandbox.list(ingressClasses)).toHaveLength(0)
  })
})
