/** Certificates made by `openssl`, as an Ingress is served with them. */
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { formatFieldPath } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { forNames, keyAlgorithms, Openssl } from '../../testing/openssl.ts'
import { testWorld } from '../testing/world.ts'
import { certificateChecks } from './check-certificates.ts'
import { routesOf } from './route.ts'
import { viewOf } from './spec.ts'

const openssl = new Openssl()
afterAll(() => openssl.remove())
afterEach(() => void vi.useRealTimers())

openssl.makeKey('ec', keyAlgorithms.ec)

function secret(name: string, content: string, namespace = 'shop'): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    metadata: { name, namespace },
    data: { 'tls.crt': btoa(content) },
  } as KubeObject
}

function issued(name: string, names: string, namespace?: string): KubeObject {
  openssl.issue(name, 'ec', '/CN=shop.io', `-days 90 ${forNames(names)}`)
  return secret(name, openssl.read(`${name}.crt`), namespace)
}

const objects = [
  issued('good', 'DNS:shop.io,DNS:*.shop.io'),
  issued('nameless', ''),
  secret('garbage', 'no certificate'),
  issued('shared', 'DNS:cart.shop.io', 'cpaas-system'),
]

const rules = (hosts: readonly string[]) =>
  hosts.map((host) => ({ host, http: { paths: [{ path: '/', pathType: 'Prefix' }] } }))

const ingress = (name: string, hosts: readonly string[], annotations: object = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web', namespace: 'shop', annotations },
  spec: { ...(name !== '' && { tls: [{ hosts, secretName: name }] }), rules: rules(hosts) },
})

const shared = (host: string) =>
  ingress('', [host], { 'alb.networking.cpaas.io/tls': `${host}=cpaas-system/shared` })

const found = (typed: unknown) =>
  certificateChecks
    .flatMap((check) => check(typed, testWorld({ objects })))
    .map(({ id, path }) => `${id.slice('ingress/certificate-'.length)} at ${formatFieldPath(path)}`)

test.each([
  ['of its hosts', ingress('good', ['shop.io', 'cart.shop.io']), []],
  [
    'of other hosts',
    ingress('good', ['shop.io', 'a.b.shop.io', 'dock.io']),
    ['uncovered at spec.tls[0].hosts[1]', 'uncovered at spec.tls[0].hosts[2]'],
  ],
  [
    'that names its host in the subject alone',
    ingress('nameless', ['shop.io', 'cart.shop.io']),
    ['nameless at spec.tls[0].secretName'],
  ],
  ['that is none', ingress('garbage', ['shop.io']), ['unreadable at spec.tls[0].secretName']],
  ['that nobody may read', ingress('elsewhere', ['shop.io']), []],
  ['of another namespace', shared('cart.shop.io'), []],
  [
    'of another namespace, for another host',
    shared('dock.io'),
    ['uncovered at metadata.annotations[alb.networking.cpaas.io/tls]'],
  ],
] as const)('a certificate %s', (_, typed, expected) => expect(found(typed)).toEqual(expected))

test.each([
  [100, 'expired'],
  [-2, 'notYet'],
])('%d days from now it is %s', (days, fault) => {
  vi.useFakeTimers({ now: Date.now() + days * 24 * 3600_000 })
  expect(found(ingress('good', ['shop.io', 'cart.shop.io']))).toEqual([`${fault} at spec.tls[0].secretName`])
})

test('what is wrong with it stands at the name in the route', () => {
  const first = (typed: unknown) => {
    const [route] = routesOf(viewOf(typed), testWorld({ objects }))
    return [route?.hops[0]?.tone, route?.hops[0]?.reason?.key]
  }
  expect(first(ingress('good', ['shop.io']))).toEqual(['good', undefined])
  expect(first(ingress('good', ['dock.io']))).toEqual(['danger', 'ingress:route.certificate.uncovered'])
  expect(first(shared('cart.shop.io'))).toEqual(['good', undefined])
})
