/** The flags of etcd, kube-apiserver and kube-controller-manager, and the files they read. */
import { rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { request } from 'undici'
import { stringify } from 'yaml'
import { controlPlaneAddress } from '../../src/sandbox/content/platform.ts'
import { type KubeconfigParts, type KubeconfigUser, kubeconfigText } from '../../src/sandbox/kubeconfig.ts'
import { type Person, people } from '../../src/sandbox/people.ts'
import type { Binaries } from './binaries.ts'
import { CertificateAuthority, signingKeys } from './certificates.ts'
import { controllerManager, metallbController, players } from './identities.ts'
import { certificateCredentials, writePrivate } from './kubeconfig.ts'
import { type ClusterPlaces, ensureDirectory } from './places.ts'
import type { ProgramStart } from './programs.ts'

export interface Ports {
  readonly etcd: number
  readonly etcdPeer: number
  readonly apiserver: number
}

const loopback = '127.0.0.1'
const serviceRanges = { v4: '10.96.0.0/16', v6: 'fd00:10:96::/112', first: '10.96.0.1' }
const issuer = 'https://kubernetes.default.svc.cluster.local'

/**
 * Node lifecycle and IPAM stay off: no kubelet renews the nodes' leases, so their controllers would call
 * every node lost; the nodes bring their pod ranges with them.
 */
const controllers = [
  'namespace-controller',
  'garbage-collector-controller',
  'pod-garbage-collector-controller',
  'serviceaccount-controller',
  'serviceaccount-token-controller',
  'root-ca-certificate-publisher-controller',
  'clusterrole-aggregation-controller',
  'resourcequota-controller',
  'service-cidr-controller',
  'endpoints-controller',
  'endpointslice-controller',
  'endpointslice-mirroring-controller',
  'deployment-controller',
  'replicaset-controller',
  'statefulset-controller',
  'disruption-controller',
  'validatingadmissionpolicy-status-controller',
]

export function serverUrl(ports: Ports): string {
  return `https://${loopback}:${ports.apiserver}`
}

/** Ports that are free now. All are held open until the last is found, so that they differ. */
export async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(
    [0, 1, 2].map(
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer().once('error', reject)
          server.listen(0, loopback, () => resolve(server))
        }),
    ),
  )
  const [etcd = 0, etcdPeer = 0, apiserver = 0] = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  })
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return { etcd, etcdPeer, apiserver }
}

/** Writes certificates, keys and kubeconfigs for a new cluster. */
export async function writeCredentials(name: string, places: ClusterPlaces, ports: Ports): Promise<void> {
  const authority = await CertificateAuthority.create(`portolan-${name}-ca`)
  const names = [
    'kubernetes',
    'kubernetes.default',
    'kubernetes.default.svc',
    'kubernetes.default.svc.cluster.local',
  ]
  const serving = await authority.serving('kube-apiserver', [
    ...['localhost', ...names].map((value) => ({ type: 'dns' as const, value })),
    ...[loopback, serviceRanges.first, controlPlaneAddress].map((value) => ({ type: 'ip' as const, value })),
  ])
  const tokens = await signingKeys()
  await ensureDirectory(dirname(places.certificate('ca.crt')))
  await Promise.all([
    writePrivate(places.certificate('ca.crt'), authority.certificate),
    writePrivate(places.certificate('apiserver.crt'), serving.certificate),
    writePrivate(places.certificate('apiserver.key'), serving.key),
    writePrivate(places.certificate('service-accounts.pub'), tokens.publicKey),
    writePrivate(places.certificate('service-accounts.key'), tokens.privateKey),
    writeAuthentication(places, []),
    writeAuthorization(places, []),
  ])

  const server = serverUrl(ports)
  const cluster = name === 'default' ? 'portolan' : `portolan-${name}`
  const textFor = (users: KubeconfigParts['users']) =>
    kubeconfigText({ cluster, server, authority: authority.certificate, users })
  const signingIn = async (person: Person): Promise<KubeconfigUser> => ({
    ...person,
    credentials: certificateCredentials(await authority.client(person.identity)),
  })
  const [first, ...others] = people
  const users = await Promise.all(others.map(signingIn))
  await writePrivate(places.kubeconfig, textFor([await signingIn(first), ...users]))
  for (const [program, identity] of [
    ['kube-controller-manager', controllerManager],
    ['players', players],
    ['metallb-controller', metallbController],
  ] as const) {
    const user = await signingIn({ context: program, user: identity.name, identity })
    await writePrivate(places.certificate(`${program}.kubeconfig`), textFor([user]))
  }
}

/** A provider whose ID tokens sign in, and what of them names people. */
export interface Issuer {
  readonly url: string
  /** PEM. */
  readonly authority: string
  readonly audience: string
  readonly username: ClaimMapping
  readonly groups: ClaimMapping
}

interface ClaimMapping {
  readonly claim: string
  readonly prefix: string
}

/** The file is read again when it changes. Gives its text. */
export async function writeAuthentication(
  places: ClusterPlaces,
  issuers: readonly Issuer[],
): Promise<string> {
  const text = stringify({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AuthenticationConfiguration',
    // Probes may ask for health without a certificate; everything else needs one, or a token.
    anonymous: {
      enabled: true,
      conditions: [{ path: '/livez' }, { path: '/readyz' }, { path: '/healthz' }],
    },
    jwt: issuers.map(({ url, authority, audience, username, groups }) => ({
      issuer: { url, certificateAuthority: authority, audiences: [audience] },
      claimMappings: { username, groups },
    })),
  })
  return replaced(places.certificate('authentication.yaml'), text)
}

/** What is asked where RBAC does not allow something: entries of an AuthorizationConfiguration. */
export async function writeAuthorization(
  places: ClusterPlaces,
  webhooks: readonly object[],
): Promise<string> {
  const text = stringify({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AuthorizationConfiguration',
    authorizers: [{ type: 'RBAC', name: 'rbac' }, ...webhooks],
  })
  return replaced(places.certificate('authorization.yaml'), text)
}

/** Never half written for whoever reads it. Gives the text. */
async function replaced(file: string, text: string): Promise<string> {
  await writeFile(`${file}.new`, text)
  await rename(`${file}.new`, file)
  return text
}

export async function etcdStart(
  binaries: Binaries,
  places: ClusterPlaces,
  ports: Ports,
): Promise<ProgramStart> {
  const data = join(places.directory, 'etcd-data')
  await rm(data, { recursive: true, force: true })
  const [client, peer] = [ports.etcd, ports.etcdPeer].map((port) => `http://${loopback}:${port}`)
  return {
    name: 'etcd',
    command: binaries.etcd,
    args: [
      '--name=default',
      `--data-dir=${data}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      // The data is thrown away with the cluster: durability would only cost time.
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
  }
}

/** What etcd calls itself, or `null` where it does not answer. */
export async function etcdVersion(ports: Ports): Promise<string | null> {
  try {
    const { body } = await request(`http://${loopback}:${ports.etcd}/version`, { headersTimeout: 3000 })
    return ((await body.json()) as { etcdserver?: string }).etcdserver ?? null
  } catch {
    return null
  }
}

export function apiServerStart(binaries: Binaries, places: ClusterPlaces, ports: Ports): ProgramStart {
  return {
    name: 'kube-apiserver',
    command: binaries['kube-apiserver'],
    args: [
      `--etcd-servers=http://${loopback}:${ports.etcd}`,
      `--bind-address=${loopback}`,
      `--secure-port=${ports.apiserver}`,
      `--advertise-address=${controlPlaneAddress}`,
      `--tls-cert-file=${places.certificate('apiserver.crt')}`,
      `--tls-private-key-file=${places.certificate('apiserver.key')}`,
      `--client-ca-file=${places.certificate('ca.crt')}`,
      `--authentication-config=${places.certificate('authentication.yaml')}`,
      `--authorization-config=${places.certificate('authorization.yaml')}`,
      `--service-account-issuer=${issuer}`,
      `--service-account-key-file=${places.certificate('service-accounts.pub')}`,
      `--service-account-signing-key-file=${places.certificate('service-accounts.key')}`,
      `--service-cluster-ip-range=${serviceRanges.v4},${serviceRanges.v6}`,
      '--allow-privileged=true',
      // It taints every new node until a node lifecycle controller says otherwise, and none runs here.
      '--disable-admission-plugins=TaintNodesByCondition',
      '--max-requests-inflight=800',
      '--max-mutating-requests-inflight=400',
      // Events are part of the believable content, and the cluster may stand for days.
      '--event-ttl=720h',
      '--profiling=false',
      '--v=1',
    ],
  }
}

export function controllerManagerStart(binaries: Binaries, places: ClusterPlaces): ProgramStart {
  return {
    name: 'kube-controller-manager',
    command: binaries['kube-controller-manager'],
    args: [
      `--kubeconfig=${places.certificate('kube-controller-manager.kubeconfig')}`,
      `--controllers=${controllers.join(',')}`,
      '--use-service-account-credentials=true',
      `--service-account-private-key-file=${places.certificate('service-accounts.key')}`,
      `--root-ca-file=${places.certificate('ca.crt')}`,
      '--leader-elect=false',
      '--secure-port=0',
      '--concurrent-deployment-syncs=5',
      '--v=1',
    ],
  }
}
