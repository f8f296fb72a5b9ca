/** What proves to a cluster who the user is: headers and a client certificate, kept fresh. */
import { readFile } from 'node:fs/promises'
import type { RequestOptions } from 'node:https'
import { type AuthProvider, type AuthProviderUser, loadAuthProvider } from './authprovider.ts'
import { runExecPlugin } from './execplugin.ts'
import type { KubeconfigCluster, KubeconfigUser } from './kubeconfig.ts'

export interface Credential {
  readonly headers: Readonly<Record<string, string | string[]>>
  /** PEM. */
  readonly certificate: string | null
  /** PEM. */
  readonly key: string | null
  /** Milliseconds since the epoch, after which it is made anew. */
  readonly expires: number
}

/** Files and providers that do not say how long their answer holds are asked again after this. */
const recheckMs = 10_000

/** The credentials of one context. Concurrent requests share one run of a plugin. */
export class Credentials {
  readonly #user: KubeconfigUser
  readonly #userName: string
  readonly #cluster: KubeconfigCluster
  #current: Promise<Credential> | null = null
  #expires = 0
  #provider: { readonly user: AuthProviderUser; readonly loaded: Promise<AuthProvider> } | null = null

  constructor(userName: string, user: KubeconfigUser, cluster: KubeconfigCluster) {
    this.#userName = userName
    this.#user = user
    this.#cluster = cluster
  }

  /** A credential that has not expired. Rejects with a sentence on the plugin or file that failed. */
  get(): Promise<Credential> {
    if (this.#current !== null && Date.now() < this.#expires) return this.#current
    const made = this.#make()
    this.#current = made
    this.#expires = Number.POSITIVE_INFINITY
    made.then(
      ({ expires }) => {
        if (this.#current === made) this.#expires = expires
      },
      () => {
        if (this.#current === made) this.#current = null
      },
    )
    return made
  }

  /** The cluster answered 401 to this credential: the next request makes a new one. */
  refused(credential: Credential): void {
    const current = this.#current
    void current?.then(
      (held) => {
        if (held === credential && this.#current === current) this.#current = null
      },
      () => undefined,
    )
  }

  async #make(): Promise<Credential> {
    const user = this.#user
    const base = {
      headers: impersonation(user),
      certificate: await pem(user['client-certificate'], user['client-certificate-data']),
      key: await pem(user['client-key'], user['client-key-data']),
    }
    const fromFiles = user['client-certificate'] || user['client-key'] || user.tokenFile
    const expires = fromFiles ? Date.now() + recheckMs : Number.POSITIVE_INFINITY
    const authorized = (authorization: string | null, until = expires): Credential => ({
      ...base,
      headers: authorization === null ? base.headers : { ...base.headers, authorization },
      expires: until,
    })
    if (user.tokenFile) return authorized(bearer(await readFile(user.tokenFile, 'utf8')))
    if (user.token) return authorized(bearer(user.token))
    if (user.username) {
      return authorized(`Basic ${Buffer.from(`${user.username}:${user.password ?? ''}`).toString('base64')}`)
    }
    if (user.exec) {
      const { token, certificate, key, expires: until } = await runExecPlugin(user.exec, this.#cluster)
      const credential = authorized(token === null ? null : bearer(token), Math.min(until, expires))
      return certificate === null ? credential : { ...credential, certificate, key }
    }
    if (user['auth-provider']) {
      return authorized(await this.#fromProvider(user['auth-provider']), Date.now() + 6 * recheckMs)
    }
    return authorized(null)
  }

  async #fromProvider({
    name,
    config,
  }: NonNullable<KubeconfigUser['auth-provider']>): Promise<string | null> {
    this.#provider ??= {
      user: { name: this.#userName, authProvider: { name, config: { ...config } } },
      loaded: loadAuthProvider(name),
    }
    const { user, loaded } = this.#provider
    const options: RequestOptions & { headers: Record<string, string> } = { headers: {} }
    await (await loaded).applyAuthentication(user, options)
    return options.headers.Authorization ?? null
  }
}

function bearer(token: string): string {
  return `Bearer ${token.trim()}`
}

async function pem(file: string | null | undefined, data: string | null | undefined): Promise<string | null> {
  // As kubectl has it, data stands before a file.
  if (data) return Buffer.from(data, 'base64').toString('utf8')
  return file ? readFile(file, 'utf8') : null
}

/** A kubeconfig may say that its user acts as another; leaving that out would give the console more power. */
function impersonation(user: KubeconfigUser): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {}
  if (user.as) headers['impersonate-user'] = user.as
  if (user['as-uid']) headers['impersonate-uid'] = user['as-uid']
  if (user['as-groups']?.length) headers['impersonate-group'] = user['as-groups']
  for (const [key, values] of Object.entries(user['as-user-extra'] ?? {})) {
    headers[`impersonate-extra-${encodeURIComponent(key).toLowerCase()}`] = values
  }
  return headers
}
