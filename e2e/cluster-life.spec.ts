/** The cluster answers what a person does: addresses are assigned, pods come and go, and the page shows it. */
import { createService, expect, projectList, test, uniqueName } from './console.ts'

const namespace = 'shop-dev'
const pageOf = (name: string) => `${projectList(namespace)}/${namespace}/${name}`

test('a load balancer gets an address of its pool while one looks at it', async ({ page, api }) => {
  const name = uniqueName('balanced')
  await page.goto(projectList(namespace))
  await createService(api, namespace, name, { type: 'LoadBalancer' })
  const row = page.getByRole('row').filter({ hasText: name })
  await expect(row).toContainText(/198\.51\.100\.\d+|10\.80\.0\.\d+/)
  await api.delete(`/api/v1/namespaces/${namespace}/services/${name}`)
  await expect(row).toHaveCount(0)
})

test('a workload that is scaled shows in what answers behind its Service', async ({ page, api }) => {
  const name = uniqueName('scaled')
  const labels = { app: name }
  await api.create({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace, name },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web' }] } },
    },
  })
  await createService(api, namespace, name, { selector: labels, ports: [{ port: 80, targetPort: 8080 }] })
  await page.goto(pageOf(name))
  await expect(page.getByText('1 of 1 ready')).toBeVisible()
  await api.mergePatch(`/apis/apps/v1/namespaces/${namespace}/deployments/${name}`, { spec: { replicas: 3 } })
  await expect(page.getByText('3 of 3 ready')).toBeVisible()
  await api.delete(`/apis/apps/v1/namespaces/${namespace}/deployments/${name}`, {
    propagationPolicy: 'Background',
  })
  await expect(page.getByText('3 of 3 ready')).toBeHidden()
  await api.delete(`/api/v1/namespaces/${namespace}/services/${name}`)
})
