#!/usr/bin/env node
/** The command line: flags and environment to a running server. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { destination, type Logger, pino } from 'pino'
import manifest from '../package.json' with { type: 'json' }
import { type Clusters, KubeconfigClusters } from './server/clusters/clusters.ts'
import { emptyKubeconfig, withConfigured } from './server/clusters/configured.ts'
import { type Kubeconfig, KubeconfigError, parseKubeconfig } from './server/clusters/kubeconfig.ts'
import { ConfigurationError } from './server/config/given.ts'
import { type Loaded, loadConfig } from './server/config/load.ts'
import type { Config } from './server/config/settings/index.ts'
import { signInOptions } from './server/config/signin.ts'
import { prometheusOptions } from './server/monitoring/options.ts'
import { presentationOf } from './server/presentation.ts'
import { createServer, type PortolanServer } from './server/server.ts'
import { SignInProblem } from './server/signin/problem.ts'

const defaultKubeconfig = join(homedir(), '.kube', 'config')

/** Longer than the server's own grace, for when something holds on to it. */
const shutdownMs = 5_000

const sandboxNotice =
  'Its cluster is a sandbox in memory: nothing real is changed, and all is gone when Portolan stops.'

const loaded = configure()
if (loaded.printed === null) await run(loaded.config)
else process.stdout.write(loaded.printed)

function configure(): Loaded {
  try {
    return loadConfig({ argv: process.argv.slice(2), env: process.env, version: manifest.version })
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    process.stderr.write(`The configuration cannot be used.\n${error.message}\n`)
    process.exit(1)
  }
}

async function run(config: Config): Promise<void> {
  const log = pino({ level: config.logLevel }, destination(2))
  try {
    const signIn = signInOptions(config)
    const sandbox = config.sandbox || (config.clusters.length === 0 && !isKubeconfigNamed(config.kubeconfig))
    const clusters = sandbox ? await startSandbox(config, log) : await findClusters(config, log)
    await lookForGlobal(config, clusters, log)
    const server = await createServer({
      clusters,
      assets: config.assets ?? builtConsole(),
      labelDomain: config.labelDomain,
      presentation: presentationOf(config),
      sandbox,
      allowedHosts: config.allowHost,
      version: manifest.version,
      signIn,
      audit: config.audit,
      dns: config.dns,
      prometheus: prometheusOptions(config.prometheus),
      localAddressChanged: invite,
      log,
    })
    const url = await server.listen(config.host, config.port)
    stopOnSignal(server, log)
    process.stdout.write(`Portolan is listening on ${url}\n`)
    if (sandbox) process.stdout.write(`${sandboxNotice}\n`)
    const address = server.localAddress()
    if (address !== null) invite(address)
  } catch (error) {
    const sentence = explain(error, config)
    if (sentence === null) throw error
    process.stderr.write(`${sentence}\n`)
    process.exit(1)
  }
}

function invite(address: string): void {
  process.stdout.write(`Open ${address} to sign in; it works once.\n`)
}

async function findClusters({ kubeconfig, clusters }: Config, log: Logger): Promise<Clusters> {
  // Addresses in the configuration are clusters without any kubeconfig.
  if (!isKubeconfigNamed(kubeconfig)) {
    return KubeconfigClusters.of(withConfigured(emptyKubeconfig, clusters), log)
  }
  const arrange = (found: Kubeconfig) => withConfigured(found, clusters)
  return KubeconfigClusters.load(kubeconfigFiles(kubeconfig), log, arrange)
}

/** A context of that name may still come: the kubeconfig is read again when it changes. */
async function lookForGlobal({ globalCluster }: Config, clusters: Clusters, log: Logger): Promise<void> {
  const names = (await clusters.list()).clusters.map(({ name }) => name)
  if (globalCluster !== null && !names.includes(globalCluster)) {
    log.warn({ globalCluster, clusters: names }, 'globalCluster names none of the clusters')
  }
}

/** The sandbox as clusters: behind an address of its own, reached as any other cluster. */
async function startSandbox({ sandboxScale, clusters: configured }: Config, log: Logger): Promise<Clusters> {
  // Only now, because most of the program's size is in it.
  const { createSandbox } = await import('./sandbox/index.ts')
  const report = (error: unknown) => log.error({ err: error }, 'the sandbox failed')
  const sandbox = await createSandbox({ scale: sandboxScale, report })
  const { kubeconfig } = await sandbox.listen({ tls: false })
  const contexts = parseKubeconfig('of the sandbox', kubeconfig)
  const clusters = KubeconfigClusters.of(withConfigured(contexts, configured), log)
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
function explain(error: unknown, { host, port }: Config): string | null {
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
function isKubeconfigNamed(flag: string | null): boolean {
  return flag !== null || Boolean(process.env.KUBECONFIG) || existsSync(defaultKubeconfig)
}

/** As kubectl looks for them. */
function kubeconfigFiles(flag: string | null): string[] {
  if (flag !== null) return [flag]
  const fromEnvironment = (process.env.KUBECONFIG ?? '').split(delimiter).filter((file) => file !== '')
  return fromEnvironment.length > 0 ? fromEnvironment : [defaultKubeconfig]
}

/** `dist/web`, seen from the sources (`src/cli.ts`) or from the bundle (`dist/server/cli.js`). */
function builtConsole(): string {
  const fromSources = import.meta.url.endsWith('/src/cli.ts')
  return fileURLToPath(new URL(fromSources ? '../dist/web' : '../web', import.meta.url))
}
