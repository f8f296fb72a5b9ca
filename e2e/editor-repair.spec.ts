/** Text that suffered on its way through web pages and chats is mended when one asks for it. */
import { editorText, expect, projectList, replaceText, test, uniqueName } from './console.ts'

const createPage = `${projectList('shop-staging')}/~create`

test('repairs what was pasted, and undoes it', async ({ page }) => {
  const name = uniqueName('pasted')
  await page.goto(createPage)
  const notice = page.getByRole('region', { name: 'Parts of this text were probably not meant so' })
  const pasted = [
    'apiVersion: v1',
    'kind: Service',
    'metadata:',
    `\tname:\u00a0${name}`,
    '\tresourceVersion: “12”',
    'spec:',
    '\tports:',
    '\t\t- port:\u00a08080',
    '',
  ].join('\n')
  await replaceText(page, pasted)
  await expect(notice).toContainText('2 spaces that YAML does not know')
  await expect(notice).toContainText(`name:␣${name}`)
  await expect(notice).toContainText('4 lines indented with tabs')
  await expect(notice).toContainText('1 text in typographic quotes')
  await expect(page.getByLabel('Name', { exact: true })).toBeDisabled()

  await notice.getByRole('button', { name: 'Repair: 1 text in typographic quotes' }).click()
  await expect(notice).not.toContainText('typographic')
  await notice.getByRole('button', { name: 'Repair all' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name)
  await expect(page.getByLabel('Service Port, port 1')).toHaveValue('8080')

  // What could only be found once the text could be read.
  await expect(notice).toContainText('1 field that only the server writes')
  await notice.getByRole('button', { name: 'Leave it' }).click()
  await expect(notice).toBeHidden()
  const repaired = await editorText(page)
  expect(repaired).toContain(`  name: ${name}\n  resourceVersion: "12"\n`)
  await page.getByLabel('Service Port, port 1').fill('8081')
  await expect(page.locator('.view-lines')).toContainText('8081')
  await expect(notice).toBeHidden()
})

test('repairing all is one step to undo', async ({ page }) => {
  await page.goto(createPage)
  const pasted = 'apiVersion: v1\nkind: Service\nmetadata:\n\tname:\u00a0a\n'
  await replaceText(page, pasted)
  await page.getByRole('button', { name: 'Repair all' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('a')
  await page.locator('.monaco-editor .view-lines').click()
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(page.getByRole('button', { name: 'Repair all' })).toBeVisible()
  expect(await editorText(page)).toBe(pasted)
})

test('a word that others read as something else is put in quotes from the light bulb', async ({ page }) => {
  await page.goto(createPage)
  await replaceText(page, 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  labels:\n    canary: on')
  await expect(page.locator('.monaco-editor .squiggly-info').last()).toBeVisible()
  await page.keyboard.press('ControlOrMeta+.')
  await expect(page.locator('.action-widget').first()).toContainText('Put on in quotes')
  await page.keyboard.press('Enter')
  await expect.poll(() => editorText(page)).toContain('canary: "on"')
})
