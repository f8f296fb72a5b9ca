/** Small clusters with random pods and policies of all kinds, the same for the same seed. */
import { randomPolicy } from './random-policies.ts'
import type { TestCluster, TestNode, TestPod } from './shapes.ts'

/** Numbers from 0 to just below 1 (mulberry32). */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number from `low` to `high`, both possible. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(from: readonly [T, ...T[]]): T {
    return from[this.int(0, from.length - 1)] ?? from[0]
  }

  some<T>(low: number, high: number, make: (at: number) => T): T[] {
    return Array.from({ length: this.int(low, high) }, (_, at) => make(at))
  }
}

export const protocolNames = ['TCP', 'TCP', 'UDP', 'SCTP'] as const
export const portNumbers = [80, 81, 82, 443] as const

export function randomLabels(random: Random): Record<string, string> {
  return Object.fromEntries(
    (['a', 'b'] as const).filter(() => random.chance(0.6)).map((key) => [key, random.pick(['1', '2'])]),
  )
}

export function randomCluster(random: Random): TestCluster {
  const nodes = [1, 2].map((number) => randomNode(random, number))
  const namespaces = Array.from({ length: random.int(1, 4) }, (_, at) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `n${at}`, labels: randomLabels(random) },
  }))
  const names = namespaces.map(({ metadata }) => metadata.name)
  const pods = random.some(0, 8, (at) =>
    randomPod(random, names[random.int(0, names.length - 1)] ?? 'n0', at),
  )
  const policies = random.some(0, 6, (at) => randomPolicy(random, names, at))
  return { nodes, namespaces, pods, policies }
}

function randomNode(random: Random, number: number): TestNode {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `node${number}`, labels: randomLabels(random) },
    status: {
      addresses: [
        { type: 'InternalIP', address: `10.1.0.${number}` },
        { type: 'InternalIP', address: `fd01::${number}` },
        { type: 'Hostname', address: `node${number}` },
      ],
    },
  }
}

function randomPod(random: Random, namespace: string, at: number): TestPod {
  const hostNetwork = random.chance(0.15)
  const node = random.int(1, 2)
  const [v4, v6] = hostNetwork ? [`10.1.0.${node}`, `fd01::${node}`] : [`10.0.0.${at + 1}`, `fd00::${at + 1}`]
  const addresses = random.pick([[v4], [v4], [v4], [v6], [v4, v6], [v6, v4], []])
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `p${at}`,
      namespace,
      labels: randomLabels(random),
      ...(random.chance(0.5) ? { ownerReferences: [ownerOf(random)] } : {}),
    },
    spec: {
      hostNetwork,
      ...(hostNetwork || random.chance(0.8) ? { nodeName: `node${node}` } : {}),
      containers: [{ name: 'main', ports: random.some(0, 2, () => randomPort(random)) }],
      initContainers: [
        {
          name: 'first',
          ...(random.chance(0.5) ? { restartPolicy: 'Always' } : {}),
          ports: random.some(0, 1, () => randomPort(random)),
        },
      ],
    },
    status: {
      phase: random.pick(['Running', 'Running', 'Running', 'Pending', 'Running', 'Succeeded', 'Failed']),
      // On the host network an address is taken from the node, which the slow evaluator leaves out.
      podIPs: (hostNetwork && addresses.length === 0 ? [v4] : addresses).map((ip) => ({ ip })),
    },
  }
}

function ownerOf(random: Random) {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    name: random.pick(['s', 't']),
    uid: '',
    controller: true,
  }
}

function randomPort(random: Random) {
  return {
    name: random.pick(['web', 'dns']),
    containerPort: random.pick(portNumbers),
    ...(random.chance(0.5) ? { protocol: random.pick(protocolNames) } : {}),
  }
}
