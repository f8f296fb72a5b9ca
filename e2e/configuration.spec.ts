/** What the configuration file makes of the console, and what it says of a file that it cannot use. */
import { expect, test } from './console.ts'
import { folderWith, type OwnServer, refusedStart, startOwnServer } from './own-server.ts'

const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
  <script>document.documentElement.setAttribute('data-ran', 'yes')</script>
  <circle cx="12" cy="12" r="10" fill="#c2410c"/>
</svg>`

const configuration = `
sandbox: true
clusters:
  - { name: prod, title: Production, context: portolan-admin }
  - { name: view, context: portolan-auditor }
globalCluster: prod
product: { name: Harbour, logo: mark.svg }
navigation:
  order: [ingress]
  hidden: [resources, import]
gates: { ecmp: true }
`

let server: OwnServer
let files: ReturnType<typeof folderWith>

test.beforeAll(async () => {
  files = folderWith({ 'portolan.yaml': configuration, 'mark.svg': logo })
  server = await startOwnServer(['--config', files.path('portolan.yaml')])
})

test.beforeEach(({ context }) => server.signIn(context))

test.afterAll(async () => {
  await server.close()
  files.remove()
})

test('the console has the name, the logo and the clusters of the configuration', async ({ page }) => {
  await page.goto(server.url)
  await expect(page).toHaveURL(/\/admin\/prod\/services$/)
  await expect(page).toHaveTitle('Services · Harbour')
  const home = page.getByRole('banner').getByRole('link', { name: 'Harbour' })
  await expect(home).toBeVisible()
  const image = home.locator('img')
  await expect.poll(() => image.evaluate((each: HTMLImageElement) => each.naturalWidth)).toBeGreaterThan(0)
  await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', /^\/product\/logo-/)
  await page.getByRole('button', { name: /^Cluster:/ }).click()
  await expect(page.getByRole('option')).toHaveText([/^Production/, /^view/])
  await page.getByRole('option', { name: /^view/ }).click()
  await expect(page).toHaveURL(/\/admin\/view\/services$/)
  await expect(page.getByRole('link', { name: 'bank-gateway' }).first()).toBeVisible()
})

test('the logo is a picture, and nothing in it runs where it is opened by itself', async ({ context }) => {
  const session = await (await context.request.get(`${server.url}/session`)).json()
  expect(session).toMatchObject({ globalCluster: 'prod', gates: { ecmp: true, alb2: true } })
  // Another page, because the browser tells of the script that it does not run.
  const page = await context.newPage()
  await page.goto(`${server.url}${session.product.logo}`)
  await expect(page.locator('circle')).toBeVisible()
  expect(await page.locator('svg').getAttribute('data-ran')).toBeNull()
})

const entries = [
  ...['Overview', 'Ingresses', 'Services'],
  ...[
    'Load Balancers',
    'Listening Ports',
    'Rules',
    'Network Policies',
    'Connectivity',
    'Load balancer errors',
  ],
]

test('the navigation has the order of the configuration, and not what it hides', async ({ page }) => {
  await page.goto(`${server.url}/projects/prod/shop/~all`)
  const navigation = page.getByRole('navigation', { name: 'Networking' })
  await expect(navigation.getByRole('link')).toHaveText(entries)
  await expect(navigation.getByRole('heading')).toHaveText(['Networking'])
  await page.keyboard.press('ControlOrMeta+K')
  await page.getByRole('combobox', { name: 'Search' }).fill('import')
  await expect(page.getByRole('option', { name: /Import YAML/ })).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Search' }).fill('Services')
  await expect(page.getByRole('option', { name: /^Services/ }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(keys).toContainText('Go to Services')
  await expect(keys).not.toContainText('Go to Resource Management')
})

test('hidden is not forbidden: its address still works', async ({ page }) => {
  await page.goto(`${server.url}/admin/prod/resources`)
  await expect(page.getByRole('heading', { name: 'Resource Management' })).toBeVisible()
  await page.goto(`${server.url}/admin/prod/~import`)
  await expect(page.getByRole('heading', { name: 'Import YAML' })).toBeVisible()
})

test('a narrow screen has the same', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${server.url}/projects/prod/shop/~all`)
  await expect(page.getByRole('banner').getByRole('link', { name: 'Harbour' })).toBeVisible()
  await page.getByRole('button', { name: 'Open the navigation' }).click()
  await expect(page.getByRole('navigation').getByRole('link')).toHaveText(entries)
})

test('what cannot be used is told at once, by key and place', async () => {
  const wrong = folderWith({
    'portolan.yaml':
      'port: http\nprodct: {}\nnavigation:\n  hidden: import\nproduct:\n  logo: portolan.yaml\n',
  })
  const file = wrong.path('portolan.yaml')
  const { code, said } = await refusedStart(['--config', file, '--sandbx'])
  expect(code).toBe(1)
  expect(said.trimEnd().split('\n')).toEqual([
    'The configuration cannot be used.',
    '--sandbx: There is no such flag. Did you mean --sandbox?',
    `port (${file}:1:7): "http" is not a whole number from 0 to 65535.`,
    `prodct (${file}:2:1): There is no such setting. Did you mean product?`,
    `navigation.hidden (${file}:4:11): "import" is not a list of navigation entries.`,
    `product.logo (${file}:6:9): The file ${file} is neither an SVG nor a PNG.`,
  ])
  wrong.remove()
})

test('the configuration in effect is shown with its sources', async () => {
  const { code, said } = await refusedStart([
    '--config',
    files.path('portolan.yaml'),
    '--print-config',
    '--host',
    '::1',
  ])
  expect(code).toBe(0)
  expect(said).toContain('host: ::1 # --host\n')
  expect(said).toContain(`  name: Harbour # ${files.path('portolan.yaml')}:7:18\n`)
  expect(said).toContain('  alb2: true # default\n')
})
