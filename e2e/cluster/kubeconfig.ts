/** Kubeconfigs with certificates inside: what is written into them, and how our own client reads it back. */
import { writeFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { base64 } from '../../src/sandbox/kubeconfig.ts'
import type { KeyPair } from './certificates.ts'

export interface Connection {
  /** Where API paths begin, as `https://address:port`; no trailing slash. */
  readonly server: string
  /** PEM; needed where the server is not known to everyone. */
  readonly authority?: string | undefined
  /** Without it the API server does not know who asks. */
  readonly client?: KeyPair
  /** What each request carries besides. */
  readonly headers?: Readonly<Record<string, string>>
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

/** Who signs in with a client certificate. */
export function certificateCredentials({ certificate, key }: KeyPair) {
  return { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) }
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

const decode = (text: string) => Buffer.from(text, 'base64').toString('utf8')
