/** MetalLB's own controller: built from its module, started beside a control plane, asked before writes. */
import { access, chmod, constants, readFile, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type ApiClient, eventually, type Manifest } from './api.ts'
import { go, type Report } from './binaries.ts'
import { CertificateAuthority } from './certificates.ts'
import { downloadModule } from './definitions.ts'
import { writePrivate } from './kubeconfig.ts'
import { withLock } from './lock.ts'
import { metallbModule } from './modules.ts'
import { type ClusterPlaces, cacheDirectory, cacheKey, ensureDirectory, sources } from './places.ts'
import { runningPid, startProgram, tailOfLog } from './programs.ts'

export const metallbProgram = 'metallb-controller'

/** Where the controller answers the API server; it knows no other port. */
const webhookPort = 9443
const namespace = 'metallb-system'
const podName = 'controller'
/** What `e2e/cluster/metallb` is made of; another text is another program. */
const inputs = ['go.mod', 'go.sum', 'frr-k8s/go.mod', 'frr-k8s/api/v1beta1/types.go']

/** The program's path; built once, which takes some minutes. */
export async function findOrBuildMetallb(report: Report): Promise<string> {
  const folder = join(sources, 'metallb')
  const key = cacheKey(...(await Promise.all(inputs.map((file) => readFile(join(folder, file))))))
  const directory = join(await ensureDirectory(join(cacheDirectory(), 'programs')), `metallb-${key}`)
  const program = join(directory, metallbProgram)
  const waiting = () => report("Another process builds MetalLB's controller; waiting for it.")
  return withLock(`${directory}.lock`, waiting, async () => {
    if (await isExecutable(program)) return program
    report(`Building MetalLB's controller (${metallbModule}); once, it takes some minutes.`)
    const temporary = `${directory}.building`
    await rm(temporary, { recursive: true, force: true })
    await ensureDirectory(temporary)
    await go(['build', '-p', '2', '-trimpath', '-ldflags', '-s -w', '-o', `${temporary}/`, 'tool'], {
      cwd: folder,
      env: { ...process.env, CGO_ENABLED: '0' },
    })
    await rename(join(temporary, 'controller'), join(temporary, metallbProgram))
    await chmod(join(temporary, metallbProgram), 0o755)
    await rm(directory, { recursive: true, force: true })
    await rename(temporary, directory)
    return program
  })
}

/** Starts it, and has the API server ask it of each write to what is MetalLB's. */
export async function startMetallb(api: ApiClient, places: ClusterPlaces, program: string): Promise<void> {
  await untilPortIsFree()
  const authority = await writeServingCertificate(places)
  await createOwnPod(api)
  await startProgram(places, {
    name: metallbProgram,
    command: program,
    args: [
      `--kubeconfig=${places.certificate(`${metallbProgram}.kubeconfig`)}`,
      `--namespace=${namespace}`,
      `--pod-name=${podName}`,
      '--disable-cert-rotation',
      '--port=0',
      '--health-probe-port=0',
    ],
    // It looks for its certificate below the folder for temporary files, and takes BGP peers as FRR-K8s does.
    env: { TMPDIR: temporaryOf(places), METALLB_BGP_TYPE: 'frr-k8s' },
  })
  await api.apply(await webhookConfiguration(authority))
  await eventually("MetalLB's webhooks to answer", async () => {
    if ((await runningPid(places, metallbProgram)) === null)
      throw new Error(
        `${metallbProgram} ended at once. Its log says:\n${await tailOfLog(places, metallbProgram)}`,
      )
    return refusesNonsense(api)
  })
}

const temporaryOf = (places: ClusterPlaces) => join(places.directory, 'metallb')

async function writeServingCertificate(places: ClusterPlaces): Promise<string> {
  const authority = await CertificateAuthority.create('metallb-webhook-ca')
  const serving = await authority.serving('metallb-webhook', [{ type: 'ip', value: '127.0.0.1' }])
  const folder = join(temporaryOf(places), 'k8s-webhook-server', 'serving-certs')
  await ensureDirectory(folder)
  await writePrivate(join(folder, 'tls.crt'), serving.certificate)
  await writePrivate(join(folder, 'tls.key'), serving.key)
  return authority.certificate
}

/** It reads its own pod when it starts, and what it says of itself belongs to that. */
async function createOwnPod(api: ApiClient): Promise<void> {
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
  await eventually('the service account of MetalLB', () =>
    api.get(`/api/v1/namespaces/${namespace}/serviceaccounts/default`).catch(() => null),
  )
  await api.apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: podName, namespace },
    spec: { containers: [{ name: 'controller', image: 'metallb/controller' }] },
  })
}

interface WebhookConfiguration extends Manifest {
  readonly webhooks: readonly { readonly clientConfig: { readonly service?: { readonly path?: string } } }[]
}

/** The module's own rules of what is asked, with the controller at its place on this machine. */
async function webhookConfiguration(authority: string): Promise<Manifest> {
  const file = join(await downloadModule(metallbModule), 'config', 'webhook', 'manifests.yaml')
  const { webhooks, ...configuration } = parse(await readFile(file, 'utf8')) as WebhookConfiguration
  return {
    ...configuration,
    metadata: { name: 'metallb-webhook-configuration' },
    webhooks: webhooks.map(({ clientConfig, ...webhook }) => ({
      ...webhook,
      clientConfig: {
        url: `https://127.0.0.1:${webhookPort}${clientConfig.service?.path ?? ''}`,
        caBundle: Buffer.from(authority).toString('base64'),
      },
    })),
  }
}

/** A pool without addresses is good by its schema, so that only MetalLB itself can refuse it. */
async function refusesNonsense(api: ApiClient): Promise<boolean> {
  const pool = {
    apiVersion: 'metallb.io/v1beta1',
    kind: 'IPAddressPool',
    metadata: { name: 'nonsense', namespace },
    spec: { addresses: ['nonsense'] },
  }
  try {
    await api.apply(pool, undefined, undefined, { dryRun: 'All' })
    return false
  } catch (error) {
    return String(error).includes('invalid CIDR "nonsense"')
  }
}

/** A fixed port can be somebody else's, which is better said than guessed from a log. */
async function untilPortIsFree(): Promise<void> {
  await eventually(`port ${webhookPort}, which MetalLB's controller cannot do without, to be free`, () => {
    const server = createServer()
    return new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(webhookPort, () => server.close(() => resolve(true)))
    })
  })
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
