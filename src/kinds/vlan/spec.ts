/** What a Vlan says, read from whatever shape it has. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'

export const idPath: Path = ['spec', 'id']
export const providerPath: Path = ['spec', 'provider']

export interface VlanView {
  readonly name: string
  /** As it is written; undefined where it is not there. */
  readonly id: unknown
  readonly provider: string
  readonly hasConflict: boolean
  readonly subnets: readonly string[]
}

export function viewOf(object: unknown): VlanView {
  const { metadata, spec, status } = asFields(object)
  const { id, provider } = asFields(spec)
  const { conflict, subnets } = asFields(status)
  return {
    name: asString(asFields(metadata).name),
    id,
    provider: asString(provider),
    hasConflict: conflict === true,
    subnets: asList(subnets).map(asString).filter(Boolean),
  }
}

/** Its number and its bridge network, for a list of VLANs to choose from. */
export function tagOf(object: unknown): string {
  const { id, provider } = viewOf(object)
  return `${typeof id === 'number' ? id : '–'} · ${provider}`
}
