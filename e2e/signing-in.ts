/** A Portolan of its own for tests that sign in and out, on a sandbox of its own: nobody is signed in at first. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Locator, Page } from '@playwright/test'
import { parse } from 'yaml'
import { asFields, asList, asString } from '../src/k8s/shape.ts'
import { csrfHeader } from '../src/wire.ts'
import { ApiClient } from './cluster/index.ts'
import { test as base } from './console.ts'

interface Platform {
  readonly kubeconfig: string
  /** The bearer tokens of the sandbox's people, by their contexts. */
  readonly tokens: Readonly<Record<'admin' | 'developer' | 'auditor', string>>
  /** Reaches the sandbox as the administrator, without Portolan. */
  readonly api: ApiClient
}

export interface Portolan {
  readonly url: string
  /** What it has printed so far. */
  readonly printed: () => string
}

interface Fixtures {
  /** What Portolan is started with besides. */
  readonly flags: readonly string[]
  readonly secrets: Secrets
  readonly portolan: Portolan
}

export const test = base.extend<Fixtures, { readonly platform: Platform }>({
  platform: [
    async ({ browserName: _ }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'portolan-sign-in-'))
      const kubeconfig = join(folder, 'kubeconfig')
      const sandbox = await started('sandbox.js', ['--write-kubeconfig', kubeconfig], /is ready/)
      const platform = platformOf(kubeconfig)
      await use(platform)
      await platform.api.close()
      sandbox.process.kill()
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  flags: [['--sign-in', 'token'], { option: true }],
  secrets: [{}, { option: true }],
  portolan: async ({ platform, flags, secrets }, use) => {
    const args = ['--port', '0', '--kubeconfig', platform.kubeconfig, '--log-level', 'warn', ...flags]
    const server = await started('cli.js', args, /listening on (\S+)/, secrets)
    await use({ url: server.found, printed: server.printed })
    server.process.kill()
  },
  baseURL: async ({ portolan }, use) => use(portolan.url),
  storageState: { cookies: [], origins: [] },
  api: async ({ platform }, use) => use(platform.api),
})

function platformOf(kubeconfig: string): Platform {
  const { users, clusters } = asFields(parse(readFileSync(kubeconfig, 'utf8')))
  const cluster = asFields(asFields(asList(clusters)[0]).cluster)
  const [admin = '', developer = '', auditor = ''] = asList(users).map((each) =>
    asString(asFields(asFields(each).user).token),
  )
  const authority = Buffer.from(asString(cluster['certificate-authority-data']), 'base64').toString()
  const headers = { authorization: `Bearer ${admin}` }
  const api = new ApiClient({ server: asString(cluster.server), authority, headers })
  return { kubeconfig, tokens: { admin, developer, auditor }, api }
}

export type Secrets = Readonly<Record<`PORTOLAN_${string}`, string>>

export interface Started {
  readonly process: ChildProcess
  /** What the pattern's group matched. */
  readonly found: string
  readonly printed: () => string
}

/** `secrets` are variables: on a command line others could read them. */
export function started(
  program: string,
  args: readonly string[],
  ready: RegExp,
  secrets: Secrets = {},
): Promise<Started> {
  const file = fileURLToPath(new URL(`../dist/server/${program}`, import.meta.url))
  const child = spawn(process.execPath, [file, ...args], { env: { ...process.env, ...secrets } })
  let output = ''
  let errors = ''
  child.stderr.on('data', (data) => {
    errors += data
  })
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${program} did not start: ${errors}`)))
    child.stdout.on('data', (data) => {
      output += data
      const match = ready.exec(output)
      if (match !== null) resolve({ process: child, found: match[1] ?? '', printed: () => output })
    })
  })
}

export function tokenField(within: Page | Locator): Locator {
  return within.getByLabel('Bearer token')
}

export async function signIn(within: Page | Locator, token: string): Promise<void> {
  await tokenField(within).fill(token)
  await within.getByRole('button', { name: 'Sign in with the token' }).click()
}

/** The dialog over a page whose session has ended. */
export function againDialog(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Sign in again' })
}

/** Ends the session of all pages of a browser, as the server does when its time has come. */
export async function endSession(context: BrowserContext, url: string): Promise<void> {
  const answer = await context.request.post(`${url}/sign-out`, { headers: { [csrfHeader]: '1' } })
  if (!answer.ok()) throw new Error(`Signing out answered ${answer.status()}.`)
}

/** The menu of who is signed in. */
export async function openMenu(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /: your session$/ }).click()
  return page.getByRole('dialog', { name: 'Your session' })
}
