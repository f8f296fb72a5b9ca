/** How fast 500 network policies over 10,000 pods are compiled and asked: `npx tsx bench/policies.ts`. */

import {
  changesBetween,
  changesByWorkload,
  compileAmong,
  compilePolicies,
  evaluate,
  matrixOf,
  portRange,
  whoMayReach,
} from '../src/net/policy/index.ts'
import { NAMESPACES, namespaces, nodes, pods, policies } from './policy-objects.ts'
import { medianTime } from './statistics.ts'

const cluster = { namespaces, nodes, pods, policies }
const compiled = compilePolicies(cluster)
const withoutFirst = compilePolicies({ ...cluster, policies: policies.slice(1) })
const withoutLast = compilePolicies({ ...cluster, policies: policies.slice(0, -1) })
const questions = Array.from({ length: 1000 }, (_, at) => ({
  from: {
    namespace: `ns-${at % NAMESPACES}`,
    pod: pods[(at % NAMESPACES) * 50 + (at % 50)]?.metadata.name ?? '',
  },
  to: {
    namespace: `ns-${(at * 7) % NAMESPACES}`,
    pod: pods[((at * 7) % NAMESPACES) * 50]?.metadata.name ?? '',
  },
  protocol: 'TCP' as const,
  port: 8000,
}))
const web = { namespace: 'ns-7', kind: 'Deployment', name: 'app-1' }

const counted = (changes: ReturnType<typeof changesByWorkload>) =>
  [...changes].reduce((count, each) => count + each.length, 0)
const fewPods = [...compiled.pods.values()].filter(({ namespace }) => ['ns-7', 'ns-9'].includes(namespace))

const tasks: readonly (readonly [string, () => unknown, number])[] = [
  ['compile', () => compilePolicies(cluster), 1],
  ['compile what concerns 100 pods', () => compileAmong(cluster, fewPods), 1],
  ['compile what concerns all pods', () => compileAmong(cluster, compiled.pods.values()), 1],
  ['compile and matrix of every port', () => matrixOf(compilePolicies(cluster)), 1],
  ['matrix of every port, once more', () => matrixOf(compiled), 1],
  ['matrix of TCP 8000, once more', () => matrixOf(compiled, portRange('TCP', 8000)), 1],
  ['one question, of 1000', () => questions.map((question) => evaluate(compiled, question)), 1000],
  ['who may reach a workload', () => whoMayReach(compiled, web), 1],
  ['what a NetworkPolicy changes', () => changesBetween(withoutLast, compiled), 1],
  ['what a cluster-wide policy changes', () => changesBetween(withoutFirst, compiled), 1],
  ['the same of the first, by workload', () => counted(changesByWorkload(withoutLast, compiled)), 1],
  ['the same of the second', () => counted(changesByWorkload(withoutFirst, compiled)), 1],
]

const { groups, zones } = compiled
console.log(
  `${pods.length} pods, ${policies.length} policies: ${groups.length} groups, ${zones.length} zones\n`,
)
for (const [name, task, count] of tasks) {
  console.log(`${name.padEnd(34)} ${(medianTime(7, task) / count).toFixed(3).padStart(10)} ms`)
}
