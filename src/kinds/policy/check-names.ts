/** Pods that could no longer look up names: in the cluster's DNS, or in the cache of it that runs on each node. */
import type { Service } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { matchesMap } from '../../k8s/selector.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import type { Finding, Fix } from '../../manifest/finding.ts'
import { formatAddress, parseAddress } from '../../net/address.ts'
import { countingPods, type PodFacts } from '../../net/policy/index.ts'
import { named } from '../lookups.ts'
import { allServices } from '../related.ts'
import type { World } from '../world.ts'
import { lossFinding } from './loss-finding.ts'
import { outOfReach, type Port, type Scene } from './scene.ts'
import { allPods } from './selected.ts'

const home = 'kube-system'
const labels = { 'k8s-app': 'kube-dns' }
const cacheLabels = { 'k8s-app': 'node-local-dns' }
/** Where the cache listens unless it is told otherwise. */
const usualCache = '169.254.20.10'

/** At least: which of them they are, the Service says. */
export const isNameServer = ({ namespace }: PodFacts) => namespace === home

export function dnsFindings(scene: Scene, world: World): readonly Finding[] {
  if (!scene.subject.judges.egress || world.availability(allServices) !== 'live') return []
  const service = named<Service>(world, allServices, home, 'kube-dns')
  const selector = { ...service?.spec?.selector }
  const isServer = (pod: PodFacts) =>
    matchesMap(labels, pod.labels) || (Object.keys(selector).length > 0 && matchesMap(selector, pod.labels))
  const servers = countingPods(scene.cluster).filter((pod) => pod.namespace === home && isServer(pod))
  const [first] = servers
  if (first === undefined) return []
  const pods = { matchLabels: matchesMap(labels, first.labels) ? labels : selector }
  const peer = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': home } },
    podSelector: pods,
  }
  const ports = serverPorts(service, first)
  const lossesOn = (port: Port) =>
    outOfReach(
      scene,
      servers.map((end) => ({ end, ...port })),
    )
  const [udp = [], tcp = []] = ports.map(lossesOn)
  const fix = allowing(scene, peer, ports, 'dns')
  // Answers that are too long for UDP are asked for by TCP: seldom, and then it matters.
  return [
    ...lossFinding('warning', 'dns', 'egress', udp, {}, fix),
    ...(udp.length === 0 ? lossFinding('warning', 'dns-tcp', 'egress', tcp, {}, fix) : []),
  ]
}

export function cacheFindings(scene: Scene, world: World): readonly Finding[] {
  if (!scene.subject.judges.egress) return []
  const cache = countingPods(scene.cluster).find((pod) => matchesMap(cacheLabels, pod.labels))
  const address = cache === undefined ? null : cacheAddress(cache, world)
  if (address === null) return []
  const ports = [portOf('UDP', 53), portOf('TCP', 53)]
  const losses = outOfReach(scene, [{ end: { ip: address }, ...portOf('UDP', 53) }])
  const length = address.includes(':') ? 128 : 32
  const peer = { ipBlock: { cidr: `${address}/${length}` } }
  return lossFinding(
    'warning',
    'dns-cache',
    'egress',
    losses,
    { address },
    allowing(scene, peer, ports, 'cache'),
  )
}

const portOf = (protocol: Port['protocol'], port: number): Port => ({ protocol, port })

/** Where its pods listen for what the Service takes at 53. */
function serverPorts(service: Service | undefined, server: PodFacts): readonly Port[] {
  return (['UDP', 'TCP'] as const).map((protocol) => {
    const port = service?.spec?.ports?.find(
      (each) => each.port === 53 && (each.protocol ?? 'TCP') === protocol,
    )
    const target = port?.targetPort
    if (typeof target === 'number') return portOf(protocol, target)
    return portOf(protocol, numberOf(server, target, protocol) ?? 53)
  })
}

/** The number of a port that the pod's containers name. */
export function numberOf(
  { ports }: PodFacts,
  name: string | undefined,
  protocol: Port['protocol'],
): number | undefined {
  return ports.find((each) => each.name === name && each.protocol === protocol)?.number
}

/** The first address of `-localip`, which has that of the Service behind it. */
function cacheAddress({ namespace, name }: PodFacts, world: World): string | null {
  const pod = named<KubeObject>(world, allPods, namespace, name)
  const args = asList(asFields(asFields(pod).spec).containers)
    .map(asFields)
    .flatMap(({ command, args: own }) => [...asList(command), ...asList(own)].map(asString))
  const at = args.findIndex((each) => /^--?localip(=|$)/.test(each))
  const [flag = '', next = ''] = at < 0 ? [] : args.slice(at, at + 2)
  const given = flag.includes('=') ? flag.slice(flag.indexOf('=') + 1) : next
  const address = parseAddress(given.split(',')[0]?.trim() || usualCache)
  return address && formatAddress(address)
}

/** A rule more. Only network policies: in the others the order of rules is for people to choose. */
function allowing({ object }: Scene, peer: object, ports: readonly Port[], id: string): Fix | undefined {
  if (object.kind !== 'NetworkPolicy') return undefined
  const rule = { to: [peer], ports }
  const { egress } = asFields(asFields(object).spec)
  const count = asList(egress).length
  return {
    label: { key: `policy:fix.allow-${id}` },
    edits: [
      count > 0
        ? { path: ['spec', 'egress', count], value: rule }
        : { path: ['spec', 'egress'], value: [rule] },
    ],
  }
}
