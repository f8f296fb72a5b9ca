import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatFieldPath, valueAt } from '../../../k8s/fieldpath.ts'
import type { KubeObject } from '../../../k8s/objects.ts'
import type { Finding, Severity } from '../../../manifest/finding.ts'
import { withFix } from '../../../manifest/fix.ts'
import { parseManifest } from '../../../manifest/manifest.ts'
import { writeYaml } from '../../../manifest/write.ts'
import { testWorld } from '../../testing/world.ts'
import { annotationChecks } from './checks.ts'
import words from './later-locale/en.json'

const classNamed = (name: string, controller: string): KubeObject =>
  ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name },
    spec: { controller },
  }) as KubeObject

const classes = [
  classNamed('nginx', 'k8s.io/ingress-nginx'),
  classNamed('inside', 'ingress-nginx.cpaas.io/ns-inside'),
  classNamed('alb', 'cpaas.io/alb2'),
  classNamed('traefik', 'traefik.io/ingress-controller'),
]

const n = (name: string) => `nginx.ingress.kubernetes.io/${name}`
const a = (name: string) => `alb.ingress.cpaas.io/${name}`
const named = (list: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(list).map(([name, value]) => [name.includes('/') ? name : n(name), value]),
  )

interface Shape {
  readonly name?: string
  readonly className?: string
  readonly hosts?: readonly string[]
  /** Path and match type. */
  readonly paths?: readonly (readonly [path: string, pathType: string])[]
  readonly tls?: readonly string[]
}

/** An Ingress with these annotations, those of ingress-nginx by their bare names. */
const ingress = (annotations: Readonly<Record<string, string>>, shape: Shape = {}) => {
  const {
    name = 'in',
    className = 'nginx',
    hosts = ['a.example.com'],
    paths = [['/', 'Exact']],
    tls = [],
  } = shape
  const backend = { service: { name: 'web', port: { number: 80 } } }
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: 'shop', annotations: named(annotations) },
    spec: {
      ingressClassName: className,
      tls: tls.map((host) => ({ hosts: [host], secretName: 'web-tls' })),
      rules: hosts.map((host) => ({
        host,
        http: { paths: paths.map(([path, pathType]) => ({ path, pathType, backend })) },
      })),
    },
  }
}
const other = (annotations: Readonly<Record<string, string>>, shape: Shape = {}) =>
  ingress(annotations, { name: 'other', ...shape }) as KubeObject

const run = (typed: unknown, more: readonly KubeObject[] = []): readonly Finding[] =>
  annotationChecks.flatMap((check) => check(typed, testWorld({ objects: [...classes, ...more] })))
const about = (id: string, typed: unknown, more?: readonly KubeObject[]) =>
  run(typed, more).filter((found) => found.id === `ingress/${id}`)

const entrance = (spec: object) =>
  ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'entrance',
      namespace: 'ingress-nginx',
      labels: { 'app.kubernetes.io/name': 'ingress-nginx' },
    },
    spec: { type: 'LoadBalancer', ...spec },
  }) as KubeObject

test('an entrance that keeps the addresses of clients hides nobody', () => {
  const listed = ingress({ 'whitelist-source-range': '10.0.0.0/8' })
  expect(about('clients-hidden', listed, [entrance({ externalTrafficPolicy: 'Local' })])).toEqual([])
  expect(about('clients-hidden', listed, [entrance({ externalTrafficPolicy: 'Cluster' })])).toHaveLength(1)
})

interface Case {
  readonly severity: Severity
  readonly path: string
  readonly wrong: readonly unknown[]
  readonly right: readonly unknown[]
  readonly more?: readonly KubeObject[]
}

const at = (key: string) => formatFieldPath(['metadata', 'annotations', key])
const alb: Shape = { className: 'alb' }
const firstPath = 'spec.rules[0].http.paths[0].path'
const stripped = [['/shop(/|$)(.*)', 'ImplementationSpecific']] as const

const cases: Readonly<Record<string, Case>> = {
  'unknown-nginx': {
    severity: 'warning',
    path: at(n('proxy-body-sise')),
    wrong: [ingress({ 'proxy-body-sise': '8m' })],
    right: [ingress({ 'proxy-body-size': '8m' }), ingress({ 'example.com/proxy-body-sise': '8m' })],
  },
  'unknown-alb': {
    severity: 'warning',
    path: at(a('sesion-affinity-policy')),
    wrong: [ingress({ [a('sesion-affinity-policy')]: 'rr' }, alb)],
    right: [
      ingress({ [a('session-affinity-policy')]: 'rr' }, alb),
      ingress({ 'index.0-0.alb.ingress.cpaas.io/rewrite-target': '/' }, alb),
      ingress({ 'alb.cpaas.io/ingress-rule-priority-0-0': '3', 'alb.cpaas.io/whatever': 'x' }, alb),
      ingress({ 'alb.networking.cpaas.io/tls': 'a=b/c', 'alb.modsecurity.cpaas.io/cmref': 'a/b#c' }, alb),
    ],
  },
  value: {
    severity: 'warning',
    path: at(n('proxy-read-timeout')),
    wrong: ['60s', 'long', '-1'].map((value) => ingress({ 'proxy-read-timeout': value })),
    right: [ingress({ 'proxy-read-timeout': '60' }), ingress({ 'proxy-read-timeout': '60s' }, alb)],
  },
  unsupported: {
    severity: 'warning',
    path: at(n('proxy-body-size')),
    wrong: [ingress({ 'proxy-body-size': '8m' }, alb)],
    right: [
      ingress({ 'proxy-body-size': '8m' }),
      ingress({ 'proxy-read-timeout': '8' }, alb),
      ingress({ 'use-regex': 'true' }, alb),
    ],
  },
  partly: {
    severity: 'warning',
    path: at(n('affinity')),
    wrong: [ingress({ affinity: 'cookie' }, alb)],
    right: [ingress({ affinity: 'cookie' })],
  },
  removed: {
    severity: 'warning',
    path: at(n('enable-influxdb')),
    wrong: [ingress({ 'enable-influxdb': 'true' })],
    right: [ingress({ 'enable-opentelemetry': 'true' })],
  },
  snippet: {
    severity: 'warning',
    path: at(n('configuration-snippet')),
    wrong: [ingress({ 'configuration-snippet': 'more_set_headers "a: b";' })],
    right: [ingress({ 'custom-headers': 'shop/headers' })],
  },
  foreign: {
    severity: 'warning',
    path: at('nginx.org/client-max-body-size'),
    wrong: [
      ingress({ 'nginx.org/client-max-body-size': '8m' }),
      ingress({ 'nginx.org/client-max-body-size': '8m' }, alb),
    ],
    right: [ingress({}), ingress({ 'nginx.org/client-max-body-size': '8m' }, { className: 'traefik' })],
  },
  'foreign-alb': {
    severity: 'warning',
    path: at(a('proxy-read-timeout')),
    wrong: [
      ingress({ [a('proxy-read-timeout')]: '600' }),
      ingress({ [a('proxy-read-timeout')]: '6' }, { className: 'inside' }),
    ],
    right: [ingress({ [a('proxy-read-timeout')]: '600' }, alb)],
  },
  'foreign-alb-own': {
    severity: 'warning',
    path: at(a('rewrite-request')),
    wrong: [ingress({ [a('rewrite-request')]: '{}' })],
    right: [ingress({ [a('rewrite-request')]: '{}' }, alb)],
  },
  'perhaps-foreign-nginx': {
    severity: 'info',
    path: at(n('enable-cors')),
    wrong: [ingress({ 'enable-cors': 'true' }, { className: 'traefik' })],
    right: [
      ingress({ 'enable-cors': 'true' }),
      ingress({ 'enable-cors': 'true' }, alb),
      ingress({ 'enable-cors': 'true' }, { className: 'gone' }),
    ],
  },
  'perhaps-foreign-alb': {
    severity: 'info',
    path: at(a('otel')),
    wrong: [ingress({ [a('otel')]: '{}' }, { className: 'traefik' })],
    right: [ingress({ [a('otel')]: '{}' }, alb)],
  },
  'path-nowhere': {
    severity: 'warning',
    path: at('index.0-1.alb.ingress.cpaas.io/proxy-read-timeout'),
    wrong: [ingress({ 'index.0-1.alb.ingress.cpaas.io/proxy-read-timeout': '6' }, alb)],
    right: [
      ingress({ 'index.0-0.alb.ingress.cpaas.io/proxy-read-timeout': '6' }, alb),
      ingress({ 'alb.cpaas.io/ingress-rule-priority-0-0': '3' }, alb),
    ],
  },
  overridden: {
    severity: 'info',
    path: at(n('proxy-read-timeout')),
    wrong: [ingress({ 'proxy-read-timeout': '6', [a('proxy-read-timeout')]: '7' }, alb)],
    right: [ingress({ 'proxy-read-timeout': '6' }, alb), ingress({ [a('proxy-read-timeout')]: '7' }, alb)],
  },
  needs: {
    severity: 'warning',
    path: at(n('cors-allow-origin')),
    wrong: [
      ingress({ 'cors-allow-origin': '*' }),
      ingress({ 'cors-allow-origin': '*', 'enable-cors': 'false' }),
    ],
    right: [ingress({ 'cors-allow-origin': '*', 'enable-cors': 'true' })],
  },
  // I2
  'rewrite-group': {
    severity: 'error',
    path: firstPath,
    wrong: [
      ingress({ 'rewrite-target': '/$2' }, { paths: [['/shop', 'Prefix']] }),
      ingress({ 'rewrite-target': '/$2' }, { paths: [['/shop/(.*)', 'ImplementationSpecific']] }),
      ingress({ 'rewrite-target': '/$3' }, { paths: stripped, ...alb }),
    ],
    right: [
      ingress({ 'rewrite-target': '/$2' }, { paths: stripped }),
      ingress({ 'rewrite-target': '/$1' }, { paths: [['/a(?:b)[(](.*)', 'ImplementationSpecific']] }),
      ingress({ 'rewrite-target': '/' }, { paths: [['/shop', 'Exact']] }),
    ],
  },
  'rewrite-all': {
    severity: 'warning',
    path: at(n('rewrite-target')),
    wrong: [ingress({ 'rewrite-target': '/' }, { paths: [['/shop', 'Prefix']] })],
    right: [
      ingress({ 'rewrite-target': '/' }, { paths: [['/shop', 'Exact']] }),
      ingress({ 'rewrite-target': '/$2' }, { paths: stripped }),
    ],
  },
  // I3
  'all-hosts': {
    severity: 'info',
    path: at(n('rewrite-target')),
    wrong: [ingress({ 'rewrite-target': '/' }, { hosts: ['a.example.com', 'b.example.com'] })],
    right: [
      ingress({ 'rewrite-target': '/' }),
      ingress({ 'proxy-read-timeout': '6' }, { hosts: ['a.example.com', 'b.example.com'] }),
    ],
  },
  // I4
  'regex-host': {
    severity: 'warning',
    path: 'spec.rules[0].host',
    wrong: [ingress({}), ingress({}, { hosts: ['A.example.com'], paths: [['/a', 'Prefix']] })],
    right: [
      ingress({}, { hosts: ['b.example.com'] }),
      ingress({}, { className: 'inside' }),
      ingress({ 'use-regex': 'true' }),
    ],
    more: [other({ 'rewrite-target': '/$2' }, { paths: stripped })],
  },
  'regex-spreads': {
    severity: 'warning',
    path: at(n('use-regex')),
    wrong: [ingress({ 'use-regex': 'true' })],
    right: [
      ingress({ 'use-regex': 'false' }),
      ingress({ 'use-regex': 'true' }, { hosts: ['b.example.com'] }),
    ],
    more: [other({})],
  },
  'regex-broken': {
    severity: 'warning',
    path: firstPath,
    wrong: ['/a(b', '/a[b', '/**', '/a)'].map((path) =>
      ingress({ 'use-regex': 'true' }, { paths: [[path, 'ImplementationSpecific']] }),
    ),
    right: ['/a(b)', '/(?i)a', '/a.*', '/a++'].map((path) =>
      ingress({ 'use-regex': 'true' }, { paths: [[path, 'ImplementationSpecific']] }),
    ),
  },
  'regex-unused': {
    severity: 'warning',
    path: firstPath,
    wrong: [ingress({}, { paths: stripped })],
    right: [
      ingress({ 'use-regex': 'true' }, { paths: stripped }),
      ingress({}, { paths: stripped, ...alb }),
      ingress({}, { paths: [['/a', 'ImplementationSpecific']] }),
    ],
  },
  'redirect-twice': {
    severity: 'warning',
    path: at(n('temporal-redirect')),
    wrong: [
      ingress({
        'permanent-redirect': 'https://b.example.com',
        'temporal-redirect': 'https://c.example.com',
      }),
    ],
    right: [ingress({ 'temporal-redirect': 'https://c.example.com' })],
  },
  'ssl-redirect-idle': {
    severity: 'warning',
    path: at(n('ssl-redirect')),
    wrong: [ingress({ 'ssl-redirect': 'true' }), ingress({ 'ssl-redirect': 'true' }, alb)],
    right: [
      ingress({ 'ssl-redirect': 'true' }, { tls: ['a.example.com'] }),
      ingress({ 'ssl-redirect': 'false' }),
    ],
  },
  'force-ssl-open': {
    severity: 'info',
    path: at(n('force-ssl-redirect')),
    wrong: [ingress({ 'force-ssl-redirect': 'true' })],
    right: [ingress({ 'force-ssl-redirect': 'true' }, { tls: ['a.example.com'] })],
  },
  'canary-idle': {
    severity: 'warning',
    path: at(n('canary')),
    wrong: [ingress({ canary: 'true' })],
    right: [ingress({ canary: 'true', 'canary-weight': '10' }), ingress({ canary: 'false' })],
  },
  'canary-alone': {
    severity: 'warning',
    path: at(n('canary')),
    wrong: [
      ingress({ canary: 'true', 'canary-weight': '10' }, { hosts: ['b.example.com'] }),
      ingress({ canary: 'true', 'canary-weight': '10' }, { paths: [['/b', 'Exact']] }),
    ],
    right: [ingress({ canary: 'true', 'canary-weight': '10' }), ingress({}, { hosts: ['b.example.com'] })],
    // Its certificate makes no difference.
    more: [other({}, { tls: ['a.example.com'] })],
  },
  'canary-weight': {
    severity: 'warning',
    path: at(n('canary-weight')),
    wrong: [ingress({ canary: 'true', 'canary-weight': '101' })],
    right: [
      ingress({ canary: 'true', 'canary-weight': '100' }),
      ingress({ canary: 'true', 'canary-weight': '101', 'canary-weight-total': '200' }),
    ],
  },
  'list-everyone': {
    severity: 'warning',
    path: at(n('whitelist-source-range')),
    wrong: [ingress({ 'whitelist-source-range': '10.0.0.0/8, 0.0.0.0/0' })],
    right: [
      ingress({ 'whitelist-source-range': '10.0.0.0/8' }),
      ingress({ 'denylist-source-range': '0.0.0.0/0' }),
    ],
  },
  'clients-hidden': {
    severity: 'warning',
    path: at(n('whitelist-source-range')),
    wrong: [ingress({ 'whitelist-source-range': '10.0.0.0/8' })],
    right: [ingress({}), ingress({ 'whitelist-source-range': '10.0.0.0/8' }, alb)],
    more: [entrance({})],
  },
  retired: {
    severity: 'info',
    path: 'spec.ingressClassName',
    wrong: [ingress({}), ingress({}, { className: 'inside' })],
    right: [ingress({}, alb), ingress({}, { className: 'traefik' }), ingress({}, { className: 'gone' })],
  },
}

describe('the checks of annotations', () => {
  test('are all in the table', () => {
    const said = Object.keys(words.check)
    expect(Object.keys(cases).sort()).toEqual([...said, 'value', 'partly'].sort())
  })

  test.each(Object.entries(cases))('%s', (id, { severity, path, wrong, right, more }) => {
    for (const typed of wrong) {
      const [found, ...rest] = about(id, typed, more)
      expect(rest).toEqual([])
      expect(found, JSON.stringify(typed)).toMatchObject({ severity })
      expect(formatFieldPath(found?.path ?? [])).toBe(path)
    }
    for (const typed of right) expect(about(id, typed, more), JSON.stringify(typed)).toEqual([])
  })

  test('a load balancer asks for the path first, then its own prefix', () => {
    const both = { 'rewrite-target': '/$1', [a('rewrite-target')]: '/$2' }
    const [found] = about(
      'rewrite-group',
      ingress(both, { ...alb, paths: [['/a/(.*)', 'ImplementationSpecific']] }),
    )
    expect(found?.text).toMatchObject({ values: { target: '/$2', count: 1 } })
    const first = { ...both, 'index.0-0.alb.ingress.cpaas.io/rewrite-target': '/$1' }
    const typed = ingress(first, { ...alb, paths: [['/a/(.*)', 'ImplementationSpecific']] })
    expect(about('rewrite-group', typed)).toEqual([])
  })

  test('the label domain is a setting', () => {
    const typed = ingress(
      { 'alb.ingress.example.org/otl': '{}', 'alb.ingress.cpaas.io/otl': '{}' },
      { className: 'x' },
    )
    const objects = [classNamed('x', 'example.org/alb2')]
    const found = annotationChecks.flatMap((check) =>
      check(typed, testWorld({ objects, labelDomain: 'example.org' })),
    )
    expect(found.map(({ path }) => path.at(-1))).toEqual(['alb.ingress.example.org/otl'])
  })

  test('an Ingress without annotations, of a class that is not known, has nothing', () => {
    expect(run(ingress({}, { className: 'gone' }))).toEqual([])
  })
})

describe('fixes', () => {
  test.each<[string, unknown, string, unknown]>([
    ['unknown-nginx', ingress({ 'proxy-body-sise': '8m' }), at(n('proxy-body-size')), '8m'],
    ['value', ingress({ 'proxy-body-size': '8Mi' }), at(n('proxy-body-size')), '8m'],
    ['foreign-alb', ingress({ [a('proxy-read-timeout')]: '6' }), at(n('proxy-read-timeout')), '6'],
    ['removed', ingress({ 'enable-influxdb': 'true' }), at(n('enable-influxdb')), undefined],
    ['needs', ingress({ 'cors-allow-origin': '*' }), at(n('enable-cors')), 'true'],
    ['needs', ingress({ 'cors-allow-origin': '*', 'enable-cors': 'false' }), at(n('enable-cors')), 'true'],
    [
      'rewrite-group',
      ingress({ 'rewrite-target': '/$2' }, { paths: [['/a', 'Prefix']] }),
      firstPath,
      '/a(/|$)(.*)',
    ],
    [
      'rewrite-group',
      ingress({ 'rewrite-target': '/$1' }, { paths: [['/', 'Prefix']] }),
      firstPath,
      '/?(.*)',
    ],
    ['regex-unused', ingress({}, { paths: stripped }), at(n('use-regex')), 'true'],
  ])('of %s', (id, typed, path, value) => {
    const manifest = parseManifest(writeYaml(typed))
    const [found] = about(id, manifest.value)
    if (found?.fix === undefined) throw new Error('no fix')
    const mended = withFix(manifest, found.fix)
    expect(about(id, mended.value)).toEqual([])
    const [, key = ''] = /fix\.(\w+)/.exec(JSON.stringify(found.fix.label)) ?? []
    expect(words.fix).toHaveProperty([key])
    const written =
      path === firstPath ? ['spec', 'rules', 0, 'http', 'paths', 0, 'path'] : found.fix.edits[0]?.path
    expect(valueAt(mended.value, written ?? [])).toBe(value)
  })
})

test('whatever somebody types, no check throws, and each says something that has words', () => {
  const leaf = fc.oneof(fc.anything(), fc.constantFrom('true', '/', '/$2', '(', 'x', '1,2'))
  const key = fc.oneof(
    fc.string(),
    fc.constantFrom(
      ...['rewrite-target', 'canary', 'use-regex', 'nope', 'cors-max-age'].flatMap((name) => [
        n(name),
        a(name),
      ]),
    ),
  )
  const typed = fc.record({
    metadata: fc.oneof(leaf, fc.record({ annotations: fc.oneof(leaf, fc.dictionary(key, leaf)) })),
    spec: fc.record({
      ingressClassName: fc.constantFrom('nginx', 'alb', 'traefik', 'gone', 7),
      rules: fc.oneof(
        leaf,
        fc.array(
          fc.record({
            host: leaf,
            http: fc.record({ paths: fc.array(fc.record({ path: leaf, pathType: leaf })) }),
          }),
        ),
      ),
    }),
  })
  fc.assert(
    fc.property(typed, (object) => {
      for (const { text } of run(object, [other({})])) {
        const [, group = '', id = ''] =
          /^annotations:(\w+)\.(.+)$/.exec(typeof text === 'string' ? '' : text.key) ?? []
        expect(words).toHaveProperty([group, id])
      }
    }),
    { numRuns: 500 },
  )
})
