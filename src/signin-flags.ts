/** Flags and environment of signing in, read into the options of the server. */
import { readFileSync } from 'node:fs'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { defaultOidc, defaultSignIn, type OidcOptions, type SignInOptions } from './server/signin/options.ts'
import { SignInProblem } from './server/signin/problem.ts'
import { isLoopback } from './server/trust.ts'
import type { SignInMethod } from './wire.ts'

export interface SignInFlags {
  readonly signIn?: readonly SignInMethod[]
  readonly sessionKey: readonly string[]
  readonly sessionKeyFile?: string
  readonly sessionIdle?: number
  readonly sessionLimit: number
  readonly oidcName: string
  readonly oidcIssuer?: string
  readonly oidcClientId?: string
  readonly oidcClientSecret?: string
  readonly oidcClientSecretFile?: string
  readonly oidcScopes: readonly string[]
  readonly oidcParameters: Readonly<Record<string, string>>
  readonly oidcUsernameClaim: string
  readonly oidcGroupsClaim: string
  readonly oidcUsernamePrefix: string
  readonly oidcGroupsPrefix: string
  readonly oidcImpersonate: boolean
  readonly oidcCaFile?: string
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly publicUrl?: string
  readonly trustProxy: readonly string[]
}

const methods: readonly SignInMethod[] = ['local', 'token', 'oidc']
const minute = 60_000

export function addSignInFlags(command: Command): Command {
  const option = (flags: string, variable: string, description: string) =>
    new Option(flags, description).env(`PORTOLAN_${variable}`)
  const lists = (flags: string, variable: string, description: string, value: readonly string[] = []) =>
    option(flags, variable, description).default(value).argParser(parseList)
  const options = [
    option(
      '--sign-in <methods>',
      'SIGN_IN',
      'ways to sign in, of local, token and oidc (default: local on loopback)',
    ).argParser(parseMethods),
    lists(
      '--session-key <keys>',
      'SESSION_KEY',
      'keys that seal sessions, 32 bytes in base64; the first seals, all open',
    ),
    option('--session-key-file <file>', 'SESSION_KEY_FILE', 'a file with such keys, one a line'),
    option(
      '--session-idle <time>',
      'SESSION_IDLE',
      'how long a session holds that nobody uses (default: 30m, with --sign-in local alone 2h)',
    ).argParser(parseTime),
    option('--session-limit <time>', 'SESSION_LIMIT', 'how long a session holds at most')
      .default(defaultSignIn.absoluteMs, '12h')
      .argParser(parseTime),
    option('--oidc-name <name>', 'OIDC_NAME', 'how the provider is called on the button').default(
      defaultOidc.name,
    ),
    option('--oidc-issuer <url>', 'OIDC_ISSUER', 'the OpenID Connect provider'),
    option('--oidc-client-id <id>', 'OIDC_CLIENT_ID', 'how the provider knows Portolan'),
    option(
      '--oidc-client-secret <secret>',
      'OIDC_CLIENT_SECRET',
      'its secret; better in the environment or a file',
    ),
    option('--oidc-client-secret-file <file>', 'OIDC_CLIENT_SECRET_FILE', 'a file with it'),
    lists('--oidc-scopes <scopes>', 'OIDC_SCOPES', 'what the provider is asked for', defaultOidc.scopes),
    option('--oidc-parameters <pairs>', 'OIDC_PARAMETERS', 'what else it is sent, as prompt=consent,a=b')
      .default({}, '')
      .argParser(parsePairs),
    option('--oidc-username-claim <claim>', 'OIDC_USERNAME_CLAIM', 'the claim that names the user').default(
      defaultOidc.usernameClaim,
    ),
    option('--oidc-groups-claim <claim>', 'OIDC_GROUPS_CLAIM', 'the claim that names the groups').default(
      defaultOidc.groupsClaim,
    ),
    option('--oidc-username-prefix <prefix>', 'OIDC_USERNAME_PREFIX', 'goes before the user').default(''),
    option('--oidc-groups-prefix <prefix>', 'OIDC_GROUPS_PREFIX', 'goes before each group').default(''),
    option(
      '--oidc-impersonate',
      'OIDC_IMPERSONATE',
      'the kubeconfig user impersonates who signed in, for clusters that do not know the provider',
    ).default(false),
    option('--oidc-ca-file <file>', 'OIDC_CA_FILE', 'authorities that sign the certificate of the provider'),
    option('--tls-cert <file>', 'TLS_CERT', 'certificate and chain to serve HTTPS with, in PEM'),
    option('--tls-key <file>', 'TLS_KEY', 'its key, in PEM'),
    option(
      '--public-url <url>',
      'PUBLIC_URL',
      'the address that browsers reach it by, if not that it listens on',
    ).argParser(parseOrigin),
    lists(
      '--trust-proxy <addresses>',
      'TRUST_PROXY',
      'proxies whose X-Forwarded-For and -Proto count: addresses, blocks, loopback, private',
    ),
  ]
  return options.reduce((all, each) => all.addOption(each), command)
}

/** `host` is what the server listens on. Throws `SignInProblem`. */
export function signInOptions(flags: SignInFlags, host: string): SignInOptions {
  const isLocal = host === 'localhost' || isLoopback(host)
  const chosen = flags.signIn ?? (isLocal ? defaultSignIn.methods : [])
  if (chosen.length === 0) {
    throw new SignInProblem(`On ${host} others reach Portolan: choose --sign-in token or --sign-in oidc.`)
  }
  if (chosen.includes('local') && !isLocal) {
    throw new SignInProblem(`--sign-in local is for loopback only, and not for ${host}.`)
  }
  if ((flags.tlsCert === undefined) !== (flags.tlsKey === undefined)) {
    throw new SignInProblem('--tls-cert and --tls-key go together.')
  }
  if (!isLocal && flags.tlsCert === undefined && flags.trustProxy.length === 0) {
    throw new SignInProblem(
      `On ${host} others reach Portolan: give --tls-cert and --tls-key, or with --trust-proxy the proxy that has TLS.`,
    )
  }
  const isOnlyLocal = chosen.every((method) => method === 'local')
  const { tlsCert: certFile, tlsKey: keyFile } = flags
  return {
    methods: chosen,
    sessionKeys: [...flags.sessionKey, ...linesOf(flags.sessionKeyFile)],
    idleMs: flags.sessionIdle ?? (isOnlyLocal ? defaultSignIn.idleMs : 30 * minute),
    absoluteMs: flags.sessionLimit,
    oidc: chosen.includes('oidc') ? oidcOptions(flags) : null,
    tls: certFile === undefined || keyFile === undefined ? null : { certFile, keyFile },
    publicUrl: flags.publicUrl ?? null,
    trustProxy: flags.trustProxy,
  }
}

function oidcOptions(flags: SignInFlags): OidcOptions {
  const { oidcIssuer: issuer, oidcClientId: clientId } = flags
  if (issuer === undefined || clientId === undefined) {
    throw new SignInProblem('--sign-in oidc needs --oidc-issuer and --oidc-client-id.')
  }
  const [secretOfFile] = linesOf(flags.oidcClientSecretFile)
  return {
    name: flags.oidcName,
    issuer,
    clientId,
    clientSecret: flags.oidcClientSecret ?? secretOfFile ?? null,
    scopes: flags.oidcScopes,
    parameters: flags.oidcParameters,
    usernameClaim: flags.oidcUsernameClaim,
    groupsClaim: flags.oidcGroupsClaim,
    usernamePrefix: flags.oidcUsernamePrefix,
    groupsPrefix: flags.oidcGroupsPrefix,
    impersonate: flags.oidcImpersonate,
    caFile: flags.oidcCaFile ?? null,
  }
}

function linesOf(file: string | undefined): string[] {
  if (file === undefined) return []
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new SignInProblem(`The file ${file} cannot be read (${code ?? String(error)}).`)
  }
}

/** Each use of the flag replaces what stood before, the default too. */
function parseList(value: string): string[] {
  return value.split(/[\s,]+/).filter((each) => each !== '')
}

function parsePairs(value: string): Record<string, string> {
  return Object.fromEntries(
    parseList(value).map((each) => {
      const [, name = '', text = ''] = /^([^=]+)=(.*)$/.exec(each) ?? []
      if (name === '') throw new InvalidArgumentError('It must be pairs such as prompt=consent.')
      return [name, text]
    }),
  )
}

function parseMethods(value: string): SignInMethod[] {
  return parseList(value).map((each) => {
    const method = methods.find((known) => known === each)
    if (method === undefined) throw new InvalidArgumentError(`It must be of ${methods.join(', ')}.`)
    return method
  })
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: minute, h: 60 * minute, d: 24 * 60 * minute }

function parseTime(value: string): number {
  const [, digits = '', unit = ''] = /^(\d+)([smhd])$/.exec(value) ?? []
  const time = Number(digits) * (units[unit] ?? 0)
  if (time < 1_000) throw new InvalidArgumentError('It must be a time such as 45m, 8h or 1d.')
  return time
}

function parseOrigin(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === ''
  if (!isOrigin) throw new InvalidArgumentError('It must be as https://console.example.com, without a path.')
  return url.origin
}
