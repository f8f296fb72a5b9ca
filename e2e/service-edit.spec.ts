/** A person edits and deletes Services: from the form, from the YAML, beside somebody else. */
import { resourcePath } from '../src/k8s/resource.ts'
import {
  alertIn,
  apply,
  createService,
  editorText,
  expect,
  projectList,
  readService,
  replaceText,
  test,
  uniqueName,
} from './console.ts'

const namespace = 'shop-staging'

const pageOf = (name: string) => `${projectList(namespace)}/${namespace}/${name}`

test('from the form: only what was changed changes', async ({ page, api }) => {
  const name = uniqueName('edit')
  await createService(api, namespace, name, {}, { team: 'blue' })
  const before = await readService(api, namespace, name)
  await page.goto(`${pageOf(name)}/~edit`)
  await page.getByLabel('Service Port, port 1').fill('8081')
  await expect(page.getByLabel('Service Port Name, port 1')).toHaveValue('http-8081-http')
  await expect(page.getByText('2 fields changed')).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  const after = await readService(api, namespace, name)
  expect(after.spec?.ports).toEqual([{ ...before.spec?.ports?.[0], port: 8081, name: 'http-8081-http' }])
  expect({ ...after.spec, ports: [] }).toEqual({ ...before.spec, ports: [] })
  expect(after.metadata.labels).toEqual(before.metadata.labels)
})

test('from the YAML: the form follows every keystroke, and comments and order stay', async ({
  page,
  api,
}) => {
  const name = uniqueName('yaml')
  await page.goto(`${projectList(namespace)}/~create`)
  const text = [
    '# owned by the checkout team',
    'kind: Service   # the kind comes first here',
    'apiVersion: v1',
    'metadata:',
    `  name: ${name}`,
    `  namespace: ${namespace}`,
    'spec:',
    "  selector: {app: 'catalog'}",
    '  ports:',
    '  - port: 81 # legacy',
    '    targetPort: http',
    '',
  ].join('\n')
  await replaceText(page, text)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name)
  await expect(page.getByLabel('Service Port, port 1')).toHaveValue('81')
  await page.getByLabel('Service Port, port 1').fill('82')
  const edited = await editorText(page)
  expect(edited).toContain('port: 82 # legacy')
  expect(edited).toContain(
    '# owned by the checkout team\nkind: Service   # the kind comes first here\napiVersion: v1',
  )
  expect(edited).toContain("  selector: {app: 'catalog'}\n")
  await page.getByRole('button', { name: 'Create Service' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  expect((await readService(api, namespace, name)).spec?.ports?.[0]?.port).toBe(82)
})

test('a syntax error freezes the form and says so; undoing it brings the form back', async ({ page }) => {
  await page.goto(`${projectList(namespace)}/~create`)
  await replaceText(page, 'apiVersion: v1\nkind: Service\nmetadata: {name: broken\n')
  await expect(alertIn(page)).toContainText('The YAML has a syntax error')
  await expect(page.getByLabel('Name', { exact: true })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Create Service' })).toBeDisabled()
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(page.getByLabel('Name', { exact: true })).toBeEnabled()
})

test('an unknown field is refused with its name, at its place', async ({ page, api }) => {
  const name = uniqueName('strict')
  await createService(api, namespace, name)
  await page.goto(`${pageOf(name)}/~edit`)
  const text = await editorText(page)
  await replaceText(page, text.replace('spec:\n', 'spec:\n  sessionAfinity: ClientIP\n'))
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(alertIn(page)).toContainText('unknown field "spec.sessionAfinity"')
})

test('a change by somebody else is not overwritten, and both are kept', async ({ page, api }) => {
  const name = uniqueName('conflict')
  await createService(api, namespace, name)
  await page.goto(`${pageOf(name)}/~edit`)
  await page.getByLabel('Service Port, port 1').fill('8082')
  await api.mergePatch(resourcePath({ group: '', version: 'v1', plural: 'services' }, { namespace, name }), {
    metadata: { labels: { theirs: 'yes' } },
  })
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(alertIn(page)).toContainText('Somebody else changed it meanwhile')
  expect((await readService(api, namespace, name)).spec?.ports?.[0]?.port).toBe(80)
  await page.getByRole('button', { name: 'Take over their changes' }).click()
  await expect(alertIn(page)).toContainText('Their changes are taken over')
  await page.getByRole('button', { name: 'Save' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  const after = await readService(api, namespace, name)
  expect(after.metadata.labels).toEqual({ theirs: 'yes' })
  expect(after.spec?.ports?.[0]?.port).toBe(8082)
})

test('a text that names an old version can be saved after taking over', async ({ page, api }) => {
  const name = uniqueName('copied')
  await createService(api, namespace, name)
  await page.goto(`${pageOf(name)}/~edit`)
  const text = await editorText(page)
  const copied = text.replace('metadata:\n', 'metadata:\n  resourceVersion: "1"\n  uid: copied\n')
  await replaceText(page, copied.replace('port: 80\n', 'port: 8083\n'))
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Take over their changes' }).click()
  await expect(alertIn(page).filter({ hasText: 'Their changes are taken over' })).toBeVisible()
  expect(await editorText(page)).not.toContain('resourceVersion')
  await page.getByRole('button', { name: 'Save' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  expect((await readService(api, namespace, name)).spec?.ports?.[0]?.port).toBe(8083)
})

test('deleting says what depends on it and asks for the name', async ({ page, api }) => {
  const name = uniqueName('gone')
  await createService(api, namespace, name)
  await api.create({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: `${name}-in`, namespace },
    spec: { defaultBackend: { service: { name, port: { number: 80 } } } },
  })
  await page.goto(pageOf(name))
  await page.getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(`${name}-in`)
  const confirm = dialog.getByRole('button', { name: 'Delete Service' })
  await expect(confirm).toBeDisabled()
  await dialog.getByLabel(`Type ${name} to confirm`).fill(name)
  await confirm.click()
  await expect(page).toHaveURL(/\/services$/)
  await expect(readService(api, namespace, name)).rejects.toThrow('not found')
})

test('leaving unsaved work asks first, and keeps it when one stays', async ({ page }) => {
  await page.goto(`${projectList(namespace)}/~create`)
  await page.getByLabel('Name', { exact: true }).fill('unsaved')
  await page.getByRole('link', { name: 'Services' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stay here' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('unsaved')
  await page.getByRole('link', { name: 'Services' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
  await expect(page).toHaveURL(/\/services$/)
})

test('an unfinished label row keeps no other row from being saved, whatever its key', async ({
  page,
  api,
}) => {
  const name = uniqueName('labels')
  await createService(api, namespace, name, {}, { app: 'web', tier: 'front' })
  await page.goto(`${pageOf(name)}/~edit`)
  await page.getByRole('button', { name: /^Labels and annotations/ }).click()
  await page.getByRole('button', { name: 'Add label' }).click()
  await page.getByLabel('Labels: value 1').fill('changed')
  await page.getByLabel('Labels: key 3').pressSequentially('3scale')
  await page.getByLabel('Labels: value 3').fill('yes')
  await expect(page.getByLabel('Labels: key 3')).toHaveValue('3scale')
  await page.getByRole('button', { name: 'Add label' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  const labels = { app: 'changed', tier: 'front', '3scale': 'yes' }
  expect((await readService(api, namespace, name)).metadata.labels).toEqual(labels)
})

test('letters typed into the editor stay there, and all of them in order', async ({ page }) => {
  await page.goto(`${projectList(namespace)}/~create`)
  await replaceText(page, '# ')
  const typed = 'gs? configs, tags and e y c / the quick brown fox'
  await page.keyboard.type(typed, { delay: 5 })
  expect(await editorText(page)).toBe(`# ${typed}`)
  await expect(page).toHaveURL(/~create$/)
})
