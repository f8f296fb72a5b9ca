import { expect, test } from 'vitest'
import { defaultOidc, defaultSignIn } from '../signin/options.ts'
import { ConfigurationError } from './given.ts'
import { type Loaded, loadConfig } from './load.ts'
import { signInOptions } from './signin.ts'

const file = '/etc/portolan/config.yaml'

interface Given {
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly yaml?: string
  /** Other files by name. */
  readonly files?: Readonly<Record<string, string>>
}

function load({ flags = [], env = {}, yaml, files = {} }: Given): Loaded {
  const known: Record<string, string> = { ...files, ...(yaml !== undefined && { [file]: yaml }) }
  const readFile = (name: string) => {
    const text = known[name]
    if (text === undefined) throw Object.assign(new Error(`no ${name}`), { code: 'ENOENT' })
    return text
  }
  const argv = [...(yaml === undefined ? [] : ['--config', file]), ...flags]
  return loadConfig({ argv, env, version: '1.2.3', readFile })
}

function complaints(given: Given): readonly string[] {
  try {
    load(given)
    return []
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split('\n')
    throw error
  }
}

test('without anything there are the defaults', () => {
  expect(load({}).config).toMatchObject({
    port: 7654,
    host: '127.0.0.1',
    kubeconfig: null,
    sandbox: false,
    labelDomain: 'cpaas.io',
    projectLabel: null,
    clusters: [],
    product: { name: 'Portolan', logo: null },
    navigation: { order: [], hidden: [] },
    gates: { alb2: true, ecmp: false, 'bgp-pools': false, 'network-policy-next': false },
  })
})

test('a flag goes before a variable, a variable before the file', () => {
  const yaml = 'port: 1\nprojectLabel: file\nlabelDomain: file.io\n'
  const env = { PORTOLAN_PORT: '2', PORTOLAN_PROJECT_LABEL: 'variable' }
  expect(load({ yaml, env, flags: ['--port', '3'] }).config).toMatchObject({
    port: 3,
    projectLabel: 'variable',
    labelDomain: 'file.io',
  })
})

test('a variable names the file, unless a flag does', () => {
  const files = { '/a.yaml': 'port: 1', '/b.yaml': 'port: 2' }
  const env = { PORTOLAN_CONFIG: '/a.yaml' }
  expect(load({ env, files }).config.port).toBe(1)
  expect(load({ env, files, flags: ['--config', '/b.yaml'] }).config.port).toBe(2)
})

test.each<[string, Given, object]>([
  [
    'a repeated flag, with commas too',
    { flags: ['--allow-host', 'a,b', '--allow-host', 'c'] },
    ['a', 'b', 'c'],
  ],
  ['a variable', { env: { PORTOLAN_ALLOW_HOST: 'a, b,' } }, ['a', 'b']],
  ['the file', { yaml: 'allowHost: [a, b]' }, ['a', 'b']],
  ['a flag replaces the file', { flags: ['--allow-host', 'c'], yaml: 'allowHost: [a, b]' }, ['c']],
])('several values: %s', (_, given, expected) => {
  expect(load(given).config.allowHost).toEqual(expected)
})

test.each<[string, Given, boolean]>([
  ['the flag alone', { flags: ['--sandbox'] }, true],
  ['the flag with a value', { flags: ['--sandbox', 'false'], yaml: 'sandbox: true' }, false],
  ['the flag alone before another', { flags: ['--sandbox', '--port', '1'] }, true],
  ['a variable', { env: { PORTOLAN_SANDBOX: '1' } }, true],
  ['a variable that says no', { env: { PORTOLAN_SANDBOX: 'No' }, yaml: 'sandbox: true' }, false],
  ['an empty variable', { env: { PORTOLAN_SANDBOX: '' }, yaml: 'sandbox: true' }, true],
])('yes or no: %s', (_, given, expected) => {
  expect(load(given).config.sandbox).toBe(expected)
})

test('what is nested has flags and variables by its whole key', () => {
  const { gates, product, navigation } = load({
    flags: ['--gates-network-policy-next', '--gates-alb2=off'],
    env: { PORTOLAN_GATES_BGP_POOLS: 'true', PORTOLAN_NAVIGATION_ORDER: 'ingress,service' },
    yaml: 'product: { name: Harbour }\ngates:\n  ecmp: true\n',
  }).config
  expect(gates).toEqual({
    'network-policy-next': true,
    'cluster-network-policy': false,
    'cluster-network-policy-next': false,
    alb2: false,
    ecmp: true,
    'bgp-pools': true,
  })
  expect([product.name, navigation.order]).toEqual(['Harbour', ['ingress', 'service']])
})

test('clusters are mappings in the file and YAML or JSON elsewhere', () => {
  const clusters = [{ name: 'a', title: 'A', context: 'admin@a', oidcImpersonate: true }]
  for (const given of [
    { yaml: 'clusters:\n  - { name: a, title: A, context: admin@a, oidcImpersonate: true }' },
    { env: { PORTOLAN_CLUSTERS: JSON.stringify(clusters) } },
    { flags: ['--clusters', '[{ name: a, title: A, context: admin@a, oidcImpersonate: true }]'] },
  ]) {
    expect(load(given).config.clusters).toEqual(clusters)
  }
})

test('file names in the file mean files beside it; others are as they are', () => {
  const yaml =
    'kubeconfig: kube/config\nclusters: [{ name: a, server: "https://a", certificateAuthority: ca.crt }]'
  expect(load({ yaml }).config).toMatchObject({
    kubeconfig: '/etc/portolan/kube/config',
    clusters: [{ certificateAuthority: '/etc/portolan/ca.crt' }],
  })
  expect(load({ flags: ['--kubeconfig', 'kube/config'] }).config.kubeconfig).toBe('kube/config')
  expect(load({ yaml: 'kubeconfig: /kube/config' }).config.kubeconfig).toBe('/kube/config')
})

test.each(['', '# nothing\n', 'port:\n', 'product:\n', '---\n{}\n'])(
  'a file that says nothing: %j',
  (yaml) => {
    expect(load({ yaml }).config).toEqual(load({}).config)
  },
)

test('the variables that Kubernetes makes of a Service called portolan are not ours', () => {
  const env = {
    PORTOLAN_PORT: 'tcp://10.96.0.7:80',
    PORTOLAN_PORT_80_TCP_ADDR: '10.96.0.7',
    PORTOLAN_SERVICE_HOST: '10.96.0.7',
    PORTOLAN_SERVICE_PORT: '80',
  }
  expect(load({ env }).config.port).toBe(7654)
})

test.each<[string, Given, readonly string[]]>([
  [
    'a number that is none, by each source',
    { flags: ['--port', 'x'], env: { PORTOLAN_PORT: '70000' }, yaml: 'labelDomain: a\nport: "1"' },
    [
      'port (--port): "x" is not a whole number from 0 to 65535.',
      'port (PORTOLAN_PORT): 70000 is not a whole number from 0 to 65535.',
      `port (${file}:2:7): "1" is not a whole number from 0 to 65535.`,
    ],
  ],
  [
    'a choice',
    { yaml: 'logLevel: wran' },
    [
      `logLevel (${file}:1:11): "wran" is not one of trace, debug, info, warn, error, silent. Did you mean warn?`,
    ],
  ],
  [
    'yes or no',
    { env: { PORTOLAN_SANDBOX: 'perhaps' } },
    ['sandbox (PORTOLAN_SANDBOX): "perhaps" is not `true` or `false`.'],
  ],
  [
    'an item of a list',
    { yaml: 'navigation:\n  hidden: [service, 5, Ingress]' },
    [
      `navigation.hidden[1] (${file}:2:21): 5 is not the id of a navigation entry, such as \`service\`.`,
      `navigation.hidden[2] (${file}:2:24): "Ingress" is not the id of a navigation entry, such as \`service\`.`,
    ],
  ],
  [
    'a list that is none',
    { yaml: 'allowHost: a' },
    [`allowHost (${file}:1:12): "a" is not a list of host names.`],
  ],
  [
    'keys that do not exist',
    { yaml: 'labelDomian: a\nhidden: []\nproduct:\n  logotype: a\n  nane: b\nblue: 1' },
    [
      `labelDomian (${file}:1:1): There is no such setting. Did you mean labelDomain?`,
      `hidden (${file}:2:1): There is no such setting. Did you mean navigation.hidden?`,
      `product.logotype (${file}:4:3): There is no such setting.`,
      `product.nane (${file}:5:3): There is no such setting. Did you mean product.name?`,
      `blue (${file}:6:1): There is no such setting.`,
    ],
  ],
  [
    'a value where a mapping belongs, and the reverse',
    { yaml: 'product: Harbour\nport: { a: 1 }\n' },
    [
      `product (${file}:1:10): This must be a mapping of settings, such as name, logo.`,
      `port (${file}:2:7): A mapping is not a whole number from 0 to 65535.`,
    ],
  ],
  [
    'a file that is no mapping',
    { yaml: '- port' },
    [`${file}:1:1: This must be a mapping of settings, such as port, host, allowHost.`],
  ],
  [
    'a file that is not YAML, without its text',
    { yaml: 'port: 1\nhost: [secret' },
    [
      `${file}:2:14: This is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ].`,
    ],
  ],
  [
    'a key that stands there twice',
    { yaml: 'port: 1\nport: 2' },
    [`${file}:2:1: This is not YAML: Map keys must be unique.`],
  ],
  ['a file that does not exist', { flags: ['--config', '/no'] }, ['--config: There is no file /no.']],
  [
    'a file that does not exist, by a variable',
    { env: { PORTOLAN_CONFIG: '/no' } },
    ['PORTOLAN_CONFIG: There is no file /no.'],
  ],
  [
    'flags and variables that do not exist',
    { flags: ['--prot', '1', '--zzzzzz=1'], env: { PORTOLAN_LABELDOMAIN: 'a', PORTOLAN_OTHER_THING: 'b' } },
    [
      '--prot: There is no such flag. Did you mean --port?',
      '--zzzzzz: There is no such flag. --help lists them all.',
      'PORTOLAN_LABELDOMAIN: There is no such variable. Did you mean PORTOLAN_LABEL_DOMAIN?',
    ],
  ],
  [
    'a flag without its value',
    { flags: ['--host'], env: { PORTOLAN_SANDBOX_SCALE: '0' } },
    [
      "command line: Option '--host <address>' argument missing.",
      'sandboxScale (PORTOLAN_SANDBOX_SCALE): 0 is not a whole number from 1 to 1000.',
    ],
  ],
  [
    'clusters',
    {
      yaml: [
        'clusters:',
        '  - name: a',
        '    titel: A',
        '    context: k',
        '  - {name: b, context: k, server: "https://a"}',
        '  - context: k',
        '  - name: b',
        '    server: ftp://a',
        '  - name: c',
        '    context: k',
        '    certificateAuthority: a',
        '  - d',
      ].join('\n'),
    },
    [
      `clusters[0] (${file}:3:12): There is no field titel. Did you mean title?`,
      `clusters[1] (${file}:5:5): A cluster has either \`context\` or \`server\`.`,
      `clusters[2].name (${file}:6:5): It is missing; it must be a name.`,
      `clusters[3].server (${file}:8:13): "ftp://a" is not an address that begins with \`https://\` or \`http://\`.`,
      `clusters[4].certificateAuthority (${file}:11:27): It belongs to \`server\`; a context brings its own.`,
      `clusters[5] (${file}:12:5): "d" is not a mapping of \`name\`, and \`context\` or \`server\`.`,
    ],
  ],
  [
    'clusters of one name, and a global cluster that is none of them',
    { yaml: 'clusters:\n  - {name: a, context: k}\n  - {name: a, context: l}\nglobalCluster: b' },
    [
      `clusters (${file}:3:12): There is another cluster called "a".`,
      `globalCluster (${file}:4:16): "b" is none of the clusters. Did you mean a?`,
    ],
  ],
  [
    'a logo that is not there',
    { flags: ['--product-logo', '/no/logo.svg'] },
    ['product.logo (--product-logo): The file /no/logo.svg cannot be read (ENOENT).'],
  ],
])('says all that is wrong: %s', (_, given, expected) => {
  expect(new Set(complaints(given))).toEqual(new Set(expected))
})

const key = 'cG9ydG9sYW4ncyBrZXkgZm9yIGl0cyBvd24gdGVzdHM='
const otherKey = 'YW5vdGhlciBvbmUgb2YgcG9ydG9sYW4ncyBvd24gMzI='

test.each<[string, Given, readonly string[]]>([
  ['a variable', { env: { PORTOLAN_SESSION_KEY: `${key},${otherKey}` } }, [key, otherKey]],
  ['the file', { yaml: `session:\n  key: [${key}]` }, [key]],
  [
    'a file that a flag names',
    { flags: ['--session-key-file', '/keys'], files: { '/keys': `${key}\n${otherKey}\n` } },
    [key, otherKey],
  ],
  [
    'a file that a variable names, which goes before the configuration file',
    {
      env: { PORTOLAN_SESSION_KEY_FILE: '/keys' },
      files: { '/keys': key },
      yaml: `session: { key: [${otherKey}] }`,
    },
    [key],
  ],
  [
    'a file beside the configuration file',
    { yaml: 'session: { keyFile: keys }', files: { '/etc/portolan/keys': key } },
    [key],
  ],
])('secrets come from %s', (_, given, expected) => {
  expect(load(given).config.session.key).toEqual(expected)
})

const flagMessage =
  'A secret may not stand on the command line, where other users of the machine see it. Give it by ' +
  '--session-key-file, PORTOLAN_SESSION_KEY, PORTOLAN_SESSION_KEY_FILE or the configuration file.'

test.each<[string, Given, readonly string[]]>([
  [
    'on the command line',
    { flags: ['--session-key', 'hush'] },
    [`session.key (--session-key): ${flagMessage}`],
  ],
  ['with an equals sign', { flags: ['--session-key=hush'] }, [`session.key (--session-key): ${flagMessage}`]],
  [
    'that are wrong',
    { env: { PORTOLAN_SESSION_KEY: 'hush' }, yaml: 'oidc: { clientSecret: [hush] }' },
    [
      'session.key[0] (PORTOLAN_SESSION_KEY): The value is not 32 bytes in base64, as `openssl rand -base64 32` makes them.',
      `oidc.clientSecret (${file}:1:23): The value is not a secret.`,
    ],
  ],
  [
    'in files that are not there, or are empty',
    {
      flags: ['--oidc-client-secret-file', '/no'],
      env: { PORTOLAN_SESSION_KEY_FILE: '/empty' },
      files: { '/empty': '\n' },
    },
    [
      'oidc.clientSecretFile (--oidc-client-secret-file): The file /no cannot be read (ENOENT).',
      'session.keyFile (PORTOLAN_SESSION_KEY_FILE): The file /empty is empty.',
    ],
  ],
  [
    'that are given twice in one place',
    { yaml: `session:\n  key: [${key}]\n  keyFile: keys`, files: { '/etc/portolan/keys': key } },
    [`session.keyFile (${file}:3:12): It is given here and at ${file}:2:8; keep one of the two.`],
  ],
  [
    'below a key that is misspelled',
    { yaml: 'oidc:\n  clientSecrt: hush\n  clientSecretFil: hush' },
    [
      `oidc.clientSecrt (${file}:2:3): There is no such setting. Did you mean oidc.clientSecret?`,
      `oidc.clientSecretFil (${file}:3:3): There is no such setting. Did you mean oidc.clientSecret?`,
    ],
  ],
])('secrets %s are refused without being told', (_, given, expected) => {
  const said = complaints(given)
  expect(said).toEqual(expected)
  expect(said.join()).not.toMatch(/hush|cG9y/)
})

test('secrets are hidden where the configuration in effect is shown', () => {
  const { printed } = load({
    flags: ['--print-config'],
    env: { PORTOLAN_SESSION_KEY: key, PORTOLAN_OIDC_CLIENT_SECRET: 'hush' },
  })
  expect(printed).toContain('  key: (hidden) # PORTOLAN_SESSION_KEY\n')
  expect(printed).toContain('  clientSecret: (hidden) # PORTOLAN_OIDC_CLIENT_SECRET\n')
  expect(printed).not.toMatch(/hush|cG9y/)
  expect(load({ flags: ['--print-config'] }).printed).toContain('clientSecret: null # default')
})

test.each<[string, Given, readonly string[]]>([
  [
    'nobody can sign in from elsewhere',
    { yaml: 'host: 0.0.0.0' },
    [`host (${file}:1:7): Others reach the console there: choose token or oidc, or both, by signIn.`],
  ],
  [
    'the kubeconfig’s own users are for loopback',
    { yaml: 'host: 10.0.0.1\nsignIn: [token, local]' },
    [`signIn (${file}:2:17): "local" is for loopback only, and not for 10.0.0.1.`],
  ],
  [
    'a provider has an address and a client',
    { yaml: 'signIn: [oidc]\noidc: { clientId: a }' },
    [`signIn (${file}:1:10): "oidc" needs oidc.issuer as well.`],
  ],
  [
    'nothing idle outlasts the limit',
    { yaml: 'session: { idle: 2d }' },
    [`session.idle (${file}:1:18): It is longer than session.limit, which is 12h.`],
  ],
  [
    'times have a unit',
    { yaml: 'session: { idle: 30, limit: 0h }' },
    [
      `session.idle (${file}:1:18): 30 is not a time such as 45m, 8h or 1d.`,
      `session.limit (${file}:1:29): "0h" is not a time such as 45m, 8h or 1d.`,
    ],
  ],
  [
    'a certificate has a key, and the reverse',
    { flags: ['--tls-key', '/k'] },
    ['tls.key (--tls-key): It needs tls.cert as well.'],
  ],
  [
    'audit lines that go to a file need one',
    { yaml: 'audit: { destination: file }' },
    [`audit.destination (${file}:1:23): It needs audit.file as well.`],
  ],
])('what belongs together: %s', (_, given, expected) => {
  expect(complaints(given)).toEqual(expected)
})

test('signing in takes what is configured', () => {
  const { config } = load({
    flags: [
      '--sign-in',
      'token,oidc',
      '--host',
      '0.0.0.0',
      '--oidc-impersonate',
      '--public-url',
      'https://a.b/',
    ],
    env: { PORTOLAN_OIDC_CLIENT_SECRET: 'hush', PORTOLAN_TRUST_PROXY: 'private, 192.0.2.1' },
    yaml: 'oidc: { issuer: https://sso, clientId: portolan, scopes: [openid] }\nsession: { idle: 45m, limit: 1d }',
  })
  expect(signInOptions(config)).toEqual({
    methods: ['token', 'oidc'],
    sessionKeys: [],
    idleMs: 45 * 60_000,
    absoluteMs: 24 * 3_600_000,
    oidc: {
      ...defaultOidc,
      issuer: 'https://sso',
      clientId: 'portolan',
      clientSecret: 'hush',
      scopes: ['openid'],
      impersonate: true,
    },
    tls: null,
    publicUrl: 'https://a.b',
    trustProxy: ['private', '192.0.2.1'],
  })
  expect(signInOptions(load({}).config)).toEqual(defaultSignIn)
})

test('tells it in the order of the sources, and of the file', () => {
  const said = complaints({
    yaml: 'gates: { alb2: 3 }\nport: x\nhots: y',
    env: { PORTOLAN_HOST: ' ' },
    flags: ['--log-level', 'x'],
  })
  expect(said.map((line) => line.split(':', 1)[0])).toEqual([
    'logLevel (--log-level)',
    'host (PORTOLAN_HOST)',
    `gates.alb2 (${file}`,
    `port (${file}`,
    `hots (${file}`,
  ])
})

test('shows what is in effect with the source of each value, as a file that says the same', () => {
  const yaml = 'port: 1\nclusters:\n  - name: a\n    context: k\n'
  const env = { PORTOLAN_PRODUCT_NAME: 'Harbour' }
  const { printed } = load({ yaml, env, flags: ['--print-config', '--allow-host', 'a'] })
  expect(printed).toContain(`port: 1 # ${file}:1:7\n`)
  expect(printed).toContain('host: 127.0.0.1 # default\n')
  expect(printed).toContain('allowHost: [a] # --allow-host\n')
  expect(printed).toContain('  name: Harbour # PORTOLAN_PRODUCT_NAME\n')
  expect(printed).toContain('projectLabel: null # default: <labelDomain>/project\n')
  expect(printed).toContain(`clusters:\n  # ${file}:3:3\n  - name: a\n`)
  expect(load({ yaml: printed ?? '' }).config).toEqual(
    load({ yaml, env, flags: ['--allow-host', 'a'] }).config,
  )
  expect(load({ yaml }).printed).toBeNull()
})
