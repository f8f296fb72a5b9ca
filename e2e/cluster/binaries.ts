/** The four programs of a control plane: found ready-made, or built once from the Go modules in this folder. */
import { execFile, spawn } from 'node:child_process'
import { access, chmod, constants, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { withLock } from './lock.ts'
import { cacheDirectory, cacheKey, ensureDirectory, sources } from './places.ts'

const run = promisify(execFile)

export type Program = 'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kubectl'
export type Binaries = Readonly<Record<Program, string>>
export type Report = (line: string) => void

const packages: Readonly<Record<Program, string>> = {
  etcd: 'go.etcd.io/etcd/server/v3',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
  'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
  kubectl: 'k8s.io/kubernetes/cmd/kubectl',
}
const programs = Object.keys(packages) as Program[]

/** The programs' paths; builds what is neither cached nor pointed at by `KUBEBUILDER_ASSETS`. */
export async function findOrBuild(report: Report): Promise<Binaries> {
  const assets = process.env.KUBEBUILDER_ASSETS
  if (assets === undefined || assets === '') return inDirectory(await built(programs, report))

  const missing = await missingIn(assets, programs)
  if (missing.length === 0) return inDirectory(assets)
  // The usual bundle of test assets has all but the controller manager.
  if (missing.length === 1 && missing[0] === 'kube-controller-manager') {
    const directory = await built(missing, report)
    return { ...inDirectory(assets), 'kube-controller-manager': join(directory, 'kube-controller-manager') }
  }
  throw new Error(
    `KUBEBUILDER_ASSETS is ${assets}, but it lacks ${missing.join(', ')}. Unset it to build them.`,
  )
}

/** A folder that holds `wanted`, built now if it is not in the cache. */
async function built(wanted: readonly Program[], report: Report): Promise<string> {
  const root = await ensureDirectory(join(cacheDirectory(), 'programs'))
  const key = cacheKey(await readFile(join(sources, 'go.mod')), await readFile(join(sources, 'go.sum')))
  const complete = join(root, key)
  if ((await missingIn(complete, wanted)).length === 0) return complete

  const directory = wanted.length === programs.length ? complete : join(root, `${key}-${wanted.join('-')}`)
  const waiting = () => report('Another process builds the control plane; waiting for it.')
  return withLock(`${directory}.lock`, waiting, async () => {
    if ((await missingIn(directory, wanted)).length > 0) await build(wanted, directory, report)
    return directory
  })
}

async function build(wanted: readonly Program[], directory: string, report: Report): Promise<void> {
  const version = await kubernetesVersion()
  report(`Building ${wanted.join(', ')} (Kubernetes ${version}); once, it takes some minutes.`)
  const temporary = `${directory}.building`
  await rm(temporary, { recursive: true, force: true })
  await ensureDirectory(temporary)
  const all = wanted.length === programs.length
  await go(
    ['build', '-p', '2', '-trimpath', '-ldflags', linkerFlags(version), '-o', `${temporary}/`].concat(
      all ? ['tool'] : wanted.map((program) => packages[program]),
    ),
    { cwd: sources, env: { ...process.env, CGO_ENABLED: '0' } },
  )
  if (wanted.includes('etcd')) await rename(join(temporary, 'server'), join(temporary, 'etcd'))
  for (const program of wanted) await chmod(join(temporary, program), 0o755)
  await rm(directory, { recursive: true, force: true })
  await rename(temporary, directory)
}

/** `go.mod` is the one place that says which Kubernetes this is. */
export async function kubernetesVersion(): Promise<string> {
  const text = await readFile(join(sources, 'go.mod'), 'utf8')
  const version = /^\s*k8s\.io\/kubernetes (v\S+)/m.exec(text)?.[1]
  if (version === undefined) throw new Error('e2e/cluster/go.mod does not require k8s.io/kubernetes.')
  return version
}

// Without a version stamped in, the API server calls itself v0.0.0 and refuses its own feature gates.
function linkerFlags(version: string): string {
  const [major = '', minor = ''] = version.slice(1).split('.')
  const stamps = [
    `k8s.io/component-base/version.gitVersion=${version}`,
    `k8s.io/component-base/version.gitMajor=${major}`,
    `k8s.io/component-base/version.gitMinor=${minor}`,
    `k8s.io/client-go/pkg/version.gitVersion=${version}`,
  ]
  return ['-s', '-w', ...stamps.map((stamp) => `-X ${stamp}`)].join(' ')
}

/** Runs Go and shows its own words; says what to install where there is no Go. */
export async function go(
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<void> {
  await requireGo('the programs for the tests have to be built')
  const child = spawn('go', args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0)
    throw new Error(`"go ${args[0] ?? ''}" failed with exit code ${code ?? 'unknown'}; its output is above.`)
}

export async function requireGo(because: string): Promise<void> {
  try {
    await run('go', ['version'])
  } catch {
    throw new Error(
      `Go is not installed, and ${because}. Install it (https://go.dev/dl), or point KUBEBUILDER_ASSETS at a ` +
        'folder with etcd, kube-apiserver, kube-controller-manager and kubectl.',
    )
  }
}

function inDirectory(directory: string): Binaries {
  return {
    etcd: join(directory, 'etcd'),
    'kube-apiserver': join(directory, 'kube-apiserver'),
    'kube-controller-manager': join(directory, 'kube-controller-manager'),
    kubectl: join(directory, 'kubectl'),
  }
}

async function missingIn(directory: string, wanted: readonly Program[]): Promise<Program[]> {
  const missing: Program[] = []
  for (const program of wanted) {
    await access(join(directory, program), constants.X_OK).catch(() => missing.push(program))
  }
  return missing
}
