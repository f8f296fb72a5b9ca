/** Two projects on load balancers that they share, and people of them. */
import { manifestsIn } from '../deploy/manifests.ts'
import type { KubeObject } from '../src/k8s/objects.ts'
import { type ApiClient, eventually, type Manifest } from './cluster/index.ts'

export const home = 'cpaas-system'
const v1 = `/apis/crd.alauda.io/v1/namespaces/${home}`
export const pathOf = { frontends: `${v1}/frontends`, rules: `${v1}/rules` } as const
export const albsPath = `/apis/crd.alauda.io/v2beta1/namespaces/${home}/alaudaloadbalancer2`

export type Labels = Readonly<Record<string, string>>
export const ofShop = { 'project.cpaas.io/name': 'shop' }
export const ofPayments = { 'project.cpaas.io/payments': 'true' }
export const ofAll = { 'project.cpaas.io/ALL_ALL': 'true' }

export const ranges = JSON.stringify([
  { port: '8000-8099', projects: ['shop'] },
  { port: '9000-9099', projects: ['payments'] },
  { port: '7000', projects: ['ALL_ALL'] },
])

export function balancer(name: string, config: object): Manifest {
  return {
    apiVersion: 'crd.alauda.io/v2beta1',
    kind: 'ALB2',
    metadata: { name, namespace: home },
    spec: { type: 'nginx', address: '192.0.2.1', config },
  }
}

export const portName = (alb: string, port: number) => `${alb}-${String(port).padStart(5, '0')}`

export function frontend(alb: KubeObject, port: number, labels: Labels): Manifest {
  const { name, uid = '' } = alb.metadata
  return {
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Frontend',
    metadata: {
      name: portName(name, port),
      namespace: home,
      labels: { 'alb2.cpaas.io/name': name, ...labels },
      ownerReferences: [{ apiVersion: alb.apiVersion, kind: 'ALB2', name, uid }],
    },
    spec: { port, protocol: 'http' },
  }
}

export function rule(port: KubeObject, suffix: string, labels: Labels): Manifest {
  const { name, uid = '' } = port.metadata
  return {
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Rule',
    metadata: {
      name: `${name}-${suffix}`,
      namespace: home,
      labels: { 'alb2.cpaas.io/name': name.slice(0, -6), 'alb2.cpaas.io/frontend': name, ...labels },
      ownerReferences: [{ apiVersion: 'crd.alauda.io/v1', kind: 'Frontend', name, uid }],
    },
    spec: { priority: 5, dslx: [{ type: 'URL', values: [['STARTS_WITH', '/']] }] },
  }
}

/** The roles and policies for load balancers, without the one that lets everybody read. */
export const confining = () =>
  manifestsIn('rbac').filter(({ metadata }) =>
    ['portolan-project-rules', 'portolan-project-ports', 'portolan-project-ranges'].includes(metadata.name),
  )

const rbac = { apiGroup: 'rbac.authorization.k8s.io' }

/** A role of the load balancers' namespace for the people of a project. */
export function bound(role: string, project: string): Manifest {
  return {
    apiVersion: `${rbac.apiGroup}/v1`,
    kind: 'RoleBinding',
    metadata: { name: `${role}-${project}`, namespace: home },
    roleRef: { ...rbac, kind: 'Role', name: role },
    subjects: [{ ...rbac, kind: 'Group', name: `project:${project}` }],
  }
}

/** A port and a rule for shop (or another), for payments and for all, on a load balancer that is given by ports. */
export async function shareBalancer(admin: ApiClient, name: string, first = 'shop') {
  const portProjects = ranges.replace('shop', first)
  const alb = await admin.apply(balancer(name, { enablePortProject: true, portProjects }))
  const made = async (port: number, labels: Labels) => {
    const listening = await admin.apply(frontend(alb, port, labels))
    return { port: listening, rule: await admin.apply(rule(listening, 'r1', labels)) }
  }
  const [shop, payments, all] = [
    await made(8001, { 'project.cpaas.io/name': first }),
    await made(9001, ofPayments),
    await made(7000, ofAll),
  ]
  return { alb, shop, payments, all }
}

/** Roles and policies with both projects bound; waits until the policies are in effect for `somebody`. */
export async function confineProjects(admin: ApiClient, somebody: ApiClient, foreign: string): Promise<void> {
  for (const manifest of confining()) await admin.apply(manifest)
  for (const project of ['shop', 'payments']) {
    for (const role of ['portolan-project-rules', 'portolan-project-ports'])
      await admin.apply(bound(role, project))
  }
  const refused = (attempt: Promise<unknown>, words: string) =>
    attempt.then(
      () => false,
      (error: unknown) => error instanceof Error && error.message.includes(words),
    )
  const dry = { dryRun: 'All' }
  const at = `${pathOf.rules}/${foreign}`
  await eventually('the policy on labels', async () =>
    refused(somebody.send({ method: 'DELETE', path: at, query: dry }), 'another project'),
  )
  const nameless: Manifest = {
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Rule',
    metadata: { name: 'nameless', namespace: home, labels: ofShop },
    spec: {},
  }
  await eventually('the policy on ports', () =>
    refused(somebody.post(pathOf.rules, nameless, dry), 'alb2.cpaas.io'),
  )
  const { alb } = await shareBalancer(admin, 'edge')
  const foreignPort = frontend(alb, 9050, ofShop)
  await eventually('the policy on ranges', () =>
    refused(somebody.post(pathOf.frontends, foreignPort, dry), 'not given'),
  )
}
