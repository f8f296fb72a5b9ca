/** A real control plane for tests: bring it up, take its API server away and back, bring it down. */
import { createHash } from 'node:crypto'
import { chmod, copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ApiClient, eventually } from './api.ts'
import { type Binaries, findOrBuild, type Report } from './binaries.ts'
import { calicoNode } from './calico.ts'
import {
  apiServerStart,
  controllerManagerStart,
  etcdStart,
  etcdVersion,
  freePorts,
  type Issuer,
  type Ports,
  serverUrl,
  writeAuthentication,
  writeAuthorization,
  writeCredentials,
} from './controlplane.ts'
import { installDefinitions, type Network } from './definitions.ts'
import { withLock } from './lock.ts'
import { findOrBuildMetallb, metallbProgram, startMetallb } from './metallb.ts'
import { type ClusterPlaces, ensureDirectory, placesOf, readIfPresent, sources } from './places.ts'
import { type ProgramStart, runningPid, startProgram, stopProgram, tailOfLog } from './programs.ts'
import { seedContent } from './seed.ts'

export { ApiClient, eventually, type Manifest } from './api.ts'
export { CertificateAuthority } from './certificates.ts'

export interface UpOptions {
  /** Clusters of different names stand side by side; `default` where absent. */
  readonly name?: string
  /** A second place for the kubeconfig. */
  readonly kubeconfig?: string
  /** No content, and nobody who plays what a control plane does not do: only what is written to it. */
  readonly bare?: boolean
  /** MetalLB's own controller runs, with its webhooks; only where nobody plays it. */
  readonly metallb?: boolean
  /** Kube-OVN where absent. */
  readonly network?: Network
  readonly report?: Report
}

export interface ClusterHandle {
  readonly name: string
  /** The path of a kubeconfig with the contexts `portolan-admin`, `-developer` and `-auditor`. */
  readonly kubeconfig: string
  readonly server: string
  readonly binaries: Binaries
  /** Whether it ran already when `up` was called. */
  readonly found: boolean
}

export interface ClusterStatus {
  readonly up: boolean
  readonly directory: string
  readonly server: string | null
  /** Of Kubernetes and of etcd; `null` where they do not answer. */
  readonly version: string | null
  readonly etcdVersion: string | null
  readonly binaries: Binaries | null
  /** Pids by program; `null` where it does not run. */
  readonly programs: Readonly<Record<string, number | null>>
}

interface State {
  readonly ports: Ports
  readonly binaries: Binaries
  readonly bare: boolean
  readonly metallb: boolean
  /** Set last, when all content is in place. */
  readonly complete: boolean
}

/** In the order in which they start; they end in the reverse one. */
const programs = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'players', metallbProgram] as const

/** Starts a cluster with its content, or finds it running. A cluster that half runs is started afresh. */
export async function up({
  name = 'default',
  kubeconfig,
  ...options
}: UpOptions = {}): Promise<ClusterHandle> {
  const { report = () => {} } = options
  if (options.metallb === true && options.bare !== true)
    throw new Error('MetalLB is played in a cluster with content; its own controller needs a bare one.')
  const places = placesOf(name)
  const waiting = () => report(`Another process brings cluster "${name}" up or down; waiting for it.`)
  const handle = await withLock(places.lock, waiting, async () => {
    const running = await findRunning(name, places)
    return running ?? (await startFresh(name, places, options))
  })
  if (kubeconfig !== undefined) {
    await ensureDirectory(dirname(kubeconfig))
    await copyFile(places.kubeconfig, kubeconfig)
    await chmod(kubeconfig, 0o600)
  }
  return handle
}

/** Ends the cluster's programs and waits for them. Says whether any ran. */
export async function down(name = 'default', report: Report = () => {}): Promise<boolean> {
  const places = placesOf(name)
  const waiting = () => report(`Another process brings cluster "${name}" up or down; waiting for it.`)
  return withLock(places.lock, waiting, () => stopAll(places))
}

export async function status(name = 'default'): Promise<ClusterStatus> {
  const places = placesOf(name)
  const state = await readState(places)
  const pids: Record<string, number | null> = {}
  for (const program of programs) {
    if (isPartOf(program, state)) pids[program] = await runningPid(places, program)
  }
  const version = state === null ? null : await versionOf(places)
  return {
    up: state?.complete === true && version !== null && Object.values(pids).every((pid) => pid !== null),
    directory: places.directory,
    server: state === null ? null : serverUrl(state.ports),
    version,
    etcdVersion: state === null ? null : await etcdVersion(state.ports),
    binaries: state?.binaries ?? null,
    programs: pids,
  }
}

function isPartOf(program: (typeof programs)[number], state: State | null): boolean {
  if (program === 'players') return state?.bare !== true
  return program !== metallbProgram || state?.metallb === true
}

/** Takes the API server away; its data and all else stay. */
export async function stopApiServer(name = 'default'): Promise<void> {
  // Killed, as in a crash: asked to end, it would hold on to open watches for up to a minute.
  await stopProgram(placesOf(name), 'kube-apiserver', 0)
}

/** Brings the API server back on its old port, and waits until it is ready. */
export async function startApiServer(name = 'default'): Promise<void> {
  const places = placesOf(name)
  const state = await readState(places)
  if (state === null || (await runningPid(places, 'etcd')) === null) {
    throw new Error(`Cluster "${name}" is not up; "npm run cluster -- up" starts it.`)
  }
  if ((await runningPid(places, 'kube-apiserver')) !== null) return
  await startProgram(places, apiServerStart(state.binaries, places, state.ports))
  await withAdmin(places, (api) => untilReady(api, places))
}

/** Has the API server accept the ID tokens of these providers, of which it asks at once, and of no others. */
export async function trustIssuers(issuers: readonly Issuer[], name = 'default'): Promise<void> {
  const places = placesOf(name)
  await untilRead(places, await writeAuthentication(places, issuers))
}

/** Has the API server ask these, and no others, about what RBAC does not allow. */
export async function askAuthorizers(webhooks: readonly object[], name = 'default'): Promise<void> {
  const places = placesOf(name)
  await untilRead(places, await writeAuthorization(places, webhooks))
}

/** Until the API server has read a configuration of that text. */
async function untilRead(places: ClusterPlaces, text: string): Promise<void> {
  const hash = createHash('sha256').update(text).digest('hex')
  await withAdmin(places, (api) =>
    eventually('the API server to have read its configuration', async () =>
      String(await api.send({ method: 'GET', path: '/metrics' })).includes(`hash="sha256:${hash}"`),
    ),
  )
}

/** kubectl of the cluster's own version; built if need be. */
export async function kubectlPath(): Promise<string> {
  return (await findOrBuild(() => {})).kubectl
}

async function findRunning(name: string, places: ClusterPlaces): Promise<ClusterHandle | null> {
  const [{ up: healthy, server }, state] = [await status(name), await readState(places)]
  if (!healthy || server === null || state === null) return null
  return { name, kubeconfig: places.kubeconfig, server, binaries: state.binaries, found: true }
}

async function startFresh(
  name: string,
  places: ClusterPlaces,
  { bare = false, metallb = false, network = 'kube-ovn', report = () => {} }: UpOptions,
): Promise<ClusterHandle> {
  const binaries = await findOrBuild(report)
  const metallbController = metallb ? await findOrBuildMetallb(report) : null
  await stopAll(places)
  await rm(places.directory, { recursive: true, force: true })
  await ensureDirectory(places.directory)
  const state: State = { ports: await freePorts(), binaries, bare, metallb, complete: false }
  await writeState(places, state)
  await writeCredentials(name, places, state.ports)
  const server = serverUrl(state.ports)

  report(`Starting cluster "${name}" at ${server}.`)
  await startProgram(places, await etcdStart(binaries, places, state.ports))
  await startProgram(places, apiServerStart(binaries, places, state.ports))
  await withAdmin(places, async (api) => {
    await untilReady(api, places)
    await startProgram(places, controllerManagerStart(binaries, places))
    const definitions = await installDefinitions(api, report, network)
    report(`Installed ${definitions.length} custom resource definitions.`)
    if (network === 'calico') await api.apply(calicoNode)
    if (metallbController !== null) await startMetallb(api, places, metallbController)
    if (bare) return
    // Only now, because they look at what these define.
    await startProgram(places, playersStart(places))
    await seedContent(api, (await versionOf(places)) ?? '')
  })
  await writeState(places, { ...state, complete: true })
  return { name, kubeconfig: places.kubeconfig, server, binaries, found: false }
}

function playersStart(places: ClusterPlaces): ProgramStart {
  const loader = createRequire(import.meta.url).resolve('tsx')
  const kubeconfig = places.certificate('players.kubeconfig')
  return {
    name: 'players',
    command: process.execPath,
    args: ['--import', pathToFileURL(loader).href, join(sources, 'players.ts'), kubeconfig],
  }
}

async function stopAll(places: ClusterPlaces): Promise<boolean> {
  let any = false
  for (const program of [...programs].reverse()) {
    any = (await runningPid(places, program)) !== null || any
    await stopProgram(places, program)
  }
  return any
}

async function untilReady(api: ApiClient, places: ClusterPlaces): Promise<void> {
  await eventually('the API server to be ready', async () => {
    for (const program of ['etcd', 'kube-apiserver']) {
      if ((await runningPid(places, program)) !== null) continue
      throw new Error(`${program} ended at once. Its log says:\n${await tailOfLog(places, program)}`)
    }
    return api.isReady()
  })
}

/** The API server's version, or `null` where it does not answer. */
async function versionOf(places: ClusterPlaces): Promise<string | null> {
  return withAdmin(places, async (api) => {
    if (!(await api.isReady())) return null
    const { gitVersion } = (await api.send({ method: 'GET', path: '/version' })) as { gitVersion?: string }
    return gitVersion ?? null
  })
}

async function withAdmin<T>(places: ClusterPlaces, work: (api: ApiClient) => Promise<T>): Promise<T> {
  const api = ApiClient.fromKubeconfig(await readFile(places.kubeconfig, 'utf8'))
  try {
    return await work(api)
  } finally {
    await api.close()
  }
}

async function readState(places: ClusterPlaces): Promise<State | null> {
  const text = await readIfPresent(places.state)
  return text === null ? null : (JSON.parse(text) as State)
}

async function writeState(places: ClusterPlaces, state: State): Promise<void> {
  await writeFile(places.state, `${JSON.stringify(state, null, 2)}\n`)
}
