/** What is told of workloads and of changes is what single questions say of their pods. */
import { expect, test } from 'vitest'
import { parseAddress } from '../address.ts'
import { contains, parseCidr } from '../cidr.ts'
import { type CompiledPolicies, compilePolicies } from './compile.ts'
import { changesBetween, type OutsideBlocks } from './difference.ts'
import { type EndpointRef, evaluate } from './evaluate.ts'
import type { PodFacts } from './pods.ts'
import { hasPort, noPorts, type PortSet, type Protocol } from './ports.ts'
import { connectionsOf, whatMayThisReach, whoMayReach } from './reach.ts'
import { portNumbers, Random, randomCluster } from './testing/random-clusters.ts'
import { type Workload, workloadKey } from './workload.ts'

const seeds = Array.from({ length: 120 }, (_, at) => 7_000 + at)

const asked: readonly (readonly [Protocol, number])[] = (['TCP', 'UDP', 'SCTP'] as const).flatMap(
  (protocol) => [...portNumbers, 83, 444].map((port) => [protocol, port] as const),
)

const refOf = ({ namespace, name }: PodFacts): EndpointRef => ({ namespace, pod: name })

function podsByWorkload({ groupOf }: CompiledPolicies): Map<string, PodFacts[]> {
  const byWorkload = new Map<string, PodFacts[]>()
  for (const pod of groupOf.keys()) {
    const key = workloadKey(pod.workload)
    byWorkload.set(key, [...(byWorkload.get(key) ?? []), pod])
  }
  return byWorkload
}

/** Answers for all pairs of different pods. */
function answers(
  compiled: CompiledPolicies,
  from: PodFacts[],
  to: PodFacts[],
  protocol: Protocol,
  port: number,
) {
  return from.flatMap((source) =>
    to
      .filter((target) => target !== source)
      .map(
        (target) => evaluate(compiled, { from: refOf(source), to: refOf(target), protocol, port }).allowed,
      ),
  )
}

test.each(seeds)('connections of workloads, seed %i', (seed) => {
  const compiled = compilePolicies(randomCluster(new Random(seed)))
  const byWorkload = podsByWorkload(compiled)
  const told = new Map<string, { every: PortSet; some: PortSet }>()
  for (const each of connectionsOf(compiled)) {
    told.set(`${workloadKey(each.from)} ${workloadKey(each.to)}`, each)
  }
  for (const [fromKey, from] of byWorkload) {
    for (const [toKey, to] of byWorkload) {
      const { every, some } = told.get(`${fromKey} ${toKey}`) ?? { every: noPorts, some: noPorts }
      for (const [protocol, port] of asked) {
        const all = answers(compiled, from, to, protocol, port)
        if (all.length === 0) continue
        const truth = [all.every(Boolean), all.some(Boolean)]
        expect(
          [hasPort(every, protocol, port), hasPort(some, protocol, port)],
          `${fromKey} ${toKey}`,
        ).toEqual(truth)
      }
    }
  }
})

test.each(seeds)('the world outside of a workload, seed %i', (seed) => {
  const cluster = randomCluster(new Random(seed))
  const compiled = compilePolicies(cluster)
  const nodes = cluster.nodes.flatMap(({ status }) => status.addresses.map(({ address }) => address))
  for (const pod of compiled.groupOf.keys()) {
    const own: Workload = { namespace: pod.namespace, kind: 'Pod', name: pod.name }
    const to = whatMayThisReach(compiled, own)?.outside ?? []
    const from = whoMayReach(compiled, own)?.outside ?? []
    for (const ip of [
      '203.0.113.1',
      '10.0.0.3',
      '10.1.0.77',
      '192.0.2.9',
      'fd00::7',
      '2001:db8::1',
      ...nodes,
    ]) {
      const outside = { ip }
      for (const [protocol, port] of asked) {
        const leaving = evaluate(compiled, { from: refOf(pod), to: outside, protocol, port })
        const coming = evaluate(compiled, { from: outside, to: refOf(pod), protocol, port })
        // A host name is no address, and a pod's own node is not told among the blocks.
        if (leaving.reason === 'no-such-endpoint') continue
        expect(hasPort(portsFor(to, ip), protocol, port), `to ${ip}`).toBe(leaving.allowed)
        if (coming.reason === 'policies' && coming.ingress.reason === 'own-node') continue
        expect(hasPort(portsFor(from, ip), protocol, port), `from ${ip}`).toBe(coming.allowed)
      }
    }
  }
})

function portsFor(outside: readonly (OutsideBlocks & { some: PortSet })[], ip: string): PortSet {
  const address = parseAddress(ip)
  if (address === null) return noPorts
  return (
    outside.find(({ blocks }) => blocks.some((each) => contains(parseCidr(each), address)))?.some ?? noPorts
  )
}

test.each(seeds)('what one policy changes, seed %i', (seed) => {
  const cluster = randomCluster(new Random(seed))
  const before = compilePolicies({ ...cluster, policies: cluster.policies.slice(1) })
  const after = compilePolicies(cluster)
  const byWorkload = podsByWorkload(after)
  const changes = new Map(
    changesBetween(before, after).flatMap((each) =>
      'kind' in each.from && 'kind' in each.to
        ? [[`${workloadKey(each.from)} ${workloadKey(each.to)}`, each] as const]
        : [],
    ),
  )
  for (const [fromKey, from] of byWorkload) {
    for (const [toKey, to] of byWorkload) {
      const { opened, closed } = changes.get(`${fromKey} ${toKey}`) ?? { opened: noPorts, closed: noPorts }
      for (const [protocol, port] of asked) {
        const was = answers(before, from, to, protocol, port)
        const is = answers(after, from, to, protocol, port)
        const truth = [is.some((open, at) => open && !was[at]), was.some((open, at) => open && !is[at])]
        const told = [hasPort(opened, protocol, port), hasPort(closed, protocol, port)]
        expect(told, `${fromKey} ${toKey} ${protocol} ${port}`).toEqual(truth)
      }
    }
  }
})
