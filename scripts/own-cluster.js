/** The real control plane, from the scripts. */
import { spawnSync } from 'node:child_process'
import { bin, root } from './dependencies.js'

/** Starts the control plane of this name if it is not running; the path of its kubeconfig, or `null`. */
export function clusterUp(name) {
  return /^kubeconfig: (.+)$/m.exec(runCluster('up', name))?.[1] ?? null
}

export function clusterDown(name) {
  runCluster('down', name)
}

function runCluster(command, name) {
  const { stdout } = spawnSync(bin('tsx'), ['e2e/cluster/cli.ts', command, '--name', name], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return String(stdout)
}
