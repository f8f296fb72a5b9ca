/** The kubeconfig: written with the certificates inside, and read back for our own client. */
import { writeFile } from 'node:fs/promises'
import { parse, stringify } from 'yaml'
import type { KeyPair } from './certificates.ts'

export interface Connection {
  /** Where API paths begin, as `https://address:port`; no trailing slash. */
  readonly server: string
  /** PEM; needed where the server is not known to everyone. */
  readonly authority?: string | undefined
  /** Without it the API server does not know who asks. */
  readonly client?: KeyPair
}

interface KubeconfigFile {
  readonly 'current-context': string
  readonly clusters: readonly {
    name: string
    cluster: { server: string; 'certificate-authority-data': string }
  }[]
  readonly users: readonly {
    name: string
    user: { 'client-certificate-data': string; 'client-key-data': string }
  }[]
  readonly contexts: readonly {
    name: string
    context: { cluster: string; user: string; namespace?: string }
  }[]
}

export interface KubeconfigUser {
  readonly context: string
  readonly user: string
  readonly namespace?: string
  readonly keys: KeyPair
}

/** The kubeconfig of `users`, the first of which is the default. */
export function kubeconfigText(
  cluster: string,
  server: string,
  authority: string,
  users: readonly [KubeconfigUser, ...KubeconfigUser[]],
): string {
  const file: KubeconfigFile & { apiVersion: string; kind: string } = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': users[0].context,
    clusters: [{ name: cluster, cluster: { server, 'certificate-authority-data': encode(authority) } }],
    users: users.map(({ user, keys }) => ({
      name: user,
      user: { 'client-certificate-data': encode(keys.certificate), 'client-key-data': encode(keys.key) },
    })),
    contexts: users.map(({ context, user, namespace }) => ({
      name: context,
      context: { cluster, user, ...(namespace === undefined ? {} : { namespace }) },
    })),
  }
  return stringify(file, { lineWidth: 0 })
}

/** Readable by its owner only: it holds private keys. */
export async function writePrivate(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 })
}

/** One context of a kubeconfig that `kubeconfigText` wrote; the default one where none is named. */
export function connectionFrom(text: string, contextName?: string): Connection {
  const file = parse(text) as KubeconfigFile
  const wanted = contextName ?? file['current-context']
  const context = file.contexts.find((each) => each.name === wanted)?.context
  const cluster = file.clusters.find((each) => each.name === context?.cluster)?.cluster
  const user = file.users.find((each) => each.name === context?.user)?.user
  if (cluster === undefined || user === undefined) {
    throw new Error(`The kubeconfig has no complete context "${wanted}".`)
  }
  return {
    server: cluster.server,
    authority: decode(cluster['certificate-authority-data']),
    client: { certificate: decode(user['client-certificate-data']), key: decode(user['client-key-data']) },
  }
}

const encode = (text: string) => Buffer.from(text).toString('base64')
const decode = (text: string) => Buffer.from(text, 'base64').toString('utf8')
