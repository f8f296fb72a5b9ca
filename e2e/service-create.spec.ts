/** A person makes a Service of every type, and the cluster has exactly what the editor showed. */
import type { Page } from '@playwright/test'
import type { Service } from '../src/k8s/core.ts'
import {
  adminList,
  alertIn,
  apply,
  choose,
  editorValue,
  expect,
  projectList,
  readService,
  test,
  uniqueName,
} from './console.ts'

const namespace = 'shop-prod'

async function openForm(page: Page, name: string): Promise<void> {
  await page.goto(`${projectList(namespace)}/~create`)
  await page.getByLabel('Name', { exact: true }).fill(name)
}

async function create(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Create Service' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`/services/${namespace}/${name}$`))
  await expect(page.getByRole('heading', { name })).toBeVisible()
}

test('ClusterIP for a workload, with the pods shown before and the endpoints after', async ({
  page,
  api,
}) => {
  const name = uniqueName('web')
  await openForm(page, name)
  await choose(page, 'Workload', 'frontend (Deployment)')
  await expect(page.getByRole('status', { name: 'Pods selected' })).toContainText('Selects 3 pods, 3 ready')
  await page.getByLabel('Container Port, port 1').fill('http')
  await expect(page.getByLabel('Service Port Name, port 1')).toHaveValue('tcp-80-http')

  const shown = await editorValue(page)
  await create(page, name)
  const made = await readService(api, namespace, name)
  expect(made).toMatchObject(shown)
  expect(made.spec?.selector).toEqual({
    'project.cpaas.io/name': 'shop',
    'service.cpaas.io/name': 'frontend',
  })
  await expect(page.getByText('3 of 3 ready')).toBeVisible()
})

test('NodePort, by label selector, with two ports and generated names', async ({ page, api }) => {
  const name = uniqueName('node')
  await openForm(page, name)
  await page.getByRole('radio', { name: /^NodePort/ }).check()
  await page.getByRole('radio', { name: /^Label Selector/ }).check()
  await page.getByRole('button', { name: 'Add selector label' }).click()
  await page.getByLabel('Selector: key 1').fill('app')
  await page.getByLabel('Selector: value 1').fill('catalog')
  await choose(page.getByRole('group', { name: 'Port 1' }), 'Protocol', 'HTTP')
  await page.getByLabel('Container Port, port 1').fill('http')
  // Of the first of the range, which are not given by chance.
  await page.getByLabel('Node Port, port 1').fill('30027')
  await page.getByRole('button', { name: 'Add port' }).click()
  await choose(page.getByRole('group', { name: 'Port 2' }), 'Protocol', 'UDP')
  await page.getByLabel('Service Port, port 2').fill('53')
  await page.getByLabel('Container Port, port 2').fill('5353')

  const shown = await editorValue(page)
  await create(page, name)
  const made = await readService(api, namespace, name)
  expect(made).toMatchObject(shown)
  expect(made.spec?.ports).toMatchObject([
    {
      name: 'http-80-http',
      protocol: 'TCP',
      appProtocol: 'http',
      port: 80,
      targetPort: 'http',
      nodePort: 30027,
    },
    { name: 'udp-53-5353', protocol: 'UDP', port: 53, targetPort: 5353 },
  ])
  await expect(page.getByText(/:30027$/)).toBeVisible()
  await api.delete(`/api/v1/namespaces/${namespace}/services/${name}`)
})

test('LoadBalancer with a pool, addresses and the Local policy; pending says why', async ({ page, api }) => {
  const name = uniqueName('lb')
  await openForm(page, name)
  await page.getByRole('radio', { name: /^LoadBalancer/ }).check()
  await choose(page, 'Workload', 'frontend (Deployment)')
  await page.getByRole('radio', { name: /^Local/ }).check()
  await choose(page, 'External address pool', /^public/)
  await page.getByLabel('Addresses', { exact: true }).fill('198.51.100.77')

  const shown = await editorValue(page)
  await create(page, name)
  const made = await readService(api, namespace, name)
  expect(made).toMatchObject(shown)
  expect(made.spec?.externalTrafficPolicy).toBe('Local')
  expect(made.metadata.annotations).toMatchObject({
    'metallb.universe.tf/address-pool': 'public',
    'metallb.universe.tf/loadBalancerIPs': '198.51.100.77',
  })
  // Another Service of the seeded platform has it.
  await expect(page.getByText(/^pending: .*also in use by media-prod\/live/)).toBeVisible()
})

test('LoadBalancer with the documented annotations of a cloud provider', async ({ page, api }) => {
  const name = uniqueName('aws')
  await openForm(page, name)
  await page.getByRole('radio', { name: /^LoadBalancer/ }).check()
  await choose(page, 'Load balancer provider', 'AWS EKS')
  await page.getByRole('radio', { name: /^Private/ }).check()
  await choose(page, 'NLB target type', 'ip')
  await page.getByRole('radio', { name: /^Public/ }).check()
  await create(page, name)
  expect((await readService(api, namespace, name)).metadata.annotations).toMatchObject({
    'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
    'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
  })
})

test('ExternalName hides what it does not need, and a change of mind brings it back', async ({
  page,
  api,
}) => {
  const name = uniqueName('alias')
  await openForm(page, name)
  await page.getByLabel('Service Port, port 1').fill('8080')
  await page.getByRole('radio', { name: /^ExternalName/ }).check()
  await expect(page.getByRole('heading', { name: 'Ports' })).toBeHidden()
  await page.getByRole('radio', { name: /^ClusterIP/ }).check()
  await expect(page.getByLabel('Service Port, port 1')).toHaveValue('8080')
  await page.getByRole('radio', { name: /^ExternalName/ }).check()
  await page.getByLabel('External Name').fill('api.foo.bar.example')

  const shown = await editorValue(page)
  expect(shown.spec).toEqual({ type: 'ExternalName', externalName: 'api.foo.bar.example' })
  await create(page, name)
  expect(await readService(api, namespace, name)).toMatchObject(shown)
})

test('headless, for a StatefulSet', async ({ page, api }) => {
  const name = uniqueName('headless')
  await openForm(page, name)
  await page.getByLabel('Virtual IP Address').uncheck()
  await expect(page.getByRole('radio', { name: /^NodePort/ })).toBeHidden()
  await choose(page, 'Workload', /\(StatefulSet\)$/)
  const shown = await editorValue(page)
  await create(page, name)
  const made: Service = await readService(api, namespace, name)
  expect(made).toMatchObject(shown)
  expect(made.spec?.clusterIP).toBe('None')
})

test('session affinity and a display name', async ({ page, api }) => {
  const name = uniqueName('sticky')
  await openForm(page, name)
  await page.getByLabel('Display name').fill('Кассы / 收银台')
  await page.getByRole('switch', { name: 'Session Affinity' }).check()
  await page.getByLabel('Session timeout (seconds)').fill('600')
  await create(page, name)
  const made = await readService(api, namespace, name)
  expect(made.metadata.annotations).toEqual({ 'cpaas.io/display-name': 'Кассы / 收银台' })
  expect(made.spec).toMatchObject({
    sessionAffinity: 'ClientIP',
    sessionAffinityConfig: { clientIP: { timeoutSeconds: 600 } },
  })
})

test('an invalid port is said at its field, by the check and by the server', async ({ page }) => {
  await openForm(page, uniqueName('bad'))
  const port = page.getByLabel('Service Port, port 1')
  await port.fill('70000')
  const row = page.getByRole('group', { name: 'Port 1' })
  await expect(row).toContainText('A port is a whole number from 1 to 65535.')
  await page.getByRole('button', { name: 'Create Service' }).click()
  await expect(alertIn(page)).toContainText('The server refused it')
  await expect(row).toContainText('must be between 1 and 65535')
  await expect(port).toHaveAttribute('aria-invalid', 'true')
  await port.fill('8000')
  await expect(row).not.toContainText('must be between')
})

test('a name that is taken is said at the name', async ({ page }) => {
  await openForm(page, 'storefront')
  await page.getByRole('button', { name: 'Create Service' }).click()
  await expect(alertIn(page)).toContainText('already exists')
  await expect(page.locator('[data-path="metadata.name"]')).toContainText(
    'services "storefront" already exists',
  )
})

test('a missing name is asked for only once one tries to create', async ({ page }) => {
  await page.goto(`${projectList(namespace)}/~create`)
  const field = page.locator('[data-path="metadata.name"]')
  await expect(field).not.toContainText('Give it a name.')
  await page.getByRole('button', { name: 'Create Service' }).click()
  await expect(field).toContainText('Give it a name.')
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await page.getByLabel('Name', { exact: true }).fill('x')
  await expect(field).not.toContainText('Give it a name.')
})

test('without a namespace the form asks for one', async ({ page }) => {
  await page.goto(`${adminList}/~create`)
  await page.getByLabel('Name', { exact: true }).fill(uniqueName('nowhere'))
  await page.getByRole('button', { name: 'Create Service' }).click()
  await expect(page.locator('[data-path="metadata.namespace"]')).toContainText('Choose a namespace.')
  await choose(page, 'Namespace', 'shop-prod')
  await expect(page.locator('[data-path="metadata.namespace"]')).not.toContainText('Choose a namespace.')
})

test('who may not create is told what is missing', async ({ page }) => {
  await page.goto(`${projectList('payments-prod', 'portolan-developer', 'payments')}/~create`)
  await page.getByLabel('Name', { exact: true }).fill(uniqueName('forbidden'))
  await expect(page.getByRole('button', { name: 'Create Service' })).toBeDisabled()
  await expect(page.locator('footer')).toContainText('Needs create on services in payments-prod')
})

test('a virtual machine as the target, where the cluster has KubeVirt', async ({ page, api }) => {
  const machine = uniqueName('legacy')
  await api.apply(virtualMachineDefinition)
  await expect
    .poll(() => api.create(virtualMachine(machine)).then(() => 'created', String), { timeout: 30_000 })
    .toBe('created')
  await api.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `virt-launcher-${machine}`, namespace, labels: { 'vm.kubevirt.io/name': machine } },
    spec: { containers: [{ name: 'compute', image: 'virt-launcher' }] },
  })
  const name = uniqueName('vm')
  await openForm(page, name)
  await page.getByRole('radio', { name: /^Virtualization/ }).check()
  await choose(page, 'Virtualization', `${machine} (VirtualMachine)`)
  await expect(page.getByRole('status', { name: 'Pods selected' })).toContainText('Selects 1 pod, 1 ready')
  await create(page, name)
  expect((await readService(api, namespace, name)).spec?.selector).toEqual({ 'vm.kubevirt.io/name': machine })
})

const virtualMachine = (name: string) => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name, namespace },
})

const virtualMachineDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'virtualmachines.kubevirt.io' },
  spec: {
    group: 'kubevirt.io',
    scope: 'Namespaced',
    names: { kind: 'VirtualMachine', plural: 'virtualmachines', singular: 'virtualmachine' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
}
