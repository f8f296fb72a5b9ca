/** Anything that is followed is found by what one knows of it: an address, a port, a label. */
import { adminList, createService, expect, projectList, readService, test, uniqueName } from './console.ts'

const namespace = 'shop-staging'

test('objects are found by address and label, with the field that says so', async ({ page, api }) => {
  const name = uniqueName('sought')
  await createService(api, namespace, name, { ports: [{ port: 20517 }] }, { team: name })
  const address = (await readService(api, namespace, name)).spec?.clusterIP ?? ''
  await page.goto(adminList)
  await page.getByRole('grid').waitFor()
  const entry = page.getByRole('option').filter({ hasText: new RegExp(`^${name}Service`) })
  for (const [text, field] of [
    [address, `: ${address}`],
    [`team=${name}`, `metadata.labels.team: ${name}`],
    ['20517', 'spec.ports[0].port: 20517'],
  ] as const) {
    await page.keyboard.press('ControlOrMeta+K')
    await page.keyboard.type(text)
    await expect(entry).toContainText(field)
    await page.keyboard.press('Escape')
  }
  await page.keyboard.press('ControlOrMeta+K')
  await page.keyboard.type(address)
  await expect(entry).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`${namespace}/${name}$`))
})

test('a project finds only what is its own', async ({ page, api }) => {
  const name = uniqueName('elsewhere')
  await createService(api, 'media-prod', name)
  await page.goto(projectList(namespace))
  await page.getByRole('grid').waitFor()
  await page.keyboard.press('ControlOrMeta+K')
  await page.keyboard.type(name)
  await expect(page.getByText(`Nothing is called "${name}" here.`)).toBeVisible()
})
