/** A cluster for when none is given: a real control plane on this machine. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { bin, root } from './dependencies.js'

/** The server's flags, with the kubeconfig of a cluster of our own where they and the environment name none. */
export function withCluster(flags) {
  return namesCluster(flags) ? flags : [...flags, '--kubeconfig', ownCluster()]
}

/** Whether a kubeconfig is given or stands where kubectl looks for it; help needs none. */
function namesCluster(flags) {
  const { KUBECONFIG, PORTOLAN_KUBECONFIG } = process.env
  const needsNone = ['--help', '-h', '--version', '-V']
  return (
    flags.some((flag) => needsNone.includes(flag) || flag.startsWith('--kubeconfig')) ||
    Boolean(KUBECONFIG || PORTOLAN_KUBECONFIG) ||
    existsSync(join(homedir(), '.kube', 'config'))
  )
}

function ownCluster() {
  console.error('No kubeconfig is given or found: starting a Kubernetes control plane on this machine…')
  const kubeconfig = clusterUp('default')
  if (kubeconfig !== null) return kubeconfig
  console.error('The control plane did not start. Give a cluster instead: npm start -- --kubeconfig FILE')
  process.exit(1)
}

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
