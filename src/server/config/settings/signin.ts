/** How one signs in, how long that holds, and by which ways browsers come. */
import type { SignInMethod } from '../../../wire.ts'
import { defaultOidc, defaultSignIn } from '../../signin/options.ts'
import { optional, setting } from '../setting.ts'
import { choice, duration, file, listOf, pairs, text, toggle } from '../valuetype.ts'

const anything = () => text('a text', /^/)
const claim = () => text('the name of a claim', /^\S+$/, '<claim>')
const sessionKey = text(
  '32 bytes in base64, as `openssl rand -base64 32` makes them',
  /^[\w+/-]{42}[AEIMQUYcgkosw048]=?$/,
  '<key>',
)

export const signInSettings = {
  signIn: setting<readonly SignInMethod[]>({
    type: listOf(choice('local', 'token', 'oidc'), 'a list of ways to sign in'),
    initial: [],
    initially: '`local` on loopback',
    what: 'The ways to sign in.',
  }),
  session: {
    key: setting<readonly string[]>({
      type: listOf(sessionKey, 'a list of keys'),
      initial: [],
      initially: 'a random one, which no other replica knows',
      what: 'The keys that seal sessions: the first one seals, all of them open.',
      isSecret: true,
    }),
    idle: optional<string>({
      type: duration(),
      initially: '30m, and 2h where `local` is the only way to sign in',
      what: 'How long a session holds that nobody uses.',
    }),
    limit: setting({
      type: duration(),
      initial: '12h',
      what: 'How long a session holds at most.',
    }),
  },
  oidc: {
    name: setting({
      type: text('a name'),
      initial: defaultOidc.name,
      what: 'What the OpenID Connect provider is called on the button.',
    }),
    issuer: optional<string>({
      type: text('an address that begins with `https://` or `http://`', /^https?:\/\/[^\s/]/, '<url>'),
      what: 'The address of the provider.',
    }),
    clientId: optional<string>({
      type: text('the id of a client', /\S/, '<id>'),
      what: 'What the provider knows the console by.',
    }),
    clientSecret: optional<string>({
      type: text('a secret'),
      initially: 'none: PKCE alone protects the sign-in',
      what: 'What proves that to the provider.',
      isSecret: true,
    }),
    scopes: setting<readonly string[]>({
      type: listOf(text('a scope', /^\S+$/, '<scope>'), 'a list of scopes'),
      initial: defaultOidc.scopes,
      what: 'What the provider is asked for.',
    }),
    parameters: setting<Readonly<Record<string, string>>>({
      type: pairs('a mapping of names to texts, such as `prompt=consent`'),
      initial: defaultOidc.parameters,
      what: 'What else the provider is sent with a sign-in.',
    }),
    usernameClaim: setting({
      type: claim(),
      initial: defaultOidc.usernameClaim,
      what: 'The claim that names the user.',
    }),
    groupsClaim: setting({
      type: claim(),
      initial: defaultOidc.groupsClaim,
      what: 'The claim that names the groups.',
    }),
    usernamePrefix: setting({
      type: anything(),
      initial: defaultOidc.usernamePrefix,
      what: 'What stands before the user, as in the API server.',
    }),
    groupsPrefix: setting({
      type: anything(),
      initial: defaultOidc.groupsPrefix,
      what: 'What stands before each group, as in the API server.',
    }),
    impersonate: setting({
      type: toggle(),
      initial: defaultOidc.impersonate,
      what: 'Whether the users of the kubeconfig impersonate whoever signed in, for clusters that do not know the provider.',
    }),
    caFile: optional<string>({
      type: file(),
      initially: 'those of the system',
      what: "The authorities, in PEM, that sign the provider's certificate.",
    }),
  },
  tls: {
    cert: optional<string>({
      type: file(),
      initially: 'plain HTTP',
      what: 'The certificate to serve HTTPS with, and its chain, in PEM.',
    }),
    key: optional<string>({ type: file(), what: 'The file with its key, in PEM.' }),
  },
  publicUrl: optional<string>({
    type: text(
      'an address such as `https://console.example.com`, without a path',
      /^https?:\/\/[^\s/?#]+\/?$/,
      '<url>',
    ),
    initially: 'what the requests of browsers say',
    what: 'The address that browsers reach the console by.',
  }),
  trustProxy: setting<readonly string[]>({
    type: listOf(
      text('an address, a block, `loopback` or `private`', /^\S+$/, '<address>'),
      'a list of addresses',
    ),
    initial: defaultSignIn.trustProxy,
    what: 'The proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` count: addresses, blocks, `loopback`, `private`.',
  }),
} as const
