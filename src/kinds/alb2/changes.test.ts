import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Manifest, parseManifest, setAt } from '../../manifest/manifest.ts'
import { writeYaml } from '../../manifest/write.ts'
import {
  allocationOf,
  nicsIn,
  tolerationsIn,
  withAddresses,
  withMode,
  withNics,
  withNodeLabels,
  withPortMode,
  withPortShares,
  withProjects,
  withService,
  withSize,
  withTolerations,
} from './changes.ts'
import { parsePorts, portSharesIn, portSharesText } from './ports.ts'
import { sizeOf } from './sizes.ts'
import { addressesOf, isOpenTo, tolerationPath, viewOf } from './spec.ts'
import { template } from './template.ts'

const example = (name: string) =>
  parseManifest(readFileSync(new URL(`./examples/${name}.yaml`, import.meta.url), 'utf8'))
const fresh = () => parseManifest(writeYaml(template({ namespace: 'cpaas-system' })))
const through = (start: Manifest, ...steps: ((current: Manifest) => Manifest)[]) =>
  steps.reduce((current, step) => step(current), start)
const named = (name: string) => (current: Manifest) => setAt(current, ['metadata', 'name'], name)
const share = (port: string, ...projects: string[]) => ({ port, projects, fields: {} })

test('the form writes the first example of the documents', () => {
  const made = through(
    fresh(),
    named('alb-demo'),
    (current) => withAddresses(current, ['192.168.66.215']),
    (current) => withNodeLabels(current, ['cpu-model.node.kubevirt.io/Nehalem:true']),
  )
  expect(made.value).toEqual(example('host-network').value)
})

test('the form writes port ranges as the controller keeps them', () => {
  const made = through(
    fresh(),
    named('by-ports'),
    (current) => withAddresses(current, ['192.168.66.215', '2001:db8::15']),
    (current) => withNodeLabels(current, ['node-role.kubernetes.io/infra:']),
    (current) => withPortMode(current, true),
    (current) => withPortShares(current, [share('111-2233', 'ALL_ALL'), share('12222-33445', 'cong')]),
  )
  const { spec } = example('by-ports').value as { spec: { config: object } }
  expect(made.value).toMatchObject({ spec })
  expect(viewOf(made.value).config).not.toHaveProperty('projects')
})

test('the form writes the highly available example', () => {
  const path = tolerationPath('cpaas.io')
  const text = (current: Manifest, key: string, value: unknown) =>
    setAt(current, ['spec', 'config', key], value)
  const made = through(
    fresh(),
    named('core'),
    (current) => setAt(current, ['metadata', 'annotations', 'cpaas.io/display-name'], 'Core applications'),
    (current) =>
      withTolerations(current, path, [
        {
          key: 'node-role.kubernetes.io/infra',
          operator: 'Equal',
          value: 'reserved',
          effect: 'NoSchedule',
          fields: {},
        },
      ]),
    (current) => withMode(current, 'container'),
    (current) =>
      setAt(current, ['spec', 'config', 'vip', 'lbSvcAnnotations'], {
        'metallb.universe.tf/address-pool': 'edge',
      }),
    (current) => text(current, 'replicas', 3),
    (current) => text(current, 'antiAffinityKey', 'core'),
    (current) => withNodeLabels(current, ['node-role.kubernetes.io/infra:']),
    (current) => withSize(current, 'large'),
    (current) => withProjects(current, ['shop', 'payments']),
    (current) => text(current, 'defaultSSLStrategy', 'Always'),
    (current) => text(current, 'defaultSSLCert', 'cpaas-system/example-com'),
    (current) => withNics(current, ['eth0', 'alive']),
    (current) => text(current, 'enableIPV6', 'false'),
  )
  expect(made.value).toEqual(example('highly-available').value)
})

test.each([
  ['host-network', 'small'],
  ['highly-available', 'large'],
  ['telemetry', 'custom'],
  ['by-ports', 'custom'],
] as const)('the size of %s is %s', (name, size) => expect(sizeOf(example(name).value)).toBe(size))

test('a size is known however its amounts are written', () => {
  const medium = withSize(fresh(), 'medium')
  expect(sizeOf(medium.value)).toBe('medium')
  const resources = ['spec', 'config', 'resources']
  const written = setAt(medium, [...resources, 'limits', 'cpu'], '2000m')
  expect(sizeOf(setAt(written, [...resources, 'requests', 'cpu'], 2).value)).toBe('medium')
  expect(sizeOf(setAt(written, [...resources, 'alb', 'limits', 'memory'], '2Gi').value)).toBe('custom')
})

test('a Service takes the place of an address that is still empty, and of no other', () => {
  expect(withService(fresh(), true).text).not.toContain('address:')
  const addressed = withAddresses(fresh(), ['lb.example.com'])
  expect(viewOf(withService(addressed, true).value).addresses).toEqual(['lb.example.com'])
  expect(viewOf(withService(withService(fresh(), true), false).value).addresses).toEqual([''])
  expect(viewOf(withMode(fresh(), 'container').value)).toMatchObject({ mode: 'container', hasService: true })
})

test('rows of addresses stay rows while they are empty', () => {
  const two = withAddresses(fresh(), ['a.example.com', ''])
  expect(viewOf(two.value).addresses).toEqual(['a.example.com', ''])
  expect(viewOf(withAddresses(fresh(), ['10.0.0.1,10.0.0.2']).value).addresses).toEqual([
    '10.0.0.1',
    '10.0.0.2',
  ])
  expect(viewOf(withAddresses(two, []).value).addresses).toEqual([])
})

test('it is reached by what was written and what its Service was given', () => {
  const status = {
    detail: { address: { ipv4: ['10.0.0.9', '10.0.0.1'], ipv6: ['fd00::1'], host: ['x.example.com'] } },
  }
  expect(addressesOf({ spec: { address: '10.0.0.1, lb.example.com' }, status })).toEqual([
    '10.0.0.1',
    'lb.example.com',
    '10.0.0.9',
    'fd00::1',
    'x.example.com',
  ])
})

test('a label of nodes has one value, and others keep their comments', () => {
  const start = parseManifest('spec:\n  config:\n    nodeSelector:\n      a: "1" # first\n      b: "2"\n')
  expect(withNodeLabels(start, ['a:1', 'b:3', 'c']).text).toBe(
    'spec:\n  config:\n    nodeSelector:\n      a: "1" # first\n      b: "3"\n      c: ""\n',
  )
  expect(viewOf(withNodeLabels(start, []).value).nodeSelector).toEqual({})
})

test('projects that stay keep their place and comments', () => {
  const start = parseManifest(
    'spec:\n  config:\n    projects:\n      - shop # the shop\n      - media\n    replicas: 1\n',
  )
  expect(withProjects(start, ['shop', 'payments']).text).toBe(
    'spec:\n  config:\n    projects:\n      - shop # the shop\n      - payments\n    replicas: 1\n',
  )
  expect(withProjects(start, []).text).toContain('projects: []')
  expect(['ALL_ALL', 'shop', ''].map((each) => allocationOf(each === '' ? [] : [each]))).toEqual([
    'all',
    'some',
    'none',
  ])
})

test('given back as a whole it is nobody’s until somebody is named', () => {
  const shared = withPortShares(withPortMode(fresh(), true), [share('80', 'shop')])
  expect(isOpenTo(shared.value, 'shop')).toBe(true)
  expect(isOpenTo(shared.value, 'media')).toBe(false)
  const whole = withPortMode(shared, false)
  expect(viewOf(whole.value)).toMatchObject({ isPortMode: false, projects: [], ports: [] })
  expect(isOpenTo(whole.value, 'shop')).toBe(false)
  expect(isOpenTo(fresh().value, 'shop')).toBe(true)
})

test.each([
  ['80', { first: 80, last: 80 }],
  ['1-65535', { first: 1, last: 65535 }],
  ['0-80', null],
  ['90-80', null],
  ['80-80', null],
  ['80-65536', null],
  ['80-', null],
  ['http', null],
  ['', null],
])('the ports %j', (text, range) => expect(parsePorts(text)).toEqual(range))

test('what else the text of the ports holds stays, and what is no such text is not touched', () => {
  const text = '[{"note":"x","port":"80","projects":["shop"]}]'
  const [first] = portSharesIn(text) ?? []
  expect(first).toMatchObject({ port: '80', projects: ['shop'] })
  expect(portSharesText(first === undefined ? [] : [{ ...first, port: '81' }])).toBe(
    '[{"note":"x","port":"81","projects":["shop"]}]',
  )
  expect(portSharesIn('{')).toBeNull()
  expect(portSharesIn('{}')).toBeNull()
  expect(portSharesIn(undefined)).toEqual([])
})

test('network cards and tolerations are JSON in a text', () => {
  expect(nicsIn('{"nic":["eth0","alive"]}')).toEqual(['eth0', 'alive'])
  expect(nicsIn('eth0')).toBeNull()
  expect(nicsIn({ nic: ['eth0'] })).toBeNull()
  expect(withNics(withNics(fresh(), ['eth0']), []).text).toBe(fresh().text)
  expect(tolerationsIn('[{"operator":"Exists"}]')).toMatchObject([{ key: '', operator: 'Exists' }])
  expect(tolerationsIn('none')).toBeNull()
})
