/** `ips.kubeovn.io`: one for every network card that Kube-OVN gave addresses to. */
import type { KubeObject } from '../../../k8s/objects.ts'
import { ips } from '../collections.ts'
import type { Index } from '../reaction.ts'

export interface IpObject extends KubeObject {
  readonly spec?: {
    readonly podName?: string
    readonly namespace?: string
    readonly nodeName?: string
    readonly subnet?: string
    readonly ipAddress?: string
    readonly v4IpAddress?: string
    readonly v6IpAddress?: string
    readonly macAddress?: string
  }
}

export const ipsBySubnet: Index<IpObject> = {
  of: ips,
  keys: ({ spec }) => (spec?.subnet === undefined ? [] : [spec.subnet]),
}
