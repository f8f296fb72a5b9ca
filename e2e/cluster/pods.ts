/** What a kubelet decides about a pod: where it runs, which addresses it gets, what its status says. */
import type { Condition, KubeObject } from '../../src/k8s/objects.ts'

export interface Node extends KubeObject {
  readonly spec?: {
    readonly podCIDRs?: readonly string[]
    readonly unschedulable?: boolean
    readonly taints?: readonly { readonly key: string; readonly effect: string }[]
  }
  readonly status?: { readonly addresses?: readonly { readonly type: string; readonly address: string }[] }
}

interface Container {
  readonly name: string
  readonly image?: string
}

export interface Pod extends KubeObject {
  readonly spec?: {
    readonly nodeName?: string
    readonly hostNetwork?: boolean
    readonly containers?: readonly Container[]
  }
  readonly status?: {
    readonly phase?: string
    readonly podIPs?: readonly { readonly ip: string }[]
    readonly startTime?: string
    readonly conditions?: readonly Condition[]
  }
}

/** While a pod carries it with the value `true`, its containers run but are not ready. */
const notReadyAnnotation = 'portolan.dev/not-ready'

export function isSchedulable({ spec = {} }: Node): boolean {
  return !spec.unschedulable && !(spec.taints ?? []).some(({ effect }) => effect !== 'PreferNoSchedule')
}

/** The node that runs the fewest pods; the first of equals. */
export function chooseNode(nodes: readonly Node[], pods: readonly Pod[]): Node | null {
  const load = (node: Node) => pods.filter((pod) => pod.spec?.nodeName === node.metadata.name).length
  const byLoad = nodes.map((node) => ({ node, load: load(node) })).sort((a, b) => a.load - b.load)
  return byLoad[0]?.node ?? null
}

/** One unused address of each of the node's pod ranges, which are a `/24` and a `/64`. */
export function freeAddresses(node: Node, pods: readonly Pod[]): string[] {
  const used = new Set(pods.flatMap((pod) => pod.status?.podIPs?.map(({ ip }) => ip) ?? []))
  return (node.spec?.podCIDRs ?? []).flatMap((range) => {
    const [network = ''] = range.split('/')
    const nth = network.includes(':')
      ? (n: number) => `${network}${n.toString(16)}`
      : (n: number) => network.replace(/\d+$/, String(n))
    // The first address is the gateway's.
    for (let n = 2; n < 255; n++) if (!used.has(nth(n))) return [nth(n)]
    return []
  })
}

/** The status to write, or `null` where the pod's own already says so. */
export function wantedStatus(pod: Pod, node: Node, addresses: readonly string[]) {
  const ready = pod.metadata.annotations?.[notReadyAnnotation] !== 'true'
  const wanted = ready ? 'True' : 'False'
  const current = pod.status?.conditions?.find(({ type }) => type === 'Ready')?.status
  if (pod.status?.phase === 'Running' && current === wanted) return null

  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z')
  const hostIP = node.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? ''
  const podIPs = (pod.spec?.hostNetwork ? [hostIP] : addresses).map((ip) => ({ ip }))
  const startTime = pod.status?.startTime ?? now
  const condition = (type: string, status: string, reason?: string) => {
    const before = pod.status?.conditions?.find((each) => each.type === type)
    const lastTransitionTime = before?.status === status ? before.lastTransitionTime : now
    return { type, status, lastTransitionTime, ...(reason === undefined ? {} : { reason }) }
  }
  const unready = ready ? undefined : 'ContainersNotReady'
  return {
    phase: 'Running',
    hostIP,
    hostIPs: [{ ip: hostIP }],
    podIP: podIPs[0]?.ip ?? '',
    podIPs,
    startTime,
    conditions: [
      condition('PodScheduled', 'True'),
      condition('Initialized', 'True'),
      condition('ContainersReady', wanted, unready),
      condition('Ready', wanted, unready),
    ],
    containerStatuses: (pod.spec?.containers ?? []).map(({ name, image = '' }) => ({
      name,
      image,
      imageID: image,
      containerID: `containerd://${pod.metadata.uid ?? ''}-${name}`,
      ready,
      started: true,
      restartCount: 0,
      state: { running: { startedAt: startTime } },
    })),
  }
}
