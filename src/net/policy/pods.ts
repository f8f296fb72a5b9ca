/** What the evaluation reads of pods, namespaces and nodes, whatever shape they have. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Labels } from '../../k8s/selector.ts'
import { asFields, asList, asString, type Fields } from '../../k8s/shape.ts'
import { type Address, parseAddress } from '../address.ts'
import { type FamilyCode, familyCodeOf } from './families.ts'
import { isPort, type PortSet, type Protocol, portRange, protocolOf } from './ports.ts'
import { readLabels } from './selectors.ts'
import { type Workload, workloadOf } from './workload.ts'

export interface NamedContainerPort {
  readonly name: string
  readonly number: number
  readonly ports: PortSet
  readonly protocol: Protocol
}

export interface PodFacts {
  readonly namespace: string
  readonly name: string
  readonly labels: Labels
  /** On the node's own network: then it has the node's addresses, and labels do not choose it. */
  readonly host: boolean
  /** `''` where it is not scheduled. */
  readonly node: string
  readonly addresses: Readonly<Partial<Record<Address['family'], Address>>>
  readonly families: FamilyCode
  readonly ports: readonly NamedContainerPort[]
  readonly workload: Workload
  readonly finished: boolean
}

export interface NodeFacts {
  readonly labels: Labels
  readonly addresses: readonly Address[]
}

export const nameLabel = 'kubernetes.io/metadata.name'

/** A name for a pod inside a cluster; neither part may hold a slash. */
export function podKey(namespace: string, name: string): string {
  return `${namespace}/${name}`
}

/** Labels by namespace name; the API server gives each the label `kubernetes.io/metadata.name`. */
export function readNamespaces(objects: readonly KubeObject[]): Map<string, Labels> {
  const namespaces = new Map<string, Labels>()
  for (const object of objects) {
    const { name, labels } = asFields(asFields(object).metadata)
    if (typeof name === 'string') namespaces.set(name, namespaceLabels(name, labels))
  }
  return namespaces
}

export function namespaceLabels(name: string, labels: unknown): Labels {
  return Object.assign(readLabels(labels), { [nameLabel]: name })
}

export function readNodes(objects: readonly KubeObject[]): Map<string, NodeFacts> {
  const nodes = new Map<string, NodeFacts>()
  for (const object of objects) {
    const { metadata, status } = asFields(object)
    const { name, labels } = asFields(metadata)
    if (typeof name !== 'string') continue
    const texts = asList(asFields(status).addresses).map((each) => asFields(each).address)
    nodes.set(name, { labels: readLabels(labels), addresses: addressesOf(texts) })
  }
  return nodes
}

/** Pods by namespace and name; of two with the same name the first counts. */
export function readPods(
  objects: readonly KubeObject[],
  nodes: ReadonlyMap<string, NodeFacts>,
): Map<string, PodFacts> {
  const pods = new Map<string, PodFacts>()
  for (const object of objects) {
    const pod = remembered(object, nodes)
    if (pod === null) continue
    const key = podKey(pod.namespace, pod.name)
    if (!pods.has(key)) pods.set(key, pod)
  }
  return pods
}

const known = new WeakMap<object, PodFacts>()

/** Objects are never changed in place. Only those on the host network depend on anything else. */
function remembered(object: KubeObject, nodes: ReadonlyMap<string, NodeFacts>): PodFacts | null {
  const before = known.get(object)
  if (before !== undefined) return before
  const pod = readPod(asFields(object), nodes)
  if (pod !== null && !pod.host) known.set(object, pod)
  return pod
}

function readPod(object: Fields, nodes: ReadonlyMap<string, NodeFacts>): PodFacts | null {
  const metadata = asFields(object.metadata)
  const { name } = metadata
  if (typeof name !== 'string' || name === '') return null
  const spec = asFields(object.spec)
  const status = asFields(object.status)
  const namespace = asString(metadata.namespace) || 'default'
  const node = asString(spec.nodeName)
  const host = spec.hostNetwork === true
  const own = addressesOf([...asList(status.podIPs).map((each) => asFields(each).ip), status.podIP])
  const addresses = own.length > 0 || !host ? own : hostAddresses(status, nodes.get(node))
  return {
    namespace,
    name,
    labels: readLabels(metadata.labels),
    host,
    node,
    addresses: Object.fromEntries(
      addresses
        .filter(({ family }, at) => addresses.findIndex((each) => each.family === family) === at)
        .map((address) => [address.family, address]),
    ),
    families: familyCodeOf(addresses),
    ports: host ? [] : namedPortsOf(spec),
    workload: workloadOf(metadata, namespace),
    finished: status.phase === 'Succeeded' || status.phase === 'Failed',
  }
}

/** A pod on the host network that reports no address yet has the addresses of its node. */
function hostAddresses(status: Fields, node: NodeFacts | undefined): readonly Address[] {
  const reported = addressesOf([...asList(status.hostIPs).map((each) => asFields(each).ip), status.hostIP])
  return reported.length > 0 ? reported : (node?.addresses ?? [])
}

function addressesOf(texts: readonly unknown[]): readonly Address[] {
  return texts.map((text) => parseAddress(asString(text))).filter((address) => address !== null)
}

/** Of the containers that run side by side; a sidecar is an init container that is always restarted. */
function namedPortsOf(spec: Fields): readonly NamedContainerPort[] {
  const sidecars = asList(spec.initContainers).filter((each) => asFields(each).restartPolicy === 'Always')
  return [...asList(spec.containers), ...sidecars]
    .flatMap((container) => asList(asFields(container).ports))
    .map(asFields)
    .flatMap(({ name, containerPort, protocol: given }) => {
      const protocol = protocolOf(given ?? 'TCP')
      if (typeof name !== 'string' || name === '' || !isPort(containerPort) || protocol === null) return []
      return [{ name, number: containerPort, protocol, ports: portRange(protocol, containerPort) }]
    })
}
