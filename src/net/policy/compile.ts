/** Compiles the policies of a cluster: endpoints in classes that no policy tells apart, and what judges each. */
import type { KubeObject } from '../../k8s/objects.ts'
import { type AddressClass, type AddressSpace, splitAddresses } from './address-space.ts'
import { Binding, rulesOf, type Side } from './bind.ts'
import { Candidates, type Mentioned } from './candidates.ts'
import { type ClusterFacts, factsOf } from './cluster-facts.ts'
import type { FamilyCode } from './families.ts'
import { familyOrders } from './families.ts'
import { Partition } from './partition.ts'
import { PeerIndex } from './peer-index.ts'
import { type NodeFacts, type PodFacts, podKey } from './pods.ts'
import type { Policy } from './policy.ts'
import { readPolicies } from './read-policies.ts'
import { Rows } from './rows.ts'
import { keysOf } from './selectors.ts'

/** Objects as the cluster sends them or as somebody types them; whatever is none of its kind is passed over. */
export interface ClusterObjects {
  readonly namespaces: readonly KubeObject[]
  readonly pods: readonly KubeObject[]
  readonly nodes: readonly KubeObject[]
  /** Of all kinds; other objects among them are passed over. */
  readonly policies: readonly KubeObject[]
}

/** Pods that no policy tells apart, or addresses outside of the cluster that none does. */
export interface Endpoint {
  readonly place: number
  /** `''` outside. */
  readonly namespace: string
  readonly host: boolean
  /** The node of pods on the host network. */
  readonly node: string
  readonly families: FamilyCode
  readonly named: number
  readonly egress: Side
  readonly ingress: Side
  /** Empty outside. */
  readonly pods: readonly PodFacts[]
  readonly outside: AddressClass | null
}

export interface CompiledPolicies {
  readonly facts: ClusterFacts
  readonly policies: readonly Policy[]
  /** Groups of pods first, then the world outside. */
  readonly endpoints: readonly Endpoint[]
  readonly groups: readonly Endpoint[]
  readonly zones: readonly Endpoint[]
  readonly pods: ReadonlyMap<string, PodFacts>
  /** The group of each pod that counts. */
  readonly groupOf: ReadonlyMap<PodFacts, Endpoint>
  readonly nodes: ReadonlyMap<string, NodeFacts>
  readonly space: AddressSpace
  readonly peers: PeerIndex
  readonly rows: Rows
}

/** Never throws. Costs what the pods and the distinct peers have to do with each other, not pairs of pods. */
export function compilePolicies(cluster: ClusterObjects): CompiledPolicies {
  const facts = factsOf(cluster)
  return compile(readPolicies(cluster.policies), facts.pods, facts)
}

/**
 * As if there were no other pods: the same answers for these among each other and with addresses, at the cost of
 * these alone.
 */
export function compileAmong(cluster: ClusterObjects, pods: Iterable<PodFacts>): CompiledPolicies {
  const chosen = new Map([...pods].map((pod) => [podKey(pod.namespace, pod.name), pod]))
  const namespaces = new Set([...chosen.values()].map(({ namespace }) => namespace))
  const concerned = readPolicies(cluster.policies).filter(
    ({ subject }) => !('named' in subject.namespaces) || namespaces.has(subject.namespaces.named),
  )
  return compile(concerned, chosen, factsOf(cluster))
}

/** All pods that count, with network policies as if they had no rules: they only isolate. */
export function compileIsolation(cluster: ClusterObjects): CompiledPolicies {
  const facts = factsOf(cluster)
  const policies = readPolicies(cluster.policies).map((policy) =>
    policy.tier === 'network'
      ? { ...policy, egress: policy.egress && [], ingress: policy.ingress && [] }
      : policy,
  )
  return compile(policies, facts.pods, facts)
}

function compile(
  policies: readonly Policy[],
  pods: ReadonlyMap<string, PodFacts>,
  facts: ClusterFacts,
): CompiledPolicies {
  const { nodes, namespaces } = facts
  const peers = new PeerIndex(nodes)
  for (const peer of policies.flatMap(peersOf)) if (peer.by !== 'labels') peers.numbersByAddress(peer)
  const space = splitAddresses(peers.sets)
  const counting = [...pods.values()].filter(({ finished }) => !finished)
  const candidates = new Candidates(counting, namespaces, space, mentionedBy(policies))
  peers.setPlaces(placesByAddress(candidates, space))
  const binding = new Binding(policies, candidates, peers)
  const endpoints = endpointsOf(candidates, space, binding, peers)
  const groups = endpoints.filter(({ outside }) => outside === null)
  return {
    facts,
    policies,
    endpoints,
    groups,
    zones: endpoints.slice(groups.length),
    pods,
    groupOf: new Map(groups.flatMap((group) => group.pods.map((pod) => [pod, group] as const))),
    nodes,
    space,
    peers,
    rows: new Rows(endpoints, peers, candidates.namedPorts),
  }
}

function peersOf(policy: Policy) {
  return rulesOf(policy).flatMap(({ peers }) => (peers === 'everything' ? [] : peers))
}

function mentionedBy(policies: readonly Policy[]): Mentioned {
  const choices = policies.flatMap((policy) => [
    policy.subject,
    ...peersOf(policy).flatMap((peer) => (peer.by === 'labels' ? [peer] : [])),
  ])
  const named = policies.flatMap(rulesOf).flatMap(({ ports }) => ports.named)
  return {
    labels: new Set(choices.flatMap(({ pods }) => keysOf(pods))),
    ports: new Set(named.map(({ name }) => name)),
  }
}

/** For each address peer the candidates, then the zones, whose addresses it holds. */
function placesByAddress(candidates: Candidates, space: AddressSpace): readonly (readonly number[])[] {
  const places: number[][] = []
  const add = (number: number, place: number) => {
    places[number] ??= []
    places[number].push(place)
  }
  for (const [place, { addressClasses }] of candidates.list.entries()) {
    for (const each of addressClasses) for (const set of space.classes[each]?.sets ?? []) add(set, place)
  }
  for (const [at, { sets }] of space.classes.entries()) {
    for (const set of sets) add(set, candidates.list.length + at)
  }
  return places
}

/** Merges the candidates that turned out to be alike, and numbers the peers' members accordingly. */
function endpointsOf(
  candidates: Candidates,
  space: AddressSpace,
  binding: Binding,
  peers: PeerIndex,
): readonly Endpoint[] {
  const drafts = [
    ...candidates.list.map((each, place) => ({ ...each, ...sidesOf(binding, place), outside: null })),
    ...space.classes.map((outside) => ({ ...outsider(outside), ...sidesOf(binding, null), outside })),
  ]
  const partition = new Partition(
    drafts.map(({ namespace, host, node, families, named, egress, ingress, outside }, place) =>
      outside === null
        ? JSON.stringify([namespace, host, node, families, named, egress.number, ingress.number])
        : String(place),
    ),
  )
  for (const { places } of peers.members) partition.split(places)
  const numbers = partition.numbered()
  peers.setPlaces(
    peers.members.map(({ places }) =>
      [...new Set(places.map((place) => numbers[place] ?? 0))].sort((a, b) => a - b),
    ),
  )
  const pods: PodFacts[][] = []
  const endpoints: Endpoint[] = []
  for (const [at, draft] of drafts.entries()) {
    const place = numbers[at] ?? 0
    pods[place] ??= []
    pods[place].push(...draft.pods)
    endpoints[place] ??= { ...draft, place, pods: pods[place] }
  }
  return endpoints
}

function sidesOf(binding: Binding, place: number | null) {
  return { egress: binding.sideOf(place, 'egress'), ingress: binding.sideOf(place, 'ingress') }
}

function outsider({ family }: AddressClass) {
  const families = familyOrders.findIndex((order) => order.join() === family)
  return { namespace: '', host: false, node: '', families, named: -1, pods: [] }
}
