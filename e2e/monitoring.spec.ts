/** Charts from a real Prometheus that scrapes what a balancer exports, for whoever may read the object. */
import type { Page } from '@playwright/test'
import { stringify } from 'yaml'
import { choose, expect, projectList, test } from './console.ts'
import { measured } from './monitoring/generator.ts'
import { type RunningPrometheus, startPrometheus } from './monitoring/prometheus.ts'
import { folderWith, type OwnServer, startOwnServer } from './own-server.ts'

let prometheus: RunningPrometheus
let server: OwnServer
let folder: ReturnType<typeof folderWith>

test.beforeAll(async () => {
  test.setTimeout(120_000)
  prometheus = await startPrometheus()
  const { url } = prometheus
  const contexts = ['portolan-admin', 'portolan-developer']
  const config = { prometheus: contexts.map((cluster) => ({ cluster, url, interval: '1s' })) }
  folder = folderWith({ 'config.yaml': stringify(config) })
  server = await startOwnServer(['--sandbox', '--config', folder.path('config.yaml')])
})

test.afterAll(async () => {
  await server.close()
  await prometheus.close()
  folder.remove()
})

const balancer = (name: string, context = 'portolan-admin') =>
  `/admin/${context}/alaudaloadbalancer2.crd.alauda.io/cpaas-system/${name}?tab=monitoring`
const ingress = (name: string, context = 'portolan-admin') =>
  `${projectList('shop-prod', context, 'shop', 'ingresses')}/shop-prod/${name}?tab=monitoring`
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).first()
/** What the arrows read at the last time that has a value. */
const lastValue = async (page: Page, name: string) => {
  const chart = panel(page, name).getByRole('img', { name, exact: true })
  await chart.focus()
  await page.keyboard.press('End')
  return panel(page, name).getByRole('status')
}

test('a balancer has its traffic and what it uses', async ({ page, context }) => {
  await server.signIn(context)
  await page.goto(`${server.url}${balancer('public-alb')}`)
  const connections = await lastValue(page, 'Active Connections')
  await expect(connections).toContainText(`: ${measured.connections} connections`)
  await expect(await lastValue(page, 'Memory usage')).toContainText(': 256 MiB')
  // A rate of few samples; where one of them came late the next ones are right.
  await expect(async () => {
    await page.reload()
    const cores = await lastValue(page, 'CPU usage')
    await expect(cores).toContainText(/: 0\.[45]\d* cores/, { timeout: 3_000 })
  }).toPass()
  await expect(await lastValue(page, 'Error Rate')).toContainText(/: (19|20|21)(\.\d+)? %/)
  await expect(panel(page, 'Disk Read/Write Rate')).toContainText('Nothing was used in this time.')
  await expect(panel(page, 'Network Receive/Transmit Rate')).toContainText(
    'Prometheus has no container_network_receive_bytes_total of its pods.',
  )
})

test('an Ingress has its requests, over the time that one chooses, also as a table', async ({
  page,
  context,
}) => {
  await server.signIn(context)
  await page.goto(`${server.url}${ingress('shop')}`)
  await expect(await lastValue(page, 'Requests Per Second')).toContainText(/: 2[3-7](\.\d+)? requests\/s/)
  await expect(await lastValue(page, 'Response time')).toContainText(/P50: \d+(\.\d+)? ms, P90: .* P99: /)
  await expect(await lastValue(page, 'Response BPS')).toContainText(/: 6\d(\.\d+)? KiB\/s/)
  const asked = page.waitForRequest((request) => request.url().includes('span=24h'))
  await choose(page, 'Time', 'Last 24 hours')
  await asked
  await choose(page, 'Time', 'Last 5 minutes')
  await page.getByRole('switch', { name: 'As tables' }).check()
  const table = panel(page, 'Requests Per Second').getByRole('table')
  await expect(table.getByRole('columnheader', { name: 'Value (requests/s)' })).toBeVisible()
  await expect(table.getByRole('cell', { name: /^2[3-7]/ }).first()).toBeVisible()
})

test('what nothing happened to is told from what is not measured, and from what nobody configured', async ({
  page,
  context,
}) => {
  await server.signIn(context)
  await page.goto(`${server.url}${ingress('help')}`)
  await expect(panel(page, 'Requests Per Second')).toContainText('No requests in this time.')
  await page.goto(`${server.url}${balancer('streams')}`)
  await expect(panel(page, 'Active Connections')).toContainText('Is the load balancer scraped?')
  await page.goto(`${server.url}${balancer('streams', 'portolan-auditor')}`)
  const notice = page.getByRole('status').filter({ hasText: 'No Prometheus is configured' })
  await expect(notice).toContainText('cluster: portolan-auditor')
})

test('nobody is told numbers of what they may not read', async ({ page, context }) => {
  await server.signIn(context)
  await page.goto(`${server.url}${ingress('shop', 'portolan-developer')}`)
  await expect(panel(page, 'Requests Per Second').getByRole('img')).toBeVisible()
  const ask = (namespace: string, name: string) =>
    page.request.get(
      `${server.url}/monitoring/portolan-developer?subject=ingress&version=v1&namespace=${namespace}&name=${name}&span=5m`,
    )
  expect((await ask('shop-prod', 'shop')).status()).toBe(200)
  const refused = await ask('payments-prod', 'api')
  expect(refused.status()).toBe(403)
  expect(await refused.text()).toContain('ingresses.networking.k8s.io \\"api\\" is forbidden')
})
