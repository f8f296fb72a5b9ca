/** What a policy would break is said before it is saved; what it opens and closes before it is written or deleted. */
import type { Page } from '@playwright/test'
import { resourcePath } from '../src/k8s/resource.ts'
import {
  apply,
  editorValue,
  expect,
  projectList,
  replaceText,
  reviewOf,
  test,
  uniqueName,
} from './console.ts'

const namespace = 'shop-prod'
const list = projectList(namespace, 'portolan-admin', 'shop', 'networkpolicies')
const policies = { group: 'networking.k8s.io', version: 'v1', plural: 'networkpolicies' }

const manifest = (name: string, spec: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
${spec}`

const changes = (page: Page) => page.getByRole('region', { name: 'Connections it changes' })

test('a policy that cuts off names says whom, and a button allows them', async ({ page }) => {
  // In a namespace of a project a policy of the cluster lets names through, whatever network policies say.
  await page.goto('/admin/portolan-admin/networkpolicies/~create')
  const spec = '  podSelector: { matchLabels: { app: whoami } }\n  policyTypes: [Egress]\n'
  await replaceText(page, manifest(uniqueName('dns'), spec).replace(namespace, 'default'))
  const said = page
    .getByText("default/whoami could no longer look up names: the cluster's DNS is cut off.")
    .first()
  await expect(said).toBeVisible()
  await page.getByRole('button', { name: "Allow the cluster's DNS" }).first().click()
  await expect(said).toBeHidden()
  expect((await editorValue(page)).spec).toMatchObject({
    egress: [
      {
        to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
        ports: [
          { protocol: 'UDP', port: 53 },
          { protocol: 'TCP', port: 53 },
        ],
      },
    ],
  })
})

test('a policy that keeps the controller of an Ingress out says whom it cuts off', async ({ page }) => {
  await page.goto(`${list}/~create`)
  const from = (source: string) =>
    manifest(
      'edge',
      `  podSelector: { matchLabels: { app: frontend } }\n  ingress: [{ from: [${source}] }]\n`,
    )
  await replaceText(page, from('{ podSelector: { matchLabels: { app: cart } } }'))
  const said = page.getByText(/^shop-prod\/frontend would no longer be reached through an Ingress/).first()
  await expect(said).toBeVisible()
  await replaceText(
    page,
    from('{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: cpaas-system } } }'),
  )
  await expect(said).toBeHidden()
})

test('the review lists what is closed, and the deletion what is opened', async ({ page, api }) => {
  const name = uniqueName('closing')
  await page.goto(`${list}/~create`)
  await replaceText(
    page,
    manifest(
      name,
      `  podSelector: { matchLabels: { app: cart } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ podSelector: { matchLabels: { app: frontend } } }], ports: [{ port: 8080 }] }]
`,
    ),
  )
  await page.getByRole('button', { name: 'Create Network Policy' }).click()
  await expect(reviewOf(page)).toBeVisible()
  const closed = changes(page).getByRole('list', { name: /^\d+ connections would be closed$/ })
  await expect(closed).toContainText('shop-prod/catalog → shop-prod/cart: any port')
  await expect(closed).toContainText('shop-prod/frontend → shop-prod/cart: any port but TCP 8080')
  await expect(changes(page)).not.toContainText('would be opened')
  const count = (await closed.getAttribute('aria-label'))?.split(' ')[0]
  await apply(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)

  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const opened = changes(page).getByRole('list', { name: `${count} connections would be opened` })
  await expect(opened).toContainText('shop-prod/catalog → shop-prod/cart: any port')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await api.delete(resourcePath(policies, { namespace, name }))
})

test('a change that opens and closes nothing says so', async ({ page }) => {
  await page.goto(`${list}/~create`)
  await replaceText(page, manifest(uniqueName('nobody'), '  podSelector: { matchLabels: { app: gone } }\n'))
  await page.getByRole('button', { name: 'Create Network Policy' }).click()
  await expect(changes(page)).toContainText('No connection of the pods there are now opens or closes.')
})

test('a Deployment shows what may reach it, and a policy whose traffic it decides', async ({ page }) => {
  await page.goto(`/admin/portolan-admin/deployments.apps/payments-prod/api`)
  await page.getByRole('button', { name: 'Show what may reach this' }).click()
  const incoming = page.getByRole('table', { name: 'What may reach this' })
  const row = incoming
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: 'checkout', exact: true }) })
  await expect(row).toContainText('shop-prod')
  await expect(row).toContainText(/TCP 8443\s*all/)
  const outgoing = page.getByRole('table', { name: 'What this may reach' })
  await expect(outgoing.getByRole('link', { name: 'coredns', exact: true })).toBeVisible()
  await expect(outgoing).not.toContainText('media-prod')

  await page.goto(
    `${projectList('payments-prod', 'portolan-admin', 'payments', 'networkpolicies')}/payments-prod/ledger`,
  )
  await page.getByRole('button', { name: 'Show what may reach this' }).click()
  await expect(page.getByRole('region', { name: 'Who reaches whom' })).toContainText(
    'Decides for payments-prod/ledger-db',
  )
  await expect(page.getByText('It says nothing of what its pods connect to.')).toBeVisible()
})
