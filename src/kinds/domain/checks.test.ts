import { describe, expect, test } from 'vitest'
import { valueAt } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { withFix } from '../../manifest/fix.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { writeYaml } from '../../manifest/write.ts'
import { type TestWorld, testWorld } from '../testing/world.ts'
import { checks } from './checks.ts'

interface Given {
  readonly name?: string
  readonly kind?: string | undefined
  readonly cluster?: string
  readonly project?: string
  readonly secret?: string
}

const domain = (spec: string, given: Given = {}): KubeObject => {
  const { name = 'it', kind = spec.startsWith('*.') ? 'extensive' : 'full', cluster, project, secret } = given
  return {
    apiVersion: 'crd.alauda.io/v2',
    kind: 'Domain',
    metadata: {
      name,
      labels: {
        ...(cluster !== undefined && { 'cluster.cpaas.io/name': cluster }),
        ...(project !== undefined && { 'project.cpaas.io/name': project }),
      },
      annotations: secret === undefined ? {} : { 'cpaas.io/secret-ref': secret },
    },
    spec: { name: spec, kind },
  } as KubeObject
}
const project = (name: string, ...clusters: string[]): KubeObject =>
  ({
    apiVersion: 'auth.alauda.io/v1',
    kind: 'Project',
    metadata: { name },
    spec: { clusters: clusters.map((each) => ({ name: each })) },
  }) as KubeObject
const secretOf = (name: string, project?: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name,
    namespace: 'cpaas-system',
    labels: project === undefined ? {} : { 'project.cpaas.io/name': project },
  },
})
const secret = secretOf('shop-x', 'shop')

const usual = [project('shop', 'main'), project('bank', 'main', 'edge'), secret]
const findings = (object: unknown, objects: readonly KubeObject[] = [], more: TestWorld = {}) => {
  const world = testWorld({ ...more, objects: [...usual, ...objects] })
  return checks.flatMap((check) => check(object, world))
}
const ids = (...given: Parameters<typeof findings>) => findings(...given).map(({ id }) => id)

/** The object once the first fix that is offered is made. */
function fixed(object: KubeObject): unknown {
  const [fix] = findings(object).flatMap((finding) => finding.fix ?? [])
  return fix && withFix(parseManifest(writeYaml(object)), fix).value
}

const own = { cluster: 'main', project: 'shop' }

test('what is right, assigned or not, has no findings', () => {
  expect(findings(domain('shop.example.com', { ...own, secret: 'shop-x' }))).toEqual([])
  expect(findings(domain('*.example.com', { cluster: 'main', project: 'ALL_ALL' }))).toEqual([])
  expect(findings(domain('shop.example.com', { cluster: '', project: '' }))).toEqual([])
  expect(findings(domain('shop.example.com'))).toEqual([])
})

describe('the name', () => {
  test.each([
    ['', ['domain/domain-missing']],
    ['*.', ['domain/domain-missing']],
    ['10.0.0.1', ['domain/domain-address']],
    ['a.*.com', ['domain/domain-wildcard']],
    ['*', ['domain/domain-wildcard']],
    ['shop_1.com', ['domain/domain-invalid']],
    ['-shop.com', ['domain/domain-invalid']],
  ])('%j is no domain', (name, expected) => {
    expect(ids(domain(name))).toEqual(expected)
  })

  test.each([
    ['Shop.Example.com', 'domain-case', 'shop.example.com'],
    ['shop.example.com.', 'domain-dot', 'shop.example.com'],
    ['https://shop.example.com/x', 'domain-invalid', 'shop.example.com'],
    ['münchen.example', 'domain-international', 'xn--mnchen-3ya.example'],
    ['*.МОСКВА.example', 'domain-international', '*.xn--80adxhks.example'],
  ])('%j is written as DNS has it', (name, id, expected) => {
    const object = domain(name)
    expect(ids(object)).toEqual([`domain/${id}`])
    expect(valueAt(fixed(object), ['spec', 'name'])).toBe(expected)
  })
})

describe('type and name', () => {
  test('disagree where a wildcard is a single name', () => {
    const object = domain('*.example.com', { kind: 'full' })
    expect(ids(object)).toEqual(['domain/type-full'])
    expect(valueAt(fixed(object), ['spec', 'kind'])).toBe('extensive')
  })

  test('disagree where a wildcard has no star', () => {
    const object = domain('example.com', { kind: 'extensive' })
    expect(ids(object)).toEqual(['domain/type-extensive'])
    expect(valueAt(fixed(object), ['spec', 'name'])).toBe('*.example.com')
  })

  test('a type is one of two', () => {
    expect(ids(domain('example.com', { kind: 'wild' }))).toEqual(['domain/type-unknown'])
    expect(ids(domain('example.com', { kind: '' }))).toEqual(['domain/type-missing'])
  })
})

describe('one domain', () => {
  const taken = (cluster: string, given = own) =>
    findings(domain('shop.example.com', given), [
      domain('SHOP.example.com', { name: 'other', cluster, project: 'bank' }),
    ]).filter(({ id }) => id === 'domain/taken')

  test('is assigned to a cluster once, and the other is named', () => {
    expect(taken('main')).toMatchObject([
      { text: { values: { domain: 'shop.example.com', cluster: 'main', other: 'other' } } },
    ])
    expect(taken('ALL_ALL')).toHaveLength(1)
  })

  test('goes to several clusters, and to none as often as one likes', () => {
    expect(taken('edge')).toEqual([])
    expect(taken('')).toEqual([])
    expect(taken('', { cluster: '', project: '' })).toEqual([])
  })

  test('is not another one than itself', () => {
    const it = domain('shop.example.com', own)
    expect(findings(it, [it])).toEqual([])
  })
})

describe('a wildcard of another project', () => {
  const covered = (wildcard: string, given: Given, name = 'pay.shop.example.com') =>
    ids(domain(name, own), [domain(wildcard, { name: 'wild', ...given })]).includes('domain/covered')

  test.each(['*.shop.example.com', '*.example.com'])('covers what is below %s', (wildcard) => {
    expect(covered(wildcard, { cluster: 'main', project: 'bank' })).toBe(true)
  })

  test('covers a narrower wildcard', () => {
    expect(covered('*.example.com', { cluster: 'main', project: 'bank' }, '*.shop.example.com')).toBe(true)
  })

  test.each<[string, string, Given]>([
    ['is of the same project', '*.example.com', own],
    ['is for all projects', '*.example.com', { cluster: 'main', project: 'ALL_ALL' }],
    ['is of another cluster', '*.example.com', { cluster: 'edge', project: 'bank' }],
    ['ends otherwise', '*.hop.example.com', { cluster: 'main', project: 'bank' }],
    ['is the name itself', '*.pay.shop.example.com', { cluster: 'main', project: 'bank' }],
  ])('is nothing where it %s', (_, wildcard, given) => {
    expect(covered(wildcard, given)).toBe(false)
  })
})

describe('the assignment', () => {
  test('to a cluster is to projects of it, asked for when one saves', () => {
    expect(findings(domain('a.com', { cluster: 'main', project: '' }))).toMatchObject([
      { id: 'domain/project-missing', missing: true, path: ['metadata', 'labels', 'project.cpaas.io/name'] },
    ])
    expect(ids(domain('a.com', { project: 'shop' }))).toEqual(['domain/cluster-missing'])
  })

  test('is to a project that is there, and in the cluster', () => {
    expect(ids(domain('a.com', { cluster: 'main', project: 'shp' }))).toEqual(['domain/project-unknown'])
    expect(ids(domain('a.com', { cluster: 'edge', project: 'shop' }))).toEqual(['domain/project-elsewhere'])
    expect(ids(domain('a.com', { cluster: 'edge', project: 'bank' }))).toEqual([])
    expect(ids(domain('a.com', { cluster: 'ALL_ALL', project: 'shop' }))).toEqual([])
  })

  test('is not judged by projects that nobody could read', () => {
    const object = domain('a.com', { cluster: 'main', project: 'shp' })
    for (const state of ['refused', 'loading', 'absent'] as const)
      expect(ids(object, [], { availability: { Project: state } })).toEqual([])
  })

  test('has to fit into a label', () => {
    expect(ids(domain('a.com', { cluster: 'ma in', project: 'ALL_ALL' }))).toEqual(['domain/label-invalid'])
  })

  test('stands under the labels of the installation', () => {
    const labels = { 'cluster.alauda.io/name': 'main' }
    const object = { ...domain('a.com'), metadata: { name: 'it', labels } }
    expect(ids(object, [], { labelDomain: 'alauda.io' })).toEqual(['domain/project-missing'])
    expect(ids(object)).toEqual([])
  })
})

describe('the bound Secret', () => {
  const bound = domain('a.com', { secret: 'gone' })

  test('is missed where Secrets can be read', () => {
    expect(ids(bound)).toEqual(['domain/secret-unknown'])
    expect(fixed(bound)).not.toHaveProperty(['metadata', 'annotations', 'cpaas.io/secret-ref'])
  })

  test('is not missed where they cannot', () => {
    expect(ids(bound, [], { availability: { Secret: 'refused' } })).toEqual([])
  })

  test('is for the projects that the domain is for', () => {
    const bound = domain('a.com', { cluster: 'main', project: 'shop', secret: 'it' })
    expect(ids(bound, [secretOf('it', 'shop')])).toEqual([])
    expect(ids(bound, [secretOf('it', 'ALL_ALL')])).toEqual([])
    expect(ids(bound, [secretOf('it', 'bank')])).toEqual(['domain/secret-elsewhere'])
    expect(ids(bound, [secretOf('it')])).toEqual(['domain/secret-unassigned'])
  })
})
