/**
 * Two projects share a load balancer by ports: each of two people sees what is of the own project, and nothing else.
 * On a control plane the API itself sees to it; the sandbox has only roles, which let each read what is of both.
 */
import type { Page } from '@playwright/test'
import { manifestsIn } from '../deploy/manifests.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import { csrfHeader } from '../src/wire.ts'
import { installAuthorizer } from './authorizer.ts'
import { askAuthorizers } from './cluster/index.ts'
import { expect, type Fixtures, test, uniqueName } from './console.ts'
import { albsPath, bound, home, pathOf, shareBalancer } from './shared-balancers.ts'

type Api = Fixtures['api']

const controlPlane = process.env.PORTOLAN_TEST_CLUSTER
const rbac = { group: 'rbac.authorization.k8s.io', version: 'v1' }
const roles =
  controlPlane === undefined
    ? ['portolan-project-rules', 'portolan-project-reading']
    : ['portolan-project-rules']

/** What the console asks for besides. Of the people that everybody knows, shop's may read more than these. */
const people = ['media', 'payments'] as const
const offers = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'sharing' },
  roleRef: { apiGroup: rbac.group, kind: 'ClusterRole', name: 'portolan:cluster-reader' },
  subjects: people.map((project) => ({ apiGroup: rbac.group, kind: 'Group', name: `project:${project}` })),
}

async function share(api: Api, name: string) {
  for (const manifest of manifestsIn('rbac')) {
    if (manifest.kind === 'Role' && roles.includes(manifest.metadata.name)) await api.apply(manifest)
  }
  await api.apply(offers)
  for (const project of people) {
    for (const role of roles) await api.apply(bound(role, project))
  }
  return shareBalancer(api, name, people[0])
}

async function unshare(api: Api, { alb, ...projects }: Awaited<ReturnType<typeof shareBalancer>>) {
  for (const { port, rule } of Object.values(projects)) {
    await api.delete(`${pathOf.rules}/${rule.metadata.name}`)
    await api.delete(`${pathOf.frontends}/${port.metadata.name}`)
  }
  await api.delete(`${albsPath}/${alb.metadata.name}`)
  for (const project of people) {
    for (const role of roles) {
      const at = { namespace: home, name: `${role}-${project}` }
      await api.delete(resourcePath({ ...rbac, plural: 'rolebindings' }, at))
    }
  }
  await api.delete(resourcePath({ ...rbac, plural: 'clusterrolebindings' }, { name: offers.metadata.name }))
}

interface Seen {
  readonly project: string
  readonly own: Awaited<ReturnType<typeof shareBalancer>>['shop']
  readonly other: Awaited<ReturnType<typeof shareBalancer>>['shop']
}

async function seesOnlyOwn(page: Page, { project, own, other }: Seen): Promise<void> {
  const view = { user: `of-${project}`, groups: [`project:${project}`], write: false }
  const viewed = await page.request.post('/view-as', { headers: { [csrfHeader]: '1' }, data: view })
  expect(viewed.ok(), await viewed.text()).toBe(true)
  const context = 'portolan-admin'
  const list = `/projects/${context}/${project}/~all`
  const main = page.getByRole('main')
  for (const [segment, title, mine, theirs] of [
    ['rules', 'Rules', own.rule, other.rule],
    ['listeningports', 'Listening Ports', own.port, other.port],
  ] as const) {
    await page.goto(`${list}/${segment}`)
    await expect(main.getByRole('heading', { name: title, exact: true })).toBeVisible()
    const name = mine.metadata.name
    await expect(main.getByRole('link', { name, exact: true })).toBeVisible()
    await expect(main.getByRole('link', { name: theirs.metadata.name, exact: true })).toHaveCount(0)
    await expect(page.getByRole('navigation').getByRole('link', { name: title, exact: true })).toBeVisible()
    await page.goto(`${list}/${segment}/${home}/${name}`)
    await expect(main.getByRole('heading', { name, exact: true })).toBeVisible()
    await page.goto(`${list}/${segment}/${home}/${theirs.metadata.name}`)
    await expect(main.getByText(`There is no ${title.slice(0, -1)} ${theirs.metadata.name}`)).toBeVisible()
  }
  // It is read for editing, too, though nobody of a project may get a single object.
  await page.goto(`${list}/rules/${home}/${own.rule.metadata.name}/~edit`)
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible()
  if (controlPlane === undefined) return
  for (const path of [...Object.values(pathOf), `${pathOf.rules}/${other.rule.metadata.name}`]) {
    const answer = await page.request.get(`/clusters/${context}${path}`)
    expect(answer.status(), path).toBe(403)
    expect(await answer.text()).not.toContain('STARTS_WITH')
  }
}

test('two people of two projects each see only what is of their own', async ({ page, api }) => {
  test.slow()
  if (controlPlane !== undefined) await installAuthorizer(controlPlane)
  const shared = await share(api, uniqueName('share'))
  const { shop: media, payments } = shared
  await seesOnlyOwn(page, { project: 'media', own: media, other: payments })
  await seesOnlyOwn(page, { project: 'payments', own: payments, other: media })
  await unshare(api, shared)
  if (controlPlane !== undefined) await askAuthorizers([], controlPlane)
})
