/** The columns that fit any object: how it is, what made it, its labels. */

import type { KubeObject, OwnerReference } from '../../k8s/objects.ts'
import { parseApiVersion } from '../../k8s/resource.ts'
import { formatMap } from '../../k8s/selector.ts'
import type { KindColumn, ObjectProps } from '../../kinds/kind.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { stateOf } from './object-state.ts'

export const stateColumn: KindColumn<KubeObject> = {
  id: 'state',
  header: 'app:resources.state',
  Cell: StateCell,
  text: stateText,
  width: '20%',
  telling: true,
}

/** Any kind may show it. */
export const labelsColumn: KindColumn<KubeObject> = {
  id: 'labels',
  header: 'app:resources.labels',
  Cell: LabelsCell,
  text: labelsText,
}

export const genericColumns: readonly KindColumn<KubeObject>[] = [
  stateColumn,
  { id: 'owner', header: 'app:resources.owner', Cell: OwnerCell, text: ownerText, width: '20%' },
  labelsColumn,
]

function stateText(object: KubeObject): string {
  const { word = '', reason } = stateOf(object) ?? {}
  return reason === undefined ? word : `${word}: ${reason}`
}

function StateCell({ object }: ObjectProps) {
  const state = stateOf(object)
  return state === null ? (
    '–'
  ) : (
    <span title={stateText(object)}>
      <State tone={state.tone}>{stateText(object)}</State>
    </span>
  )
}

function ownerOf({ metadata }: KubeObject): OwnerReference | undefined {
  const owners = metadata.ownerReferences ?? []
  return owners.find(({ controller }) => controller === true) ?? owners[0]
}

function ownerText(object: KubeObject): string {
  const owner = ownerOf(object)
  return owner === undefined ? '' : `${owner.kind} ${owner.name}`
}

function OwnerCell({ object }: ObjectProps) {
  const owner = ownerOf(object)
  return owner === undefined ? (
    '–'
  ) : (
    <span title={ownerText(object)}>
      {owner.kind} <OwnerLink owner={owner} namespace={object.metadata.namespace} />
    </span>
  )
}

/** Owners live in the namespace of what they own, or in none. */
export function OwnerLink({ owner, namespace }: { owner: OwnerReference; namespace: string | undefined }) {
  const { group } = parseApiVersion(owner.apiVersion)
  return <ObjectLink reference={{ group, kind: owner.kind, namespace, name: owner.name }} />
}

function labelsText({ metadata }: KubeObject): string {
  return formatMap(metadata.labels ?? {})
}

function LabelsCell({ object }: ObjectProps) {
  const text = labelsText(object)
  return text === '' ? (
    '–'
  ) : (
    <span title={text}>
      <Mono quiet>{text}</Mono>
    </span>
  )
}
