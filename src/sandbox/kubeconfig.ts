/** A kubeconfig of one cluster, with a context for each of its users. */
import { stringify } from 'yaml'

export interface KubeconfigUser {
  readonly context: string
  readonly user: string
  /** The context's namespace. */
  readonly namespace?: string
  /** As the file names them: `token`, or `client-certificate-data` and `client-key-data`. */
  readonly credentials: Readonly<Record<string, string>>
}

export interface KubeconfigParts {
  readonly cluster: string
  /** `http(s)://address:port`. */
  readonly server: string
  /** PEM of what signed the server's certificate; absent without TLS. */
  readonly authority?: string
  /** The first is the default. */
  readonly users: readonly [KubeconfigUser, ...KubeconfigUser[]]
}

export function kubeconfigText({ cluster, server, authority, users }: KubeconfigParts): string {
  const trust = authority === undefined ? {} : { 'certificate-authority-data': base64(authority) }
  return stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': users[0].context,
      clusters: [{ name: cluster, cluster: { server, ...trust } }],
      users: users.map(({ user, credentials }) => ({ name: user, user: credentials })),
      contexts: users.map(({ context, user, namespace }) => ({
        name: context,
        context: { cluster, user, ...(namespace === undefined ? {} : { namespace }) },
      })),
    },
    { lineWidth: 0 },
  )
}

/** As kubeconfigs hold certificates and keys. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
