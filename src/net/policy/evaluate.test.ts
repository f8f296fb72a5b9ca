/** How an answer is explained, and that no shape of object makes anything throw. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { admin, all, app, baseline, color, network, pods, world } from './cases/world.ts'
import { compilePolicies } from './compile.ts'
import { changesBetween } from './difference.ts'
import { evaluate, type Verdict } from './evaluate.ts'
import { matrixOf } from './matrix.ts'
import { stateOf } from './matrix-cell.ts'
import { whatMayThisReach } from './reach.ts'
import type { PolicyObject } from './testing/shapes.ts'

const green = { namespaces: color('green') }
const subject = { namespaces: color('red') }

function ask(policies: readonly PolicyObject[], from = 'green/one', to = 'red/one', port = 80): Verdict {
  const [fromNamespace = '', fromPod = ''] = from.split('/')
  const [namespace = '', pod = ''] = to.split('/')
  const ends = { from: { namespace: fromNamespace, pod: fromPod }, to: { namespace, pod } }
  return evaluate(compilePolicies(world(policies)), { ...ends, protocol: 'TCP', port })
}

/** `effect kind/name path` of each step. */
function stepsOf(verdict: Verdict, side: 'egress' | 'ingress' = 'ingress') {
  if (verdict.reason !== 'policies') return verdict.reason
  return verdict[side].steps.map(({ effect, policy, path }) => `${effect} ${policy.name} ${path}`)
}

describe('the steps of a verdict', () => {
  test('nothing says anything', () => {
    const verdict = ask([])
    expect(verdict).toMatchObject({
      allowed: true,
      family: 'IPv4',
      ingress: { reason: 'default', steps: [] },
    })
  })

  test('NetworkPolicies: first all that isolate, then every rule that allows', () => {
    const verdict = ask([
      network('red', { podSelector: all }, 'a'),
      network('red', { podSelector: app('one'), ingress: [{ ports: [{ port: 9 }] }, {}] }, 'b'),
      network('red', { podSelector: app('two') }, 'c'),
    ])
    expect(stepsOf(verdict)).toEqual([
      'isolates a spec.podSelector',
      'isolates b spec.podSelector',
      'allows b spec.ingress[1]',
    ])
    expect(verdict).toMatchObject({ ingress: { reason: 'rule' }, egress: { reason: 'default' } })
  })

  test('isolation without a rule', () => {
    const verdict = ask([network('red', { podSelector: all }, 'a')])
    expect(verdict).toMatchObject({ allowed: false, ingress: { allowed: false, reason: 'isolation' } })
  })

  test('pass, then the baseline denies', () => {
    const verdict = ask([
      admin(3, {
        subject,
        ingress: [
          { action: 'Deny', from: [pods(all, app('two'))] },
          { action: 'Pass', from: [green] },
        ],
      }),
      baseline({ subject, ingress: [{ action: 'Deny', from: [green] }] }),
    ])
    expect(stepsOf(verdict)).toEqual(['passes admin-3 spec.ingress[1]', 'denies default spec.ingress[0]'])
    expect(verdict).toMatchObject({ allowed: false, ingress: { reason: 'rule' } })
  })

  test('both sides are told, also where one denies already', () => {
    const verdict = ask([
      network('green', { podSelector: all, policyTypes: ['Egress'] }, 'out'),
      network('red', { podSelector: all }, 'in'),
    ])
    expect(stepsOf(verdict, 'egress')).toEqual(['isolates out spec.podSelector'])
    expect(stepsOf(verdict, 'ingress')).toEqual(['isolates in spec.podSelector'])
  })

  test('a refusal that is no policy’s', () => {
    expect(ask([], 'green/one', 'red/none')).toEqual({ allowed: false, reason: 'no-such-endpoint' })
    expect(ask([], 'green/one', 'red/gone')).toEqual({ allowed: false, reason: 'finished' })
    expect(ask([], 'stack/old', 'stack/new')).toEqual({ allowed: false, reason: 'no-common-family' })
    expect(ask([], 'red/one', 'red/one')).toEqual({ allowed: true, reason: 'same-pod' })
  })

  test('a family can be asked for', () => {
    const compiled = compilePolicies(
      world([network('stack', { ingress: [{ from: [{ ipBlock: { cidr: 'fd00::/64' } }] }] })]),
    )
    const ends = { from: { namespace: 'stack', pod: 'both' }, to: { namespace: 'stack', pod: 'newfirst' } }
    const answer = (family: 'IPv4' | 'IPv6') =>
      evaluate(compiled, { ...ends, protocol: 'TCP', port: 80, family })
    expect([answer('IPv4').allowed, answer('IPv6').allowed]).toEqual([false, true])
  })
})

describe('equal priorities', () => {
  const deny = admin(3, { subject, ingress: [{ action: 'Deny', from: [green] }] }, 'b')

  test('that disagree are ambiguous, and the first by name decides', () => {
    const allow = admin(3, { subject, ingress: [{ action: 'Allow', from: [green] }] }, 'a')
    expect(ask([deny, allow])).toMatchObject({ allowed: true, ambiguous: true })
  })

  test('that agree, or are about other traffic, are not', () => {
    const same = admin(3, { subject, ingress: [{ action: 'Deny', from: [{ namespaces: all }] }] }, 'a')
    const other = admin(
      3,
      { subject, ingress: [{ action: 'Allow', from: [{ namespaces: color('blue') }] }] },
      'c',
    )
    expect(ask([deny, same, other])).toMatchObject({ allowed: false, ambiguous: false })
  })

  test('do not matter below one that decides', () => {
    const allow = admin(3, { subject, ingress: [{ action: 'Allow', from: [green] }] }, 'a')
    const before = admin(1, { subject, ingress: [{ action: 'Allow', from: [green] }] }, 'z')
    expect(ask([deny, allow, before])).toMatchObject({ allowed: true, ambiguous: false })
  })
})

const anyObject = fc.oneof(
  fc.anything(),
  fc.record({
    apiVersion: fc.constantFrom('networking.k8s.io/v1', 'policy.networking.k8s.io/v1alpha1', 'v1', 3),
    kind: fc.constantFrom('NetworkPolicy', 'AdminNetworkPolicy', 'ClusterNetworkPolicy', 'Pod', null),
    metadata: fc.oneof(
      fc.anything(),
      fc.record({ name: fc.string(), namespace: fc.anything(), labels: fc.anything() }),
    ),
    spec: fc.oneof(fc.anything(), anySpec()),
    status: fc.oneof(fc.anything(), fc.record({ podIPs: fc.anything(), phase: fc.anything() })),
  }),
)

function anySpec() {
  const value = fc.oneof(fc.anything(), fc.array(fc.anything()), fc.array(fc.object()))
  const rule = fc.record({
    action: fc.constantFrom('Deny', 'Allow', 1),
    from: value,
    to: value,
    ports: value,
  })
  return fc.record({
    priority: fc.oneof(fc.integer(), fc.anything()),
    subject: fc.constantFrom({ namespaces: {} }, { pods: [] }, null, 'all'),
    podSelector: fc.oneof(fc.constant({}), fc.object(), fc.anything()),
    ingress: fc.oneof(fc.array(rule), fc.anything()),
    egress: fc.oneof(fc.array(rule), fc.anything()),
    containers: value,
  })
}

test('objects of any shape are taken as they are', () => {
  fc.assert(
    fc.property(
      fc.array(anyObject, { maxLength: 4 }),
      fc.array(anyObject, { maxLength: 4 }),
      (these, those) => {
        const [objects, others] = [these, those] as unknown as [KubeObject[], KubeObject[]]
        const good = world([])
        const cluster = {
          namespaces: objects,
          nodes: objects,
          pods: [...good.pods, ...others],
          policies: objects,
        }
        const compiled = compilePolicies(cluster)
        matrixOf(compiled)
        changesBetween(compilePolicies(good), compiled)
        whatMayThisReach(compiled, { namespace: 'red', kind: 'Pod', name: 'one' })
        const ends = { from: { namespace: 'red', pod: 'one' }, to: { ip: 'nowhere' } }
        expect(evaluate(compiled, { ...ends, protocol: 'TCP', port: 80 }).allowed).toBe(false)
      },
    ),
    { numRuns: 100 },
  )
})

test('the matrix of every port tells all, some and none', () => {
  const { namespaces, cells } = matrixOf(
    compilePolicies(world([network('red', { podSelector: all, ingress: [{ ports: [{ port: 80 }] }] })])),
  )
  const state = (from: string, to: string) => {
    const cell = cells[namespaces.indexOf(from)]?.[namespaces.indexOf(to)]
    return cell === undefined ? 'missing' : stateOf(cell)
  }
  expect([state('red', 'green'), state('green', 'red'), state('stack', 'red')]).toEqual([
    'all',
    'some',
    'some',
  ])
})

test('the work grows with what policies tell apart, not with pods', () => {
  const policies = [
    network('red', { podSelector: app('one'), ingress: [{ from: [{ podSelector: app('two') }] }] }),
  ]
  const copies = world(policies).pods.flatMap((pod) =>
    Array.from({ length: 50 }, (_, at) => ({
      ...pod,
      metadata: {
        ...pod.metadata,
        name: `${pod.metadata.name}-${at}`,
        labels: { ...pod.metadata.labels, at: `${at}` },
      },
    })),
  )
  const compiled = compilePolicies({ ...world(policies), pods: copies })
  matrixOf(compiled)
  // Three in red, one in green and blue each, two nodes, and four orders of families.
  expect(compiled.groups.length).toBe(11)
  expect(compiled.rows.computed).toBeLessThanOrEqual(2 * 11)
})
