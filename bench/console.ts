/** Portolan itself, started for a measurement. */
import { join } from 'node:path'
import { testKey } from '../src/server/testing/session.ts'
import { root, type Stop, startNode } from './processes.ts'

export interface Console {
  readonly url: string
  readonly pid: number
  readonly stop: Stop
}

export interface ConsoleOptions {
  /** Without one, its own sandbox. */
  readonly kubeconfig?: string
  /** Another address that browsers reach it by. */
  readonly allowHost?: string
  /** A folder for a profile of its processor time, written when it stops. */
  readonly profile?: string | undefined
  /** Another build of the page. */
  readonly assets?: string | undefined
}

export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const { kubeconfig, allowHost, profile, assets } = options
  const { pid, printed, stop } = await startNode(
    [
      ...(profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profile]),
      join(root, 'dist', 'server', 'cli.js'),
      ...['--port', '0', '--log-level', 'warn'],
      ...(kubeconfig === undefined ? ['--sandbox'] : ['--kubeconfig', kubeconfig]),
      ...(allowHost === undefined ? [] : ['--allow-host', allowHost]),
      ...(assets === undefined ? [] : ['--assets', assets]),
    ],
    /listening on (\S+)/,
    { PORTOLAN_SESSION_KEY: testKey },
  )
  return { url: printed[1] ?? '', pid, stop }
}
