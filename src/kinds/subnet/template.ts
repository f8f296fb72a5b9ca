/** What a new Subnet begins with. */
import { parseCidrs } from '../../net/cidr.ts'
import { type Beginning, rangeParameter } from '../kind.ts'
import { protocolOf } from './spec.ts'

/** It sends pods' traffic out under the addresses of nodes; without a range its block is still to be said. */
export function template({ given = {} }: Partial<Beginning> = {}): object {
  const range = given[rangeParameter] ?? ''
  const protocol = protocolOf(parseCidrs(range) ?? [])
  return {
    apiVersion: 'kubeovn.io/v1',
    kind: 'Subnet',
    metadata: { name: '' },
    spec: { ...(protocol !== '' && { protocol }), cidrBlock: range, natOutgoing: true },
  }
}
