import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { parseManifest, setAt } from '../../manifest/manifest.ts'
import { testWorld } from '../testing/world.ts'
import { pairCheck } from './check-pair.ts'
import example from './examples/assigned.yaml?raw'

const manifest = parseManifest(example)
const found = (value: unknown, objects: readonly KubeObject[] = []) =>
  pairCheck(value, testWorld({ objects })).flatMap(({ id, severity, path }) =>
    severity === 'info' ? [] : [`${id} at ${path.join('.')}`],
  )

test('a certificate and its key have nothing wrong', () => {
  expect(found(manifest.value)).toEqual([])
})

test('what is no certificate and no key is said where it stands', () => {
  const odd = setAt(manifest, ['data', 'tls.key'], 'bm90aGluZw==')
  expect(found(odd.value)).toEqual(['key/no-pem at data.tls.key'])
  const swapped = setAt(manifest, ['data', 'tls.crt'], 'bm90aGluZw==')
  expect(found(swapped.value)).toEqual(['certificate/no-pem at data.tls.crt'])
})

test('what is missing is left to those who ask for it', () => {
  expect(found({ data: { 'tls.crt': '', 'tls.key': '' } })).toEqual([])
  expect(found({ data: null })).toEqual([])
})

test('it has to cover the domain it is bound to', () => {
  const bound = (name: string) =>
    ({
      apiVersion: 'crd.alauda.io/v2',
      kind: 'Domain',
      metadata: { name: '1', annotations: { 'cpaas.io/secret-ref': 'example-com' } },
      spec: { name, kind: 'full' },
    }) as KubeObject
  expect(found(manifest.value, [bound('shop.example.com')])).toEqual([])
  expect(found(manifest.value, [bound('shop.example.org')])).toEqual([
    'certificate/host-not-covered at data.tls.crt',
  ])
})
