/** The documents' examples of an Ingress, made by the form alone, stand in the cluster as they are written there. */
import type { Page } from '@playwright/test'
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import { apply, expect, type Fixtures, projectList, test, uniqueName } from './console.ts'

const namespace = 'media-prod'
const services = { group: '', version: 'v1', plural: 'services' }
const ingresses = { group: 'networking.k8s.io', version: 'v1', plural: 'ingresses' }

async function withService(api: Fixtures['api'], name: string, port: number, use: () => Promise<void>) {
  await api.create({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { selector: { app: name }, ports: [{ port }] },
  })
  try {
    await use()
  } finally {
    await api.delete(resourcePath(services, { namespace, name }))
  }
}

/** In the drop-down of the page, or of its only path. */
async function pick(page: Page, label: string, option: RegExp) {
  const within = ['Service', 'Match Type'].includes(label)
    ? page.getByRole('group', { name: 'Path 1', exact: true })
    : page
  await within.getByRole('combobox', { name: new RegExp(`^${label}\\*?$`) }).click()
  await page.getByRole('option', { name: option }).click()
}

async function create(page: Page, api: Fixtures['api'], name: string) {
  await page.getByRole('button', { name: 'Create Ingress' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`/ingresses/${namespace}/${name}$`))
  return await api.get<KubeObject & { spec: object }>(resourcePath(ingresses, { namespace, name }))
}

async function openForm(page: Page, name: string) {
  await page.goto(`${projectList(namespace, 'portolan-admin', 'media', 'ingresses')}/~create`)
  await page.getByLabel('Name', { exact: true }).fill(name)
}

async function rewriteTo(page: Page, target: string) {
  await page.getByRole('button', { name: /^Rewrite and redirect/ }).click()
  await page.getByLabel('Rewrite target', { exact: true }).fill(target)
}

test('for ingress-nginx', async ({ page, api }) => {
  const [name, service] = [uniqueName('nginx-ingress'), uniqueName('nginx-service')]
  await withService(api, service, 80, async () => {
    await openForm(page, name)
    await pick(page, 'Ingress Class', /^nginx k8s/)
    await page.getByLabel('Domain Name', { exact: true }).fill('demo.local')
    await pick(page, 'Service', new RegExp(`^${service}`))
    await rewriteTo(page, '/')
    const made = await create(page, api, name)
    expect(made.metadata.annotations).toEqual({ 'nginx.ingress.kubernetes.io/rewrite-target': '/' })
    const backend = { service: { name: service, port: { number: 80 } } }
    expect(made.spec).toEqual({
      ingressClassName: 'nginx',
      rules: [{ host: 'demo.local', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    })
  })
})

test('for a load balancer of the platform', async ({ page, api }) => {
  const [name, service] = [uniqueName('demo'), uniqueName('frontend')]
  await withService(api, service, 8080, async () => {
    await openForm(page, name)
    await pick(page, 'Ingress Class', /^public-alb/)
    await page.getByLabel('Path', { exact: true }).fill('/(prefix-x)(/|$)(.*)')
    await pick(page, 'Match Type', /^Implementation specific/)
    await pick(page, 'Service', new RegExp(`^${service}`))
    await rewriteTo(page, '/$3')
    const made = await create(page, api, name)
    const rewrite = Object.entries(made.metadata.annotations ?? {}).filter(([key]) =>
      key.endsWith('/rewrite-target'),
    )
    expect(rewrite).toEqual([['nginx.ingress.kubernetes.io/rewrite-target', '/$3']])
    const backend = { service: { name: service, port: { number: 8080 } } }
    expect(made.spec).toEqual({
      ingressClassName: 'public-alb',
      rules: [
        {
          http: {
            paths: [{ path: '/(prefix-x)(/|$)(.*)', pathType: 'ImplementationSpecific', backend }],
          },
        },
      ],
    })
  })
})
