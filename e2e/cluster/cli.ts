/** `npm run cluster -- up|down|status`. */
import { resolve } from 'node:path'
import { Command } from 'commander'
import { down, startApiServer, status, stopApiServer, up } from './index.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

const program = new Command('cluster').description(
  'A real Kubernetes control plane on this machine, for tests.',
)

function command(name: string, description: string, hidden = false): Command {
  return program
    .command(name, { hidden })
    .description(description)
    .option('--name <name>', 'which cluster', 'default')
}

command('up', 'start it, or say that it runs; builds its programs the first time')
  .option('--kubeconfig <file>', 'a second place for the kubeconfig')
  .action(async ({ name, kubeconfig }: { name: string; kubeconfig?: string }) => {
    const extra = kubeconfig === undefined ? {} : { kubeconfig: resolve(kubeconfig) }
    const cluster = await up({ name, report: say, ...extra })
    say(`Cluster "${name}" ${cluster.found ? 'is already up' : 'is up'} at ${cluster.server}.`)
    say(`kubectl: ${cluster.binaries.kubectl}`)
    say(`kubeconfig: ${cluster.kubeconfig}`)
  })

command('down', 'stop it and wait until it is gone').action(async ({ name }: { name: string }) => {
  const ran = await down(name, say)
  say(ran ? `Cluster "${name}" is down.` : `Cluster "${name}" was not up.`)
})

command('status', 'what runs, and where; fails when it is not up').action(
  async ({ name }: { name: string }) => {
    const cluster = await status(name)
    const versions = `Kubernetes ${cluster.version ?? 'does not answer'}, etcd ${cluster.etcdVersion ?? 'does not answer'}`
    const lines = [
      `Cluster "${name}" is ${cluster.up ? 'up' : 'not up'}.`,
      ...(cluster.server === null ? [] : [`server: ${cluster.server}`, `versions: ${versions}`]),
      ...Object.entries(cluster.programs).map(
        ([each, pid]) => `${each}: ${pid === null ? 'does not run' : `pid ${pid}`}`,
      ),
      ...(cluster.binaries === null ? [] : [`kubectl: ${cluster.binaries.kubectl}`]),
      `state: ${cluster.directory}`,
    ]
    // In one piece, so that a reader who stops early ("| head") does no harm.
    say(lines.join('\n'))
    if (!cluster.up) process.exitCode = 1
  },
)

command('stop-apiserver', 'take the API server away', true).action(({ name }: { name: string }) =>
  stopApiServer(name),
)
command('start-apiserver', 'bring the API server back', true).action(({ name }: { name: string }) =>
  startApiServer(name),
)

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
