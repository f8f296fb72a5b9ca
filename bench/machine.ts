/** What the figures were measured on, without what would say whose machine it is. */
import { execFile } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import { promisify } from 'node:util'
import { kubernetesVersion } from '../e2e/cluster/binaries.ts'

export async function describeMachine(): Promise<readonly string[]> {
  const [first] = cpus()
  const load = loadavg()[0] ?? 0
  return [
    `${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 1024 ** 3)} GB of memory`,
    `Node ${process.version}, ${await browserVersion()}, Kubernetes ${await kubernetesVersion()}`,
    `load average at the beginning: ${load.toFixed(1)}`,
  ]
}

async function browserVersion(): Promise<string> {
  const path = process.env.CHROMIUM_PATH
  if (path === undefined) return 'the Chromium of Playwright'
  const { stdout } = await promisify(execFile)(path, ['--version'])
  return /Chrom\w* [\d.]+/.exec(stdout)?.[0] ?? stdout.trim()
}
