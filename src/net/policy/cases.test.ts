/** What the conformance suites say of policies, line by line. */
import { expect, test } from 'vitest'
import { adminCases } from './cases/admin.ts'
import { baselineCases } from './cases/baseline.ts'
import { clusterCases } from './cases/cluster.ts'
import { networkAddressCases } from './cases/network-addresses.ts'
import { networkPeerCases } from './cases/network-peers.ts'
import { networkPortCases } from './cases/network-ports.ts'
import { type Case, world } from './cases/world.ts'
import { compilePolicies } from './compile.ts'
import { type EndpointRef, evaluate, type Question } from './evaluate.ts'
import { protocolOf } from './ports.ts'

const cases = [
  ...networkPeerCases,
  ...networkPortCases,
  ...networkAddressCases,
  ...adminCases,
  ...baselineCases,
  ...clusterCases,
]

const lines = cases.flatMap((each) => [
  ...(each.yes ?? []).map((line) => ({ ...each, line, allowed: true })),
  ...(each.no ?? []).map((line) => ({ ...each, line, allowed: false })),
])

function questionOf(line: string): Question {
  const match = /^(\S+) > (\S+) (?:(udp|sctp) )?(\d+)$/.exec(line)
  const [, from = '', to = '', protocol = 'tcp', port = ''] = match ?? []
  const known = protocolOf(protocol.toUpperCase())
  if (match === null || known === null) throw new Error(`no question: ${line}`)
  return { from: endOf(from), to: endOf(to), protocol: known, port: Number(port) }
}

function endOf(text: string): EndpointRef {
  const [namespace = '', pod] = text.split('/')
  return pod === undefined ? { ip: text } : { namespace, pod }
}

const compiledOf = new Map(cases.map((each: Case) => [each.policies, compilePolicies(world(each.policies))]))

test.each(lines)('$says: $line is $allowed', ({ policies, line, allowed }) => {
  const compiled = compiledOf.get(policies) ?? compilePolicies(world(policies))
  expect(evaluate(compiled, questionOf(line)).allowed).toBe(allowed)
})

test('there are at least 150 of them, and each is a question of its own', () => {
  expect(lines.length).toBeGreaterThanOrEqual(150)
  expect(new Set(lines.map(({ says, line }) => `${says} ${line}`)).size).toBe(lines.length)
})
