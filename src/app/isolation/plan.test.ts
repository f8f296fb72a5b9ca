/** The plan over any mix of namespaces, policies and settings, and what it is for each way of getting out of step. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { isolationKeys, isolationPolicyName } from '../../kinds/isolation.ts'
import { type Access, noAccess, type Settings, tidyAccess } from './access.ts'
import { type Plan, planOf } from './plan.ts'
import { standingOf } from './standing.ts'

const naming = { labelDomain: 'cpaas.io', projectLabel: 'cpaas.io/project' }
const { label, access: note } = isolationKeys(naming.labelDomain)

function namespace(name: string, project = ''): KubeObject {
  const labels = project === '' ? {} : { [naming.projectLabel]: project }
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}

const namespaces = [
  namespace('shop-prod', 'shop'),
  namespace('shop-dev', 'shop'),
  namespace('payments', 'payments'),
  namespace('kube-system'),
]

const settings = (access: Readonly<Record<string, Partial<Access>>> = {}, isolated = true): Settings => ({
  isolated,
  access: new Map(Object.entries(access).map(([to, each]) => [to, tidyAccess(to, { ...noAccess, ...each })])),
})

const input = (wanted: Settings, policies: readonly KubeObject[], at = '2026-01-01T00:00:00Z') => ({
  settings: wanted,
  namespaces,
  policies,
  naming,
  at,
})

/** What stands once all of it is written. */
function applied(policies: readonly KubeObject[], { changes }: Plan): readonly KubeObject[] {
  const touched = new Set(changes.map(({ before }) => before))
  return [
    ...policies.filter((each) => !touched.has(each)),
    ...changes.flatMap(({ after }) => (after === null ? [] : [after])),
  ]
}

const said = ({ changes }: Plan) =>
  changes.map(({ action, namespace, reason }) => `${action} ${namespace} ${reason}`)

const configured = settings({ shop: { projects: ['payments'] }, payments: { blocks: ['10.1.0.0/16'] } })
const standing = applied([], planOf(input(configured, [])))
const drift = (policies: readonly KubeObject[], of = namespaces) => {
  const known = standingOf(of, policies, naming).settings ?? settings()
  return planOf({ ...input(known, policies), namespaces: of })
}

describe('the plan', () => {
  test('is one policy for each namespace of a project, and nothing elsewhere', () => {
    expect(said(planOf(input(settings(), [])))).toEqual([
      'create payments missing',
      'create shop-dev missing',
      'create shop-prod missing',
    ])
  })

  test('writes what may access the project, to ingress alone', () => {
    const [, , policy] = planOf(
      input(settings({ shop: { projects: ['payments'], blocks: ['10.1.2.3/16', '10.1.0.0/16'] } }), []),
    ).changes
    expect(policy?.after).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name: 'project-isolation',
        namespace: 'shop-prod',
        labels: { 'portolan.cpaas.io/isolation': 'shop' },
        annotations: {
          'portolan.cpaas.io/isolation-access':
            '{"at":"2026-01-01T00:00:00Z","projects":["payments"],"blocks":["10.1.0.0/16"]}',
        },
      },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              { namespaceSelector: { matchLabels: { 'cpaas.io/project': 'shop' } } },
              { namespaceSelector: { matchLabels: { 'cpaas.io/project': 'payments' } } },
              { ipBlock: { cidr: '10.1.0.0/16' } },
            ],
          },
        ],
      },
    })
  })

  test('changes only the policies of the project that is accessed otherwise', () => {
    const other = settings({ shop: { projects: ['payments'] }, payments: { allProjects: true } })
    expect(said(planOf(input(other, standing)))).toEqual(['update payments settings'])
  })

  test('keeps labels and annotations that others gave a policy', () => {
    const [policy] = standing
    if (policy === undefined) throw new Error('There is no policy.')
    const { labels, annotations } = policy.metadata
    const metadata = {
      ...policy.metadata,
      labels: { ...labels, team: 'a' },
      annotations: { ...annotations, n: 'b' },
    }
    const [change] = planOf(input(settings(), [{ ...policy, metadata }])).changes
    expect(change?.after?.metadata.labels).toMatchObject({ team: 'a', [label]: 'payments' })
    expect(change?.after?.metadata.annotations).toMatchObject({ n: 'b' })
  })

  test('never touches what is not ours, also where it has our name', () => {
    const foreign = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: isolationPolicyName, namespace: 'payments' },
    }
    const plan = planOf(input(settings(), [foreign]))
    expect(plan.blocked).toEqual([{ namespace: 'payments', project: 'payments' }])
    expect(said(plan)).toEqual(['create shop-dev missing', 'create shop-prod missing'])
    expect(planOf(input(settings({}, false), [foreign])).changes).toEqual([])
  })

  test('writes nothing into a namespace that is being deleted', () => {
    const going = {
      ...namespace('old', 'shop'),
      metadata: { ...namespace('old', 'shop').metadata, deletionTimestamp: 'x' },
    }
    expect(planOf({ ...input(settings(), []), namespaces: [going] }).changes).toEqual([])
  })
})

describe('what is configured', () => {
  test('is read from the policies', () => {
    expect(standingOf(namespaces, standing, naming).settings).toEqual(configuredFully())
    expect(standingOf(namespaces, [], naming).settings).toBeNull()
  })

  test('is what was written last where the policies of a project disagree', () => {
    const newer = settings({ shop: { allProjects: true } })
    const rest = standing.filter(({ metadata }) => metadata.namespace !== 'shop-dev')
    const mixed = applied(rest, {
      ...planOf(input(newer, standing, '2026-02-01T00:00:00Z')),
      changes: planOf(input(newer, standing, '2026-02-01T00:00:00Z')).changes.filter(
        ({ namespace }) => namespace === 'shop-prod',
      ),
    })
    const old = standing.filter(({ metadata }) => metadata.namespace === 'shop-dev')
    const { settings: found } = standingOf(namespaces, [...mixed, ...old], naming)
    expect(found?.access.get('shop')).toEqual({ ...noAccess, allProjects: true })
    expect(said(drift([...mixed, ...old]))).toEqual(['update shop-dev settings'])
  })

  test('of a project is never said by a policy in the namespace of another', () => {
    const forged = standing.map((each) =>
      each.metadata.namespace === 'shop-dev'
        ? {
            ...each,
            metadata: {
              ...each.metadata,
              labels: { [label]: 'payments' },
              annotations: { [note]: '{"at":"2099-01-01T00:00:00Z","allProjects":true}' },
            },
          }
        : each,
    )
    expect(standingOf(namespaces, forged, naming).settings?.access.get('payments')).toEqual({
      ...noAccess,
      blocks: ['10.1.0.0/16'],
    })
    expect(said(drift(forged))).toEqual(['update shop-dev moved'])
  })
})

const configuredFully = (): Settings =>
  settings({ payments: { blocks: ['10.1.0.0/16'] }, shop: { projects: ['payments'] } })

describe('drift', () => {
  const of = (name: string) => standing.filter(({ metadata }) => metadata.namespace !== name)
  const one = (name: string) => standing.filter(({ metadata }) => metadata.namespace === name)

  test('is none after applying', () => {
    expect(drift(standing)).toEqual({ changes: [], blocked: [], kept: 3 })
  })

  test('a namespace that came, and one that has lost its policy', () => {
    expect(said(drift(standing, [...namespaces, namespace('shop-new', 'shop')]))).toEqual([
      'create shop-new missing',
    ])
    expect(said(drift(of('shop-dev')))).toEqual(['create shop-dev missing'])
  })

  test('a namespace in another project, and in none', () => {
    const rest = namespaces.filter(({ metadata }) => metadata.name !== 'shop-dev')
    expect(said(drift(standing, [...rest, namespace('shop-dev', 'payments')]))).toEqual([
      'update shop-dev moved',
    ])
    expect(said(drift(standing, [...rest, namespace('shop-dev')]))).toEqual(['delete shop-dev left'])
  })

  test('a policy that was changed by hand, one whose note is gone, and a copy of one', () => {
    const edited = one('shop-dev').map((each) => ({ ...each, spec: { podSelector: {}, ingress: [{}] } }))
    expect(said(drift([...of('shop-dev'), ...edited]))).toEqual(['update shop-dev edited'])
    const silent = one('shop-dev').map((each) => ({
      ...each,
      metadata: { ...each.metadata, annotations: {} },
    }))
    expect(said(drift([...of('shop-dev'), ...silent]))).toEqual(['update shop-dev edited'])
    const copy = one('shop-dev').map((each) => ({ ...each, metadata: { ...each.metadata, name: 'copy' } }))
    expect(said(drift([...standing, ...copy]))).toEqual(['delete shop-dev extra'])
  })

  test('the order in which the server writes fields is none', () => {
    const turned = standing.map((each) => JSON.parse(JSON.stringify(each, keysBackwards)))
    expect(drift(turned).changes).toEqual([])
  })
})

const keysBackwards = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).reverse())
    : value

const project = fc.constantFrom('a', 'b', 'c')
const anyAccess = fc.record({
  allProjects: fc.boolean(),
  projects: fc.array(project),
  blocks: fc.array(fc.constantFrom('10.0.0.1/8', '10.0.0.0/8', '192.168.1.7', 'fd00::1/64', 'nonsense')),
})
const anySettings = fc
  .record({ isolated: fc.constant(true), access: fc.dictionary(project, anyAccess) })
  .map(({ isolated, access }) => settings(access, isolated))
const anyNamespaces = fc
  .dictionary(fc.constantFrom('n1', 'n2', 'n3', 'n4'), fc.constantFrom('', 'a', 'b', 'c'))
  .map((all) => Object.entries(all).map(([name, of]) => namespace(name, of)))
const anyPolicies = fc.uniqueArray(
  fc.record({
    namespace: fc.constantFrom('n1', 'n2', 'n3', 'n4'),
    name: fc.constantFrom(isolationPolicyName, 'other'),
    mark: fc.option(fc.constantFrom('a', 'b', ''), { nil: undefined }),
    note: fc.constantFrom('', '{', '{"at":"2025-01-01T00:00:00Z","projects":["b"]}', '{"at":3}'),
  }),
  { selector: (each) => `${each.namespace}/${each.name}` },
)
const written = (of: {
  namespace: string
  name: string
  mark: string | undefined
  note: string
}): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: {
    name: of.name,
    namespace: of.namespace,
    ...(of.mark !== undefined && { labels: { [label]: of.mark } }),
    annotations: { [note]: of.note },
  },
})

describe('for any settings, namespaces and policies', () => {
  const world = fc.record({ wanted: anySettings, among: anyNamespaces, policies: anyPolicies })

  test('applying leaves no drift and is read back, and others keep what is theirs', () => {
    fc.assert(
      fc.property(world, ({ wanted, among, policies }) => {
        const before = policies.map(written)
        const at = '2026-01-01T00:00:00Z'
        const plan = planOf({ settings: wanted, namespaces: among, policies: before, naming, at })
        const after = applied(before, plan)
        expect(planOf({ settings: wanted, namespaces: among, policies: after, naming, at }).changes).toEqual(
          [],
        )
        const found = standingOf(among, after, naming).settings
        if (found !== null)
          expect(planOf({ settings: found, namespaces: among, policies: after, naming, at }).changes).toEqual(
            [],
          )
        for (const each of before.filter(({ metadata }) => metadata.labels === undefined))
          expect(after).toContain(each)
      }),
    )
  })

  test('removing leaves none of ours in any namespace there is', () => {
    fc.assert(
      fc.property(world, ({ among, policies }) => {
        const before = policies.map(written)
        const plan = planOf({
          settings: settings({}, false),
          namespaces: among,
          policies: before,
          naming,
          at: '',
        })
        const names = new Set(among.map(({ metadata }) => metadata.name))
        const left = applied(before, plan).filter(
          ({ metadata }) => metadata.labels?.[label] !== undefined && names.has(metadata.namespace ?? ''),
        )
        expect(left).toEqual([])
      }),
    )
  })
})
