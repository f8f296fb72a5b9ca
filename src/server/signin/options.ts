/** What the operator chooses about signing in: plain data, from flags, the environment or a file. */
import type { SignInMethod } from '../../wire.ts'

export interface OidcOptions {
  /** How the provider is called on the button. */
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  /** Null: a public client, which PKCE alone protects. */
  readonly clientSecret: string | null
  readonly scopes: readonly string[]
  /** What else the provider is sent with a sign-in, such as `prompt`. */
  readonly parameters: Readonly<Record<string, string>>
  readonly usernameClaim: string
  readonly groupsClaim: string
  readonly usernamePrefix: string
  readonly groupsPrefix: string
  /** Clusters do not know the issuer: the kubeconfig's user impersonates whoever signed in. */
  readonly impersonate: boolean
  /** A file with the authorities, in PEM, that sign the provider's certificate. */
  readonly caFile: string | null
}

export interface TlsOptions {
  /** Files in PEM. */
  readonly certFile: string
  readonly keyFile: string
}

export interface SignInOptions {
  /** At least one. */
  readonly methods: readonly SignInMethod[]
  /** 32 bytes in base64 each; the first seals, all open. None: a random one for this process. */
  readonly sessionKeys: readonly string[]
  readonly idleMs: number
  readonly absoluteMs: number
  /** With the method `oidc`. */
  readonly oidc: OidcOptions | null
  readonly tls: TlsOptions | null
  /** The origin that browsers reach the console by; null: what their requests say, and the address it listens on. */
  readonly publicUrl: string | null
  /** Addresses and blocks of proxies that say where a request comes from; `loopback` and `private` for such. */
  readonly trustProxy: readonly string[]
}

export const defaultSignIn: SignInOptions = {
  methods: ['local'],
  sessionKeys: [],
  idleMs: 2 * 3_600_000,
  absoluteMs: 12 * 3_600_000,
  oidc: null,
  tls: null,
  publicUrl: null,
  trustProxy: [],
}

export const defaultOidc: Omit<OidcOptions, 'issuer' | 'clientId'> = {
  name: 'single sign-on',
  clientSecret: null,
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  parameters: {},
  usernameClaim: 'sub',
  groupsClaim: 'groups',
  usernamePrefix: '',
  groupsPrefix: '',
  impersonate: false,
  caFile: null,
}
