/** A Portolan of a test's own, started from the build with flags and a configuration file. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { mintCookies, testKey } from '../src/server/testing/session.ts'

export interface OwnServer {
  readonly url: string
  /** Signs the browser in, as the kubeconfig's own users. */
  signIn(context: BrowserContext): Promise<void>
  close(): Promise<void>
}

/** A folder with the files, which goes when `remove` is called. */
export function folderWith(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-own-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return { path: (name: string) => join(folder, name), remove: () => rmSync(folder, { recursive: true }) }
}

export async function startOwnServer(flags: readonly string[]): Promise<OwnServer> {
  const child = run(['--port', '0', '--log-level', 'warn', ...flags])
  let said = ''
  child.stderr?.on('data', (data) => {
    said += data
  })
  const url = await new Promise<string>((resolve, reject) => {
    let told = ''
    child.stdout?.on('data', (data) => {
      told += data
      const address = /^Open (\S+)/m.exec(told)?.[1]
      if (address !== undefined) resolve(new URL(address).origin)
    })
    child.once('exit', () => reject(new Error(`Portolan did not start: ${said}`)))
  })
  return {
    url,
    signIn: async (context) => context.addCookies((await mintCookies(url)).map((each) => ({ ...each, url }))),
    close: async () => {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

/** What it says, and with which code it ends, where it does not start. */
export async function refusedStart(flags: readonly string[]): Promise<{ code: number; said: string }> {
  const child = run(flags)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      said += data
    })
  }
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

function run(flags: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['dist/server/cli.js', ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Tests sign in by sealing a session themselves; cookies hold for one port.
    env: { ...process.env, PORTOLAN_SESSION_KEY: testKey },
  })
}
