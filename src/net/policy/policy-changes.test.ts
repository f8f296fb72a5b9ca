/** The limited difference says what the full one says, and what concerns some pods is what the full evaluation says. */
import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { parseAddress } from '../address.ts'
import { contains, parseCidr } from '../cidr.ts'
import { type ClusterObjects, compileAmong, compilePolicies } from './compile.ts'
import { type ConnectionChange, changesBetween, type OutsideBlocks } from './difference.ts'
import { type EndpointRef, evaluate } from './evaluate.ts'
import { changesByWorkload } from './policy-changes.ts'
import { type Protocol, rangesOf } from './ports.ts'
import { portNumbers, protocolNames, Random, randomCluster } from './testing/random-clusters.ts'
import { randomPolicy } from './testing/random-policies.ts'
import { type Workload, workloadKey } from './workload.ts'

const seeds = Array.from({ length: 600 }, (_, at) => 40_000 + at)

const isOutside = (end: Workload | OutsideBlocks): end is OutsideBlocks => 'blocks' in end
const ports = ({ opened, closed }: ConnectionChange) => JSON.stringify([rangesOf(opened), rangesOf(closed)])
const keyOf = (end: Workload | OutsideBlocks) => (isOutside(end) ? end.family : workloadKey(end))

/** One entry for each pair of workloads, and for each address that a block of the full difference begins with. */
function entries(changes: readonly ConnectionChange[], addresses: readonly string[]): readonly string[] {
  return changes
    .flatMap((change) => {
      const key = `${keyOf(change.from)} > ${keyOf(change.to)} ${ports(change)}`
      const outside = [change.from, change.to].find(isOutside)
      if (outside === undefined) return [key]
      return addresses.filter((address) => isIn(address, outside)).map((address) => `${key} ${address}`)
    })
    .sort()
}

function isIn(text: string, { blocks }: OutsideBlocks): boolean {
  const address = parseAddress(text)
  return blocks.map(parseCidr).some((block) => block !== null && address !== null && contains(block, address))
}

/** With one policy made, changed or gone. */
function otherPolicies(random: Random, cluster: ClusterObjects): readonly KubeObject[] {
  const { policies } = cluster
  const names = cluster.namespaces.map(({ metadata }) => metadata.name)
  const more = randomPolicy(random, names, 9) as unknown as KubeObject
  const at = random.int(0, policies.length)
  return random.chance(0.3) ? policies.toSpliced(at, 1) : policies.toSpliced(at, random.int(0, 1), more)
}

test(`the limited difference on ${seeds.length} random clusters`, () => {
  let changed = 0
  for (const seed of seeds) {
    const random = new Random(seed)
    const cluster: ClusterObjects = randomCluster(random)
    const before = compilePolicies(cluster)
    const after = compilePolicies({ ...cluster, policies: otherPolicies(random, cluster) })
    const full = changesBetween(before, after)
    const limited = [...changesByWorkload(before, after)].flat()
    const blocks = full.flatMap(({ from, to }) => [from, to].filter(isOutside)).flatMap((each) => each.blocks)
    const addresses = [...new Set(blocks.map((block) => block.split('/')[0] ?? ''))]
    expect(entries(limited, addresses), `seed ${seed}`).toEqual(entries(full, addresses))
    changed += full.length
  }
  expect(changed).toBeGreaterThan(seeds.length)
})

test('clusters that differ in more than policies are compared in full', () => {
  for (const seed of seeds.slice(0, 200)) {
    const own = randomCluster(new Random(seed)) as ClusterObjects
    const before = compilePolicies(own)
    const namespaces = own.namespaces.map(({ metadata: { name } }) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { a: '1', b: '2' } },
    }))
    const after = compilePolicies({ ...own, namespaces: namespaces as unknown as readonly KubeObject[] })
    const full = changesBetween(before, after)
    const limited = [...changesByWorkload(before, after)].flat()
    expect(entries(limited, []), `seed ${seed}`).toEqual(entries(full, []))
  }
})

test('some pods compiled alone are judged as among all', () => {
  for (const seed of seeds) {
    const random = new Random(seed)
    const cluster: ClusterObjects = randomCluster(random)
    const full = compilePolicies(cluster)
    const chosen = [...full.pods.values()].filter(() => random.chance(0.5))
    const few = compileAmong(cluster, chosen)
    const ends: EndpointRef[] = [
      ...chosen.map(({ namespace, name }) => ({ namespace, pod: name })),
      { ip: '10.0.0.2' },
      { ip: '192.0.2.7' },
      { ip: '10.1.0.1' },
      { ip: 'fd00::2' },
    ]
    for (const from of ends) {
      for (const to of ends) {
        const protocol = random.pick<Protocol>(protocolNames)
        const question = { from, to, protocol, port: random.pick(portNumbers) }
        expect(evaluate(few, question), `seed ${seed}`).toEqual(evaluate(full, question))
      }
    }
  }
})
