#!/usr/bin/env node
/** The command line: flags and environment to a running server. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, Option } from 'commander'
import { destination, type Logger, pino } from 'pino'
import manifest from '../package.json' with { type: 'json' }
import { parsePort, scaleOption } from './flags.ts'
import { type Clusters, KubeconfigClusters } from './server/clusters/clusters.ts'
import { KubeconfigError, parseKubeconfig } from './server/clusters/kubeconfig.ts'
import { createServer, type PortolanServer } from './server/server.ts'
import { SignInProblem } from './server/signin/problem.ts'
import { addSignInFlags, type SignInFlags, signInOptions } from './signin-flags.ts'

interface Flags extends SignInFlags {
  readonly port: number
  readonly host: string
  readonly kubeconfig?: string
  readonly sandbox: boolean
  readonly sandboxScale: number
  readonly labelDomain: string
  readonly allowHost: readonly string[]
  readonly assets: string
  readonly logLevel: string
}

const defaultKubeconfig = join(homedir(), '.kube', 'config')

/** Longer than the server's own grace, for when something holds on to it. */
const shutdownMs = 5_000

const sandboxNotice =
  'Its cluster is a sandbox in memory: nothing real is changed, and all is gone when Portolan stops.'

const command = new Command('portolan')
  .description('The web console for Kubernetes platform networking')
  .version(manifest.version)
  .addOption(
    new Option('--port <number>', 'port to listen on')
      .env('PORTOLAN_PORT')
      .default(7654)
      .argParser(parsePort),
  )
  .addOption(new Option('--host <address>', 'address to listen on').env('PORTOLAN_HOST').default('127.0.0.1'))
  .addOption(
    new Option(
      '--kubeconfig <file>',
      'kubeconfig whose contexts are the clusters (default: KUBECONFIG, ~/.kube/config, else the sandbox)',
    ).env('PORTOLAN_KUBECONFIG'),
  )
  .addOption(
    new Option('--sandbox', 'a cluster in memory with sample content, even where a kubeconfig is found')
      .env('PORTOLAN_SANDBOX')
      .default(false),
  )
  .addOption(scaleOption().env('PORTOLAN_SANDBOX_SCALE'))
  .addOption(
    new Option('--label-domain <domain>', "prefix of the platform's labels")
      .env('PORTOLAN_LABEL_DOMAIN')
      .default('cpaas.io'),
  )
  .addOption(
    new Option(
      '--allow-host <host>',
      'another host name to answer for; repeatable, commas in the environment',
    )
      .env('PORTOLAN_ALLOW_HOST')
      .default([])
      .argParser((value: string, hosts: readonly string[]) => [
        ...hosts,
        ...value.split(',').filter((host) => host !== ''),
      ]),
  )
  .addOption(
    new Option('--assets <folder>', 'folder of the built console')
      .env('PORTOLAN_ASSETS')
      .default(builtConsole()),
  )
  .addOption(
    new Option('--log-level <level>', 'least severe messages to log')
      .env('PORTOLAN_LOG_LEVEL')
      .choices(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
      .default('info'),
  )

addSignInFlags(command)

await run(command.parse().opts<Flags>())

async function run(flags: Flags): Promise<void> {
  const log = pino({ level: flags.logLevel }, destination(2))
  try {
    const signIn = signInOptions(flags, flags.host)
    const sandbox = flags.sandbox || !isKubeconfigNamed(flags.kubeconfig)
    const clusters = sandbox
      ? await startSandbox(flags, log)
      : await KubeconfigClusters.load(kubeconfigFiles(flags.kubeconfig), log)
    const server = await createServer({
      clusters,
      assets: flags.assets,
      labelDomain: flags.labelDomain,
      sandbox,
      allowedHosts: flags.allowHost,
      version: manifest.version,
      signIn,
      localAddressChanged: invite,
      log,
    })
    const url = await server.listen(flags.host, flags.port)
    stopOnSignal(server, log)
    process.stdout.write(`Portolan is listening on ${url}\n`)
    if (sandbox) process.stdout.write(`${sandboxNotice}\n`)
    const address = server.localAddress()
    if (address !== null) invite(address)
  } catch (error) {
    const sentence = explain(error, flags)
    if (sentence === null) throw error
    process.stderr.write(`${sentence}\n`)
    process.exit(1)
  }
}

function invite(address: string): void {
  process.stdout.write(`Open ${address} to sign in; it works once.\n`)
}

/** The sandbox as clusters: behind an address of its own, reached as any other cluster. */
async function startSandbox({ sandboxScale }: Flags, log: Logger): Promise<Clusters> {
  // Only now, because most of the program's size is in it.
  const { createSandbox } = await import('./sandbox/index.ts')
  const report = (error: unknown) => log.error({ err: error }, 'the sandbox failed')
  const sandbox = await createSandbox({ scale: sandboxScale, report })
  const { kubeconfig } = await sandbox.listen({ tls: false })
  const clusters = KubeconfigClusters.of(parseKubeconfig('of the sandbox', kubeconfig), log)
  return {
    list: () => clusters.list(),
    find: (name) => clusters.find(name),
    close: async () => {
      await clusters.close()
      await sandbox.close()
    },
  }
}

/** A sentence for the failures that a person at the command line can do something about. */
function explain(error: unknown, { host, port }: Flags): string | null {
  if (error instanceof KubeconfigError || error instanceof SignInProblem) return error.message
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use; choose another with --port.`
    case 'EACCES':
      return `Port ${port} needs more rights than this user has; choose one above 1023 with --port.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}; choose another with --host.`
    default:
      return null
  }
}

function stopOnSignal(server: PortolanServer, log: Logger): void {
  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    // Whoever asks twice does not want to wait.
    if (stopping) process.exit(1)
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(0), shutdownMs).unref()
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

/** Whether a kubeconfig is given or stands where kubectl looks for it. */
function isKubeconfigNamed(flag: string | undefined): boolean {
  return flag !== undefined || Boolean(process.env.KUBECONFIG) || existsSync(defaultKubeconfig)
}

/** As kubectl looks for them. */
function kubeconfigFiles(flag: string | undefined): string[] {
  if (flag !== undefined) return [flag]
  const fromEnvironment = (process.env.KUBECONFIG ?? '').split(delimiter).filter((file) => file !== '')
  return fromEnvironment.length > 0 ? fromEnvironment : [defaultKubeconfig]
}

/** `dist/web`, seen from the sources (`src/cli.ts`) or from the bundle (`dist/server/cli.js`). */
function builtConsole(): string {
  const fromSources = import.meta.url.endsWith('/src/cli.ts')
  return fileURLToPath(new URL(fromSources ? '../dist/web' : '../web', import.meta.url))
}
