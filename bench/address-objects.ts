/** A Subnet of one /16 with 60,000 used addresses in some thousand runs, the same every time. */
import { formatAddress } from '../src/net/address.ts'
import type { Write } from './api.ts'

export const subnetName = 'wide'
export const cidr = '10.200.0.0/16'
export const used = 60_000
/** The gateway and what is left out begin the block. */
const firstOffset = 16
/** One address of so many is free, so that neither what is used nor what is free is a single run. */
const holes = 12
const nodes = 200

const path = '/apis/kubeovn.io/v1'

export const subnetWrite: Write = {
  method: 'POST',
  path: `${path}/subnets`,
  body: {
    apiVersion: 'kubeovn.io/v1',
    kind: 'Subnet',
    metadata: { name: subnetName },
    spec: {
      cidrBlock: cidr,
      protocol: 'IPv4',
      gateway: '10.200.0.1',
      excludeIps: ['10.200.0.1..10.200.0.9'],
    },
  },
}

export const addressAt = (index: number) => {
  const offset = firstOffset + index + Math.floor(index / (holes - 1))
  return formatAddress({ family: 'IPv4', value: BigInt(10 * 2 ** 24 + 200 * 2 ** 16 + offset) })
}

const nameAt = (index: number) => `app-${(index * 7919) % used}.ns-${index % 300}`

/** Of pods that are not there: their addresses are kept for them. */
export function ipWrite(index: number): Write {
  const address = addressAt(index)
  const [podName = '', namespace = ''] = nameAt(index).split('.')
  const body = {
    apiVersion: 'kubeovn.io/v1',
    kind: 'IP',
    metadata: {
      name: nameAt(index),
      labels: { 'ovn.kubernetes.io/ip_reserved': 'true', 'ovn.kubernetes.io/subnet': subnetName },
    },
    spec: {
      ...{ attachIps: [], attachMacs: [], attachSubnets: [], containerID: '', podType: 'StatefulSet' },
      ...{ podName, namespace, subnet: subnetName, nodeName: `node-${index % nodes}` },
      ...{ ipAddress: address, v4IpAddress: address, v6IpAddress: '' },
      macAddress: `00:00:${[24, 16, 8, 0].map((by) => ((index >> by) & 255).toString(16).padStart(2, '0')).join(':')}`,
    },
  }
  return { method: 'POST', path: `${path}/ips`, body }
}

/** The n-th change moves a pod to another node; every fourth takes an address away or gives it back. */
export function changeOf(n: number): Write {
  const index = (Math.imul(n, 2_654_435_761) >>> 0) % used
  if (n % 4 === 2) return { method: 'DELETE', path: `${path}/ips/${nameAt((n - 2) * 5)}`, body: {} }
  if (n % 4 === 3) return ipWrite((n - 3) * 5)
  const body = { spec: { nodeName: `moved-${n}` } }
  return { method: 'PATCH', path: `${path}/ips/${nameAt(index)}`, body }
}
