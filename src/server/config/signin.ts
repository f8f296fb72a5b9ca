/** What the settings make of signing in, and what has to hold between them. */
import { isIP } from 'node:net'
import type { OidcOptions, SignInOptions } from '../signin/options.ts'
import { SignInProblem } from '../signin/problem.ts'
import { OidcProvider } from '../signin/provider.ts'
import { readTls } from '../tls.ts'
import { isLoopback, TrustedProxies } from '../trust.ts'
import type { Rule } from './rule.ts'
import type { Config } from './settings/index.ts'
import { millisecondsOf } from './valuetype.ts'

export function signInOptions(config: Config): SignInOptions {
  const { session, tls, publicUrl, trustProxy } = config
  const methods = methodsOf(config)
  return {
    methods,
    sessionKeys: session.key,
    idleMs: millisecondsOf(session.idle ?? usualIdle(methods)),
    absoluteMs: millisecondsOf(session.limit),
    oidc: methods.includes('oidc') ? oidcOptions(config) : null,
    tls: tls.cert === null || tls.key === null ? null : { certFile: tls.cert, keyFile: tls.key },
    publicUrl: publicUrl === null ? null : new URL(publicUrl).origin,
    trustProxy,
  }
}

/** Who came by the address that was printed is the one who started the server, and nobody else comes near. */
function usualIdle(methods: SignInOptions['methods']): string {
  return methods.every((method) => method === 'local') ? '2h' : '30m'
}

function oidcOptions({ oidc, clusters }: Config): OidcOptions | null {
  const { issuer, clientId } = oidc
  if (issuer === null || clientId === null) return null
  const impersonateOn = clusters.flatMap(({ name, oidcImpersonate: is }) =>
    is === undefined ? [] : ([[name, is]] as const),
  )
  return { ...oidc, issuer, clientId, impersonateOn: new Map(impersonateOn) }
}

const isLocal = ({ host }: Config) => host === 'localhost' || (isIP(host) !== 0 && isLoopback(host))

function methodsOf(config: Config): SignInOptions['methods'] {
  return config.signIn.length === 0 && isLocal(config) ? ['local'] : config.signIn
}

const chosen: Rule = {
  keys: ['signIn', 'host'],
  violation: (config) => {
    if (methodsOf(config).length === 0) {
      return {
        key: 'host',
        message: 'Others reach the console there: choose token or oidc, or both, by signIn.',
      }
    }
    const local = config.signIn.indexOf('local')
    return local < 0 || isLocal(config)
      ? null
      : { message: `"local" is for loopback only, and not for ${config.host}.`, path: [local] }
  },
}

const encryption: Rule = {
  keys: ['host', 'signIn', 'tls.cert', 'trustProxy'],
  violation: (config) => {
    const { tls, trustProxy } = config
    const methods = methodsOf(config)
    // Who cannot be signed in there is told so, and no more.
    const isReached = !isLocal(config) && methods.length > 0 && !methods.includes('local')
    return !isReached || tls.cert !== null || trustProxy.length > 0
      ? null
      : {
          key: 'host',
          message:
            'Others reach the console there: give tls.cert and tls.key, or name the proxy that has TLS by trustProxy.',
        }
  },
}

const oidc: Rule = {
  keys: ['signIn', 'oidc'],
  violation: (config) => {
    const lacks = [
      ...(config.oidc.issuer === null ? ['oidc.issuer'] : []),
      ...(config.oidc.clientId === null ? ['oidc.clientId'] : []),
    ]
    return lacks.length === 0 || !config.signIn.includes('oidc')
      ? null
      : { message: `"oidc" needs ${lacks.join(' and ')} as well.`, path: [config.signIn.indexOf('oidc')] }
  },
}

const provider: Rule = {
  keys: ['oidc.issuer', 'oidc', 'signIn', 'clusters'],
  violation: (config) => {
    const options = config.signIn.includes('oidc') ? oidcOptions(config) : null
    return options === null ? null : problemOf(() => new OidcProvider(options))
  },
}

/** Limits that say the same, or contradict each other, are hardly what somebody means. */
const limits: Rule = {
  keys: ['session.idle', 'session.limit'],
  violation: ({ session }) =>
    session.idle === null || millisecondsOf(session.idle) <= millisecondsOf(session.limit)
      ? null
      : { message: `It is longer than session.limit, which is ${session.limit}.` },
}

const certificate: Rule = {
  keys: ['tls.cert', 'tls.key'],
  violation: ({ tls: { cert: certFile, key: keyFile } }) => {
    if (certFile === null) return null
    if (keyFile === null) return { message: 'It needs tls.key as well.' }
    return problemOf(() => readTls({ certFile, keyFile }))
  },
}

const certificateOfKey: Rule = {
  keys: ['tls.key', 'tls.cert'],
  violation: ({ tls }) =>
    tls.key !== null && tls.cert === null ? { message: 'It needs tls.cert as well.' } : null,
}

const proxies: Rule = {
  keys: ['trustProxy'],
  violation: ({ trustProxy }) => problemOf(() => new TrustedProxies(trustProxy)),
}

function problemOf(act: () => unknown): { readonly message: string } | null {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof SignInProblem) return { message: error.message }
    throw error
  }
}

export const signInRules: readonly Rule[] = [
  chosen,
  encryption,
  oidc,
  provider,
  limits,
  certificate,
  certificateOfKey,
  proxies,
]
