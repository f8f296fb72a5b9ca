/** Cases of what a form warns of and refuses: typed one after the other into one opened form. */
import type { Locator, Page } from '@playwright/test'
import { stringify } from 'yaml'
import { resourcePath } from '../src/k8s/resource.ts'
import { alertIn, expect, replaceText, reviewOf, test } from './console.ts'

export const admin = '/admin/portolan-admin'

/** What is typed, or the whole text of the editor, and what is then said at a field. */
export interface Case {
  readonly type?: readonly [field: string, text: string]
  /** One document, or several. */
  readonly yaml?: object
  /** The path of a field, `*` for anywhere; without it, what has no field is in the review alone. */
  readonly at?: string
  readonly says: string | RegExp
  /**
   * It goes no further than the form, where saving asks for it or where it is said at once; the server refuses it;
   * the review repeats it. By default it is only said.
   */
  readonly outcome?: 'asks' | 'stops' | 'refused' | 'reviewed'
}

export const field = (page: Page, label: string) =>
  page.getByRole('textbox', { name: new RegExp(`^${label}`) }).first()
const placeOf = (page: Page, path: string): Locator => page.locator(`[data-path="${path}"]`)
const saying = (page: Page, { at, says }: Pick<Case, 'at' | 'says'>) =>
  (at === undefined || at === '*' ? page.getByRole('main') : placeOf(page, at)).getByText(says, {
    exact: true,
  })

export async function enter(page: Page, { type, yaml }: Pick<Case, 'type' | 'yaml'>): Promise<void> {
  if (type !== undefined) await field(page, type[0]).fill(type[1])
  if (yaml !== undefined)
    await replaceText(
      page,
      (Array.isArray(yaml) ? yaml : [yaml]).map((each) => stringify(each)).join('---\n'),
    )
}

/**
 * Goes through the cases on one opened form; each is gone once the next is typed, and the last with what mends it
 * where the cluster can take that.
 */
export async function meet(
  page: Page,
  save: string,
  cases: readonly Case[],
  mended: Pick<Case, 'type' | 'yaml'> | null,
): Promise<void> {
  // Many cases take their time on a slow machine.
  test.slow()
  let rehearsals = 0
  page.on('request', (request) => {
    if (request.url().includes('dryRun=All')) rehearsals += 1
  })
  let before: Case | undefined
  for (const each of cases) {
    await enter(page, each)
    await test.step(String(each.says), async () => {
      // What is missing is not said before one wants to save.
      if (each.outcome === 'asks') await tryToSave(page, save, each, () => rehearsals)
      if (each.at !== undefined || each.outcome !== 'reviewed')
        await expect(saying(page, each).first()).toBeVisible()
      if (before !== undefined && String(before.says) !== String(each.says))
        await expect(saying(page, before)).toHaveCount(0)
      if (each.outcome !== undefined && each.outcome !== 'asks')
        await tryToSave(page, save, each, () => rehearsals)
    })
    before = each
  }
  if (mended === null) return
  await enter(page, mended)
  if (before !== undefined) await expect(saying(page, before)).toHaveCount(0)
  await page.getByRole('button', { name: save, exact: true }).click()
  await expect(reviewOf(page)).toBeVisible()
  await reviewOf(page).getByRole('button', { name: 'Back' }).click()
  await expect(reviewOf(page)).toBeHidden()
}

async function tryToSave(page: Page, save: string, each: Case, rehearsals: () => number): Promise<void> {
  const asked = rehearsals()
  await page.getByRole('button', { name: save, exact: true }).click()
  if (each.outcome === 'reviewed') {
    await expect(reviewOf(page)).toContainText(each.says)
    await reviewOf(page).getByRole('button', { name: 'Back' }).click()
    await expect(reviewOf(page)).toBeHidden()
    return
  }
  if (each.outcome === 'refused') {
    await expect(alertIn(page).first()).toBeVisible()
    await expect(reviewOf(page)).toBeHidden()
    return
  }
  // The server is not even asked; the focus is where it is to be mended, in the form or in the text.
  await expect(
    page.locator('main [aria-invalid="true"]:focus, main .monaco-editor.focused').first(),
  ).toBeVisible()
  expect(rehearsals(), String(each.says)).toBe(asked)
}

export async function open(page: Page, path: string, server = ''): Promise<void> {
  await page.goto(`${server}${admin}/${path}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('.monaco-editor .view-lines')).toBeVisible()
}

export const pathOf = (plural: string, name: string) =>
  resourcePath({ group: 'kubeovn.io', version: 'v1', plural }, { name })

export const ovn = (kind: string, name: string, spec: object) => ({
  apiVersion: 'kubeovn.io/v1',
  kind,
  metadata: { name },
  spec,
})

/** An address of a subnet that is used, as Kube-OVN writes it down. */
export const usedAddress = (name: string, subnet: string, address: string, more: object = {}) =>
  ovn('IP', name, {
    subnet,
    v4IpAddress: address,
    v6IpAddress: '',
    ipAddress: address,
    macAddress: '00:00:00:aa:bb:cc',
    nodeName: 'worker-1',
    namespace: '',
    podName: '',
    podType: '',
    containerID: '',
    attachIps: [],
    attachMacs: [],
    attachSubnets: [],
    ...more,
  })
