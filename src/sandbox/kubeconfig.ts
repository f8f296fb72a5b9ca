/** A kubeconfig with a context for each person; its bearer tokens are good for one run of the sandbox. */
import { stringify } from 'yaml'
import type { Person } from './people.ts'

export interface KubeconfigParts {
  /** `http(s)://address:port`. */
  readonly server: string
  /** PEM of what signed the listener's certificate; absent without TLS. */
  readonly authority?: string
  readonly people: readonly [Person, ...Person[]]
  /** By the name of the context. */
  readonly tokens: ReadonlyMap<string, string>
}

const cluster = 'portolan-sandbox'

export function kubeconfigText({ server, authority, people, tokens }: KubeconfigParts): string {
  const trust =
    authority === undefined ? {} : { 'certificate-authority-data': Buffer.from(authority).toString('base64') }
  return stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': people[0].context,
      clusters: [{ name: cluster, cluster: { server, ...trust } }],
      users: people.map(({ user, context }) => ({ name: user, user: { token: tokens.get(context) } })),
      contexts: people.map(({ context, user, namespace }) => ({
        name: context,
        context: { cluster, user, ...(namespace === undefined ? {} : { namespace }) },
      })),
    },
    { lineWidth: 0 },
  )
}
