import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatFieldPath, valueAt } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import type { Severity } from '../../manifest/finding.ts'
import { withFix } from '../../manifest/fix.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { writeYaml } from '../../manifest/write.ts'
import { type TestWorld, testWorld } from '../testing/world.ts'
import { checks } from './checks.ts'
import words from './locale/en.json'
import { classAnnotation } from './spec.ts'

const object = (apiVersion: string, kind: string, name: string, namespace: string, rest: object = {}) =>
  ({ apiVersion, kind, metadata: { name, namespace }, ...rest }) as KubeObject

const ingressClass = (name: string, annotations: object = {}): KubeObject =>
  ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name, annotations },
    spec: { controller: 'k8s.io/ingress-nginx' },
  }) as KubeObject
const nginx = ingressClass('nginx', { 'ingressclass.kubernetes.io/is-default-class': 'true' })
const bankAlb = ingressClass('bank-alb', { 'alb.cpaas.io/project': 'bank, insurance' })
const openAlb = ingressClass('open-alb', { 'alb.cpaas.io/project': 'ALL_ALL' })
const shop = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels: { 'cpaas.io/project': 'retail' } },
} as KubeObject
const service = (name: string, spec: object) => object('v1', 'Service', name, 'shop', { spec })
const web = service('web', { ports: [{ port: 80, name: 'http' }, { port: 443 }] })
const single = service('single', { ports: [{ port: 8080, name: 'main' }] })
const outside = service('outside', { type: 'ExternalName', externalName: 'example.com' })
const alias = service('alias', { type: 'ExternalName', externalName: 'web.bank.svc.cluster.local' })
const nickname = service('nickname', { type: 'ExternalName', externalName: 'web.shop.svc' })
const slice = (name: string, ready: boolean) =>
  ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name, namespace: 'shop', labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready } }],
  }) as KubeObject
const secret = (name: string, type: string) => object('v1', 'Secret', name, 'shop', { type })

const usual: TestWorld = {
  objects: [
    nginx,
    bankAlb,
    openAlb,
    shop,
    web,
    single,
    outside,
    alias,
    nickname,
    slice('web', true),
    slice('single', false),
    secret('web-tls', 'kubernetes.io/tls'),
    secret('opaque', 'Opaque'),
  ],
}
const withMore = (...more: KubeObject[]): TestWorld => ({ objects: [...(usual.objects ?? []), ...more] })

const ingress = (spec: unknown, metadata: object = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'in', namespace: 'shop', ...metadata },
  spec,
})
const backend = (name = 'web', port: unknown = { number: 80 }) => ({ service: { name, port } })
const path = (fields: object = {}) => ({ path: '/', pathType: 'Prefix', backend: backend(), ...fields })
const rule = (host: unknown, ...paths: object[]) => ({
  host,
  http: { paths: paths.length === 0 ? [path()] : paths },
})
const rules = (...list: object[]) => ingress({ rules: list })
const paths = (...list: object[]) => rules(rule('a.example.com', ...list))
const hosts = (...list: unknown[]) => rules(...list.map((host) => rule(host)))
const tls = (...entries: object[]) => ingress({ tls: entries, rules: [rule('a.example.com')] })
const named = (ingressClassName: string | undefined, annotations: object = {}) =>
  ingress({ ingressClassName, rules: [rule('a.example.com')] }, { annotations })
const to = (name: string, port?: unknown) => paths(path({ backend: backend(name, port) }))

const fine = tls({ hosts: ['a.example.com'], secretName: 'web-tls' })

/** Another Ingress in the cluster that has `http://a.example.com/`. */
const other = (name: string, namespace: string, created: string, spec: object = {}) =>
  ({
    ...ingress(
      { ingressClassName: 'nginx', rules: [rule('a.example.com')], ...spec },
      { name, namespace, creationTimestamp: created },
    ),
  }) as KubeObject
const stored = other('in', 'shop', '2026-01-02T00:00:00Z')
const older = other('rival', 'bank', '2026-01-01T00:00:00Z')
const younger = other('rival', 'bank', '2026-01-03T00:00:00Z')

interface Case {
  readonly severity: Severity
  /** The field it marks. */
  readonly path: string
  readonly wrong: readonly unknown[]
  readonly right: readonly unknown[]
  readonly world?: TestWorld
}

const firstPath = 'spec.rules[0].http.paths[0]'

const taking = (host: string, spec: object = {}) =>
  withMore(other('rival', 'bank', '2026-01-01T00:00:00Z', { rules: [rule(host)], ...spec }))

const cases: Readonly<Record<string, Case>> = {
  'wildcard-above': {
    severity: 'info',
    path: 'spec.rules[0].host',
    wrong: [hosts('a.example.com'), hosts('A.Example.com')],
    right: [hosts('a.other.com'), hosts('*.example.com'), hosts('')],
    world: taking('*.example.com'),
  },
  'wildcard-below': {
    severity: 'info',
    path: 'spec.rules[0].host',
    wrong: [hosts('*.example.com')],
    right: [hosts('*.other.com'), hosts('b.example.com'), hosts('')],
    world: taking('b.example.com'),
  },
  'name-missing': {
    severity: 'error',
    path: 'metadata.name',
    wrong: [ingress({}, { name: '' }), ingress({}, { name: 7 })],
    right: [fine, ingress({}, { name: 'Wrong in another way' })],
  },
  'name-invalid': {
    severity: 'error',
    path: 'metadata.name',
    wrong: ['Web', '-web', 'a'.repeat(254)].map((name) => ingress({}, { name })),
    right: ['web', 'we.b', ''].map((name) => ingress({}, { name })),
  },
  'class-annotation': {
    severity: 'info',
    path: 'spec.ingressClassName',
    wrong: [named(undefined, { [classAnnotation]: 'nginx' })],
    right: [named('nginx', { [classAnnotation]: 'nginx' }), named(undefined), named('nginx')],
  },
  'class-twice': {
    severity: 'error',
    path: 'spec.ingressClassName',
    wrong: [named('nginx', { [classAnnotation]: 'open-alb' })],
    right: [named('nginx', { [classAnnotation]: 'nginx' }), named(undefined, { [classAnnotation]: 'x' })],
  },
  'class-missing': {
    severity: 'warning',
    path: 'spec.ingressClassName',
    wrong: [named(undefined), named('')],
    right: [named('nginx'), named(undefined, { [classAnnotation]: 'open-alb' })],
    world: { objects: [openAlb, ingressClass('nginx')] },
  },
  'class-unknown': {
    severity: 'warning',
    path: 'spec.ingressClassName',
    wrong: [named('traefik'), named(undefined, { [classAnnotation]: 'traefik' })],
    right: [named('nginx'), named(undefined)],
  },
  'class-elsewhere': {
    severity: 'warning',
    path: 'spec.ingressClassName',
    wrong: [named('bank-alb')],
    right: [
      named('open-alb'),
      named('nginx'),
      ingress({ ingressClassName: 'bank-alb' }, { namespace: 'bank' }),
    ],
  },
  'rules-missing': {
    severity: 'error',
    path: 'spec.rules',
    wrong: [ingress({}), ingress({ rules: [] }), ingress(undefined)],
    right: [fine, ingress({ defaultBackend: backend() }), rules({})],
  },
  'paths-missing': {
    severity: 'error',
    path: 'spec.rules[0].http.paths',
    wrong: [rules({ host: 'a', http: {} }), rules({ http: { paths: [] } })],
    right: [fine, rules({ host: 'a' })],
  },
  'rule-empty': {
    severity: 'warning',
    path: 'spec.rules[0]',
    wrong: [rules({ host: 'a' }), rules({})],
    right: [fine, ingress({ rules: [{ host: 'a' }], defaultBackend: backend() })],
  },
  'host-address': {
    severity: 'error',
    path: 'spec.rules[0].host',
    wrong: [hosts('192.0.2.1'), hosts('2001:db8::1'), hosts('[2001:db8::1]')],
    right: [hosts('1.example.com'), hosts('')],
  },
  'host-wildcard': {
    severity: 'error',
    path: 'spec.rules[0].host',
    wrong: [hosts('a.*.example.com'), hosts('*'), hosts('*a.example.com'), hosts('*.*.com')],
    right: [hosts('*.example.com'), hosts('a.example.com')],
  },
  'host-invalid': {
    severity: 'error',
    path: 'spec.rules[0].host',
    wrong: ['A.example.com', 'http://a.com', 'a.com:8080', 'a.com/x', 'a_b', '.a.com', 'a..b'].map((host) =>
      hosts(host),
    ),
    right: [hosts('a.example.com'), hosts('*.a.com'), hosts(''), hosts(undefined), hosts('localhost')],
  },
  'host-open': {
    severity: 'info',
    path: 'spec.rules[0].host',
    wrong: [hosts(''), hosts(undefined)],
    right: [hosts('a')],
  },
  // I7
  'host-plain': {
    severity: 'info',
    path: 'spec.rules[1].host',
    wrong: [
      ingress({
        tls: [{ hosts: ['a.example.com'], secretName: 'web-tls' }],
        rules: [rule('a.example.com'), rule('b.example.com')],
      }),
    ],
    right: [
      fine,
      hosts('a.example.com', 'b.example.com'),
      ingress({
        tls: [{ hosts: ['*.example.com'], secretName: 'web-tls' }],
        rules: [rule('a.example.com'), rule('b.example.com')],
      }),
    ],
  },
  'host-twice': {
    severity: 'info',
    path: 'spec.rules[1].host',
    wrong: [hosts('a', 'a')],
    right: [hosts('a', 'b'), hosts('', '')],
  },
  'default-missing': {
    severity: 'warning',
    path: 'spec.defaultBackend',
    wrong: [rules(rule('', path({ path: '/a' }))), rules(rule('', path({ pathType: 'Exact' })))],
    right: [
      hosts(''),
      paths(path({ path: '/a' })),
      ingress({ rules: [rule('', path({ path: '/a' }))], defaultBackend: backend() }),
    ],
  },
  'path-type': {
    severity: 'error',
    path: `${firstPath}.pathType`,
    wrong: ['Directory', 'prefix', '', undefined, 3].map((pathType) => paths(path({ pathType }))),
    right: ['Prefix', 'Exact', 'ImplementationSpecific'].map((pathType) => paths(path({ pathType }))),
  },
  'path-missing': {
    severity: 'error',
    path: `${firstPath}.path`,
    wrong: [paths(path({ path: '' })), paths(path({ path: undefined, pathType: 'Exact' }))],
    right: [paths(path({ path: '', pathType: 'ImplementationSpecific' })), fine],
  },
  'path-relative': {
    severity: 'error',
    path: `${firstPath}.path`,
    wrong: ['Prefix', 'Exact', 'ImplementationSpecific'].map((pathType) =>
      paths(path({ path: 'a', pathType })),
    ),
    right: [fine, paths(path({ path: '' }))],
  },
  'path-part': {
    severity: 'error',
    path: `${firstPath}.path`,
    wrong: ['//a', '/a/./b', '/a/../b', '/a%2Fb', '/a/..', '/.'].map((each) => paths(path({ path: each }))),
    right: [
      fine,
      paths(path({ path: '/a.b/..c' })),
      paths(path({ path: '//', pathType: 'ImplementationSpecific' })),
    ],
  },
  'path-regex': {
    severity: 'warning',
    path: `${firstPath}.path`,
    wrong: ['/a(/|$)(.*)', '/a*', '/[0-9]', '/a+', '/a?'].flatMap((each) => [
      paths(path({ path: each })),
      paths(path({ path: each, pathType: 'Exact' })),
    ]),
    right: [
      paths(path({ path: '/a(.*)', pathType: 'ImplementationSpecific' })),
      paths(path({ path: '/a-b_c.d~e' })),
    ],
  },
  'path-twice': {
    severity: 'error',
    path: 'spec.rules[0].http.paths[1].path',
    wrong: [paths(path(), path()), paths(path({ path: '/a' }), path({ path: '/a/' }))],
    right: [
      paths(path({ path: '/a' }), path({ path: '/b' })),
      paths(path({ path: '/a' }), path({ path: '/a', pathType: 'Exact' })),
      paths(path({ path: '' }), path({ path: '' })),
      hosts('a', 'b'),
    ],
  },
  'entry-taken': {
    severity: 'error',
    path: `${firstPath}.path`,
    wrong: [
      paths(path()),
      rules(rule('A.example.com')),
      ingress({ ingressClassName: 'open-alb', rules: [rule('a.example.com')] }),
    ],
    right: [
      paths(path({ path: '/a' })),
      hosts('b.example.com'),
      tls({ hosts: ['a.example.com'], secretName: 'web-tls' }),
      ingress({ rules: [rule('a.example.com')] }, { name: 'twin' }),
    ],
    world: withMore(other('twin', 'shop', '2026-01-01T00:00:00Z')),
  },
  'entry-lost': {
    severity: 'warning',
    path: `${firstPath}.path`,
    wrong: [paths(path()), named('nginx')],
    right: [
      paths(path({ pathType: 'Exact' })),
      named('open-alb'),
      hosts('b.example.com'),
      ingress({ rules: [rule('a.example.com')] }, { namespace: 'bank', name: 'rival' }),
    ],
    world: withMore(stored, older),
  },
  'entry-won': {
    severity: 'warning',
    path: `${firstPath}.path`,
    wrong: [paths(path()), named('nginx')],
    right: [named('open-alb'), ingress({ rules: [rule('a.example.com')] }, { name: 'newcomer' })],
    world: withMore(stored, younger),
  },
  'service-missing': {
    severity: 'error',
    path: `${firstPath}.backend.service.name`,
    wrong: [to(''), paths(path({ backend: undefined })), paths(path({ backend: {} }))],
    right: [fine, to('nobody'), paths(path({ backend: { resource: { kind: 'Bucket', name: 'b' } } }))],
  },
  'service-unknown': {
    severity: 'warning',
    path: `${firstPath}.backend.service.name`,
    wrong: [to('nobody')],
    right: [
      fine,
      to(''),
      ingress({ rules: [rule('a', path({ backend: backend('nobody') }))] }, { namespace: '' }),
    ],
  },
  // I8
  'service-elsewhere': {
    severity: 'warning',
    path: `${firstPath}.backend.service.name`,
    wrong: [to('alias')],
    right: [to('web'), to('outside'), to('nickname')],
  },
  'service-unready': {
    severity: 'warning',
    path: `${firstPath}.backend.service.name`,
    wrong: [to('single', { number: 8080 })],
    right: [to('web'), to('outside', { number: 80 })],
  },
  'port-missing': {
    severity: 'error',
    path: `${firstPath}.backend.service.port.number`,
    wrong: [to('web', {}), to('web', { number: 0 }), to('web', { name: '' }), to('web', null)],
    right: [to('web'), to('web', { name: 'http' })],
  },
  'port-both': {
    severity: 'error',
    path: `${firstPath}.backend.service.port.number`,
    wrong: [to('web', { number: 80, name: 'http' })],
    right: [to('web', { number: 80 }), to('web', { name: 'http' }), to('web', { number: 80, name: '' })],
  },
  'port-range': {
    severity: 'error',
    path: `${firstPath}.backend.service.port.number`,
    wrong: [70000, -1, 80.5, null, true].map((number) => to('web', { number })),
    right: [to('web', { number: 1 }), to('web', { number: 65535 }), to('web', { name: 'any' })],
  },
  'port-unknown': {
    severity: 'warning',
    path: `${firstPath}.backend.service.port.number`,
    wrong: [to('web', { number: 81 }), to('single', { number: 80 })],
    right: [
      to('web', { number: 443 }),
      to('web', { name: 'http' }),
      to('outside', { number: 1 }),
      to('nobody', { number: 1 }),
    ],
  },
  'secret-missing': {
    severity: 'warning',
    path: 'spec.tls[0].secretName',
    wrong: [tls({ hosts: ['a.example.com'] }), tls({ hosts: ['a.example.com'], secretName: '' })],
    right: [fine],
  },
  'secret-invalid': {
    severity: 'error',
    path: 'spec.tls[0].secretName',
    wrong: [tls({ secretName: 'Web' }), tls({ secretName: 'other/web' })],
    right: [fine, tls({ secretName: 'nobody' })],
  },
  'secret-unknown': {
    severity: 'warning',
    path: 'spec.tls[0].secretName',
    wrong: [tls({ secretName: 'nobody' }), tls({ secretName: 'opaque' })],
    right: [fine, ingress({ tls: [{ secretName: 'nobody' }] }, { namespace: '' })],
  },
  'tls-host-invalid': {
    severity: 'error',
    path: 'spec.tls[0].hosts[0]',
    wrong: ['A', '', '192.0.2.1', 'a.*.b', 7].map((host) => tls({ hosts: [host], secretName: 'web-tls' })),
    right: [fine, tls({ hosts: ['*.example.com'], secretName: 'web-tls' })],
  },
  'tls-host-twice': {
    severity: 'warning',
    path: 'spec.tls[1].hosts[0]',
    wrong: [tls({ hosts: ['a.example.com'] }, { hosts: ['a.example.com'] })],
    right: [fine, tls({ hosts: ['a.example.com'] }, { hosts: ['b.example.com'] })],
  },
  'tls-host-unknown': {
    severity: 'warning',
    path: 'spec.tls[0].hosts[0]',
    wrong: [tls({ hosts: ['b.example.com'] }), tls({ hosts: ['*.other.com'] })],
    right: [
      fine,
      tls({ hosts: ['*.example.com'] }),
      ingress({ tls: [{ hosts: ['b'] }], rules: [rule('')] }),
      ingress({ tls: [{ hosts: ['b'] }], defaultBackend: backend() }),
    ],
  },
}

const run = (typed: unknown, world: TestWorld = usual) =>
  checks.flatMap((check) => check(typed, testWorld(world)))
const about = (id: string, typed: unknown, world?: TestWorld) =>
  run(typed, world).filter((finding) => finding.id === `ingress/${id}`)

describe('a check', () => {
  test('stands in this table for every sentence there is, and the other way round', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(words.check).sort())
  })

  test.each(Object.entries(cases))('%s marks what is wrong', (id, { severity, path: at, wrong, world }) => {
    for (const typed of wrong) {
      const found = about(id, typed, world)
      expect(found.length, JSON.stringify(typed)).toBeGreaterThan(0)
      expect(found[0], JSON.stringify(typed)).toMatchObject({
        severity,
        text: { key: `ingress:check.${id}` },
      })
      expect(found.map((each) => formatFieldPath(each.path))).toContain(at)
    }
  })

  test.each(Object.entries(cases))('%s is silent on what is right', (id, { right, world }) => {
    for (const typed of right) expect(about(id, typed, world), JSON.stringify(typed)).toEqual([])
  })

  test.each(Object.entries(cases))('%s fills in what its words leave open', (id, { wrong, world }) => {
    const sentence: string = words.check[id as keyof typeof words.check]
    const open = [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '')
    for (const { text } of wrong.flatMap((typed) => about(id, typed, world))) {
      const values = typeof text === 'string' ? {} : (text.values ?? {})
      expect(Object.keys(values).sort()).toEqual([...new Set(open)].sort())
      expect(Object.values(values)).not.toContain('')
    }
  })
})

describe('the checks together', () => {
  test('have nothing to say of an Ingress that is right', () => {
    expect(run(fine)).toEqual([])
    expect(run(named('open-alb'))).toEqual([])
    expect(run(ingress({ defaultBackend: backend() }))).toEqual([])
  })

  test('have nothing to say against the Ingress itself as it is stored', () => {
    expect(run(stored, withMore(stored))).toEqual([])
  })

  test('tell what is not there yet from what is wrong', () => {
    const missing = (typed: unknown) =>
      run(typed).flatMap(({ id, missing: isMissing }) => (isMissing === true ? [id] : []))
    expect(missing({})).toEqual(['ingress/name-missing', 'ingress/rules-missing'])
    expect(missing(to('', {}))).toEqual(['ingress/service-missing', 'ingress/port-missing'])
    expect(missing(to('nobody'))).toEqual([])
  })

  test('name the other Ingress of an entry point and who gets the requests', () => {
    const values = { entry: 'http://a.example.com/', other: 'bank/rival' }
    expect(about('entry-lost', paths(path()), withMore(older))[0]?.text).toMatchObject({ values })
    expect(about('entry-won', paths(path()), withMore(stored, younger))[0]?.text).toMatchObject({ values })
  })

  test('let the last by name win among those of the same age', () => {
    const twin = other('rival', 'tax', stored.metadata.creationTimestamp ?? '')
    expect(about('entry-lost', paths(path()), withMore(stored, twin))).toHaveLength(1)
    const later = other('rival', 'bank', stored.metadata.creationTimestamp ?? '')
    expect(about('entry-won', paths(path()), withMore(stored, later))).toHaveLength(1)
  })

  test('let a canary share the entry points of its main Ingress, and not those of another canary', () => {
    const canary = { annotations: { 'nginx.ingress.kubernetes.io/canary': 'true' } }
    const typed = ingress({ rules: [rule('a.example.com')] }, { name: 'canary', ...canary })
    expect(about('entry-taken', typed, withMore(other('main', 'shop', '')))).toEqual([])
    const twin = { ...typed, metadata: { ...typed.metadata, name: 'twin' } } as KubeObject
    expect(about('entry-taken', typed, withMore(twin))).toHaveLength(1)
  })

  test('take the default class for the class of an Ingress without one', () => {
    const classless = other('rival', 'bank', '2026-01-01T00:00:00Z', { ingressClassName: undefined })
    expect(about('entry-lost', named('nginx'), withMore(classless))).toHaveLength(1)
    expect(about('entry-lost', named('open-alb'), withMore(classless))).toEqual([])
  })

  test('know the certificates that an annotation brings from another namespace', () => {
    const shared = { 'alb.networking.cpaas.io/tls': 'x.example.com=a/b, a.example.com=certs/wild' }
    const secured = ingress({ rules: [rule('a.example.com')] }, { annotations: shared })
    expect(about('entry-lost', secured, withMore(older))).toEqual([])
  })

  test('mark a port by name where its name stands', () => {
    const [found] = about('port-unknown', to('web', { name: 'https' }))
    expect(found?.path.at(-1)).toBe('name')
  })

  test('list the ports that a Service has', () => {
    expect(about('port-unknown', to('web', { number: 81 }))[0]?.text).toMatchObject({
      values: { service: 'web', port: '81', ports: '80 (http), 443' },
    })
  })

  test.each(['loading', 'stale', 'refused', 'absent'] as const)('say nothing of what is %s', (otherwise) => {
    const typed = ingress({
      ingressClassName: 'nobody',
      tls: [{ hosts: ['a.example.com'], secretName: 'nobody' }],
      rules: [
        rule(
          'a.example.com',
          path({ backend: backend('nobody') }),
          path({ path: '/a', backend: backend('web', { number: 1 }) }),
        ),
      ],
    })
    expect(run(typed, { otherwise })).toEqual([])
    // What was there when the connection was lost may be gone.
    expect(run(named('nginx'), { ...withMore(older, other('twin', 'shop', '')), otherwise })).toEqual([])
  })

  test('know nothing of endpoints where only Services can be read', () => {
    const blind: TestWorld = { ...usual, availability: { EndpointSlice: 'refused' } }
    expect(about('service-unready', to('single', { number: 8080 }), blind)).toEqual([])
    expect(about('service-unknown', to('nobody'), blind)).toHaveLength(1)
  })

  test('do not judge a project that is not known', () => {
    const blind: TestWorld = { objects: [bankAlb] }
    expect(about('class-elsewhere', named('bank-alb'), blind)).toEqual([])
  })
})

describe('fixes', () => {
  const mended = (id: string, typed: unknown) => {
    const manifest = parseManifest(writeYaml(typed))
    const [found] = about(id, manifest.value)
    if (found?.fix === undefined) return 'no fix'
    expect(words.fix).toHaveProperty([JSON.stringify(found.fix.label).match(/fix\.([\w-]+)/)?.[1] ?? ''])
    const { value } = withFix(manifest, found.fix)
    expect(about(id, value)).toEqual([])
    return valueAt(value, found.path)
  }

  test.each<[string, unknown, unknown]>([
    ['class-annotation', named(undefined, { [classAnnotation]: 'nginx' }), 'nginx'],
    ['class-twice', named('nginx', { [classAnnotation]: 'open-alb' }), 'nginx'],
    ['host-invalid', hosts('https://A.Example.com:8443/cart?x'), 'a.example.com'],
    ['host-invalid', hosts('a_b'), 'no fix'],
    ['path-type', paths(path({ pathType: 'Directory' })), 'Prefix'],
    ['path-relative', paths(path({ path: 'a' })), '/a'],
    ['path-regex', paths(path({ path: '/a(.*)' })), '/a(.*)'],
    ['port-both', to('web', { number: 80, name: 'http' }), 80],
    ['port-unknown', to('single', { number: 80 }), 8080],
    ['port-unknown', to('single', { name: 'http' }), undefined],
    ['port-unknown', to('web', { number: 81 }), 'no fix'],
    ['tls-host-unknown', tls({ hosts: ['b.com', 'a.example.com'], secretName: 'web-tls' }), 'a.example.com'],
    ['tls-host-unknown', tls({ hosts: ['b.com'], secretName: 'web-tls' }), undefined],
  ])('of %s', (id, typed, value) => expect(mended(id, typed)).toEqual(value))
})

describe('whatever somebody types', () => {
  const leaf = fc.oneof(
    fc.anything(),
    fc.constantFrom('', '/', 'a.example.com', '*', 80, null, 'web', 'nginx'),
  )
  const some = (...keys: string[]) => fc.dictionary(fc.constantFrom(...keys), leaf)
  const pathLike = fc.oneof(
    leaf,
    fc.record({
      path: leaf,
      pathType: leaf,
      backend: fc.oneof(leaf, fc.record({ service: some('name', 'port') })),
    }),
  )
  const ruleLike = fc.oneof(
    leaf,
    fc.record({
      host: leaf,
      http: fc.oneof(leaf, fc.record({ paths: fc.array(pathLike, { maxLength: 3 }) })),
    }),
  )
  const ingressLike = fc.record({
    metadata: fc.oneof(leaf, some('name', 'namespace', 'annotations')),
    spec: fc.oneof(
      leaf,
      fc.record({
        ingressClassName: leaf,
        defaultBackend: leaf,
        tls: fc.oneof(leaf, fc.array(some('hosts', 'secretName'), { maxLength: 3 })),
        rules: fc.oneof(leaf, fc.array(ruleLike, { maxLength: 3 })),
      }),
    ),
  })

  test('no check throws, and each says something that has words', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), ingressLike),
        fc.constantFrom(usual, {}, withMore(older)),
        (typed, world) => {
          for (const { id, text, path: at } of run(typed, world)) {
            expect(words.check).toHaveProperty([id.slice('ingress/'.length)])
            expect(text).toMatchObject({ key: `ingress:check.${id.slice('ingress/'.length)}` })
            expect(['metadata', 'spec']).toContain(at[0])
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})
