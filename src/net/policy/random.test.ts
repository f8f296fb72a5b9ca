/** On random clusters the fast evaluation says what the slow and plain one says, and the matrix agrees with both. */
import { expect, test } from 'vitest'
import { type CompiledPolicies, compilePolicies } from './compile.ts'
import { type EndpointRef, evaluate, type Question } from './evaluate.ts'
import { matrixOf } from './matrix.ts'
import { type Protocol, portRange } from './ports.ts'
import { portNumbers, protocolNames, Random, randomCluster } from './testing/random-clusters.ts'
import type { TestCluster } from './testing/shapes.ts'
import { slowlyEvaluate } from './testing/slow-evaluator.ts'

const clusters = 100_000
const firstSeed = 20_261_122
const questions = 4
/** Every so many clusters the matrix is compared with a question for each pair of pods. */
const matrixEvery = 20

const outside = ['192.0.2.7', '203.0.113.1', '10.1.0.1', '10.0.0.3', 'fd00::9', 'fd01::2'] as const

function randomEnd(random: Random, { pods }: TestCluster): EndpointRef {
  const pod = pods[random.int(0, pods.length - 1)]
  if (pod === undefined || random.chance(0.15)) return { ip: random.pick(outside) }
  return { namespace: pod.metadata.namespace ?? '', pod: pod.metadata.name }
}

function randomQuestion(random: Random, cluster: TestCluster): Question {
  return {
    from: randomEnd(random, cluster),
    to: randomEnd(random, cluster),
    protocol: random.pick<Protocol>(protocolNames),
    port: random.pick(portNumbers),
  }
}

function expectAgreement(seed: number): void {
  const random = new Random(seed)
  const cluster = randomCluster(random)
  const compiled = compilePolicies(cluster)
  for (let asked = 0; asked < questions; asked += 1) {
    const question = randomQuestion(random, cluster)
    const fast = evaluate(compiled, question)
    const slow = slowlyEvaluate(cluster, question)
    const ambiguous = fast.reason === 'policies' && fast.ambiguous
    if (fast.allowed === slow.allowed && ambiguous === slow.ambiguous) continue
    expect.fail(`seed ${seed}: ${JSON.stringify({ question, fast, slow, cluster }, null, 1)}`)
  }
  if (seed % matrixEvery === 0) expectMatrix(seed, random, cluster, compiled)
}

function expectMatrix(seed: number, random: Random, cluster: TestCluster, compiled: CompiledPolicies): void {
  const protocol = random.pick<Protocol>(protocolNames)
  const port = random.pick(portNumbers)
  const counting = cluster.pods.filter(({ status }) => !['Succeeded', 'Failed'].includes(status.phase))
  const refOf = ({ metadata }: (typeof counting)[number]) => ({
    namespace: metadata.namespace ?? '',
    pod: metadata.name,
  })
  const expected: Record<string, { pairs: number; open: number; full: number; unknown: number }> = {}
  for (const from of counting) {
    for (const to of counting) {
      const key = `${from.metadata.namespace} ${to.metadata.namespace}`
      expected[key] ??= { pairs: 0, open: 0, full: 0, unknown: 0 }
      if (from === to) continue
      const question = { from: refOf(from), to: refOf(to), protocol, port }
      const open = slowlyEvaluate(cluster, question).allowed ? 1 : 0
      expected[key].pairs += 1
      expected[key].open += open
      expected[key].full += open
    }
  }
  const { namespaces, cells } = matrixOf(compiled, portRange(protocol, port))
  const told = Object.fromEntries(
    namespaces.flatMap((from, at) => namespaces.map((to, too) => [`${from} ${to}`, cells[at]?.[too]])),
  )
  // Namespaces without any pair stand in the matrix too.
  const known = Object.fromEntries(Object.keys(told).map((key) => [key, expected[key]]))
  expect(told, `seed ${seed}, ${protocol} ${port}`).toEqual(known)
}

test(`agrees with the slow evaluation on ${clusters} random clusters`, { timeout: 600_000 }, () => {
  for (let seed = firstSeed; seed < firstSeed + clusters; seed += 1) expectAgreement(seed)
})
