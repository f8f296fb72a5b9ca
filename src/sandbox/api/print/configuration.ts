/** Rows of configuration, storage, access control and events. */
import type { JsonMap } from '../../types.ts'
import { listOf, mapOf, textOf } from '../values.ts'
import { since } from './duration.ts'
import { age, at, type Cell, items, or, type Printer, text } from './text.ts'

function size(object: JsonMap, field: string): number {
  return Object.keys(mapOf(at(object, field))).length
}

const printEvent: Printer = (event, { now }): readonly Cell[] => {
  const given = (path: string) => typeof at(event, path) === 'string'
  const first = since(at(event, given('firstTimestamp') ? 'firstTimestamp' : 'eventTime'), now)
  const series = at(event, 'series')
  const last = given('lastTimestamp') ? since(at(event, 'lastTimestamp'), now) : first
  const name = text(event, 'involvedObject.name')
  const kind = text(event, 'involvedObject.kind').toLowerCase()
  const count = Number(at(event, 'count') ?? 0)
  const host = text(event, 'source.host')
  return [
    series === undefined ? last : since(at(event, 'series.lastObservedTime'), now),
    text(event, 'type'),
    text(event, 'reason'),
    name === '' ? kind : `${kind}/${name}`,
    text(event, 'involvedObject.fieldPath'),
    or(text(event, 'source.component'), text(event, 'reportingComponent')) + (host === '' ? '' : `, ${host}`),
    text(event, 'message').trim(),
    first,
    series === undefined ? Math.max(count, 1) : Number(at(event, 'series.count') ?? 0),
    text(event, 'metadata.name'),
  ]
}

const printBinding: Printer = (binding, context): readonly Cell[] => {
  const subjects = (kind: string) => items(binding, 'subjects').filter((each) => each.kind === kind)
  const names = (kind: string) =>
    subjects(kind)
      .map((each) => textOf(each.name))
      .join(', ')
  return [
    `${text(binding, 'roleRef.kind')}/${text(binding, 'roleRef.name')}`,
    age(binding, context),
    names('User'),
    names('Group'),
    subjects('ServiceAccount')
      .map((each) => `${textOf(each.namespace)}/${textOf(each.name)}`)
      .join(', '),
  ]
}

/** `RWO,ROX` for access modes. */
function accessModes(object: JsonMap, path: string): string {
  const short: Readonly<Record<string, string>> = {
    ReadWriteOnce: 'RWO',
    ReadOnlyMany: 'ROX',
    ReadWriteMany: 'RWX',
    ReadWriteOncePod: 'RWOP',
  }
  const modes = listOf(at(object, path)).map(String)
  return Object.keys(short)
    .filter((mode) => modes.includes(mode))
    .map((mode) => short[mode] ?? mode)
    .join(',')
}

const printClaim: Printer = (claim, context): readonly Cell[] => {
  const bound = text(claim, 'spec.volumeName') !== ''
  const ending = at(claim, 'metadata.deletionTimestamp') !== undefined
  return [
    ending ? 'Terminating' : text(claim, 'status.phase'),
    text(claim, 'spec.volumeName'),
    bound ? text(claim, 'status.capacity.storage') : '',
    bound ? accessModes(claim, 'status.accessModes') : '',
    text(claim, 'spec.storageClassName'),
    or(text(claim, 'spec.volumeAttributesClassName'), '<unset>'),
    age(claim, context),
    or(text(claim, 'spec.volumeMode'), '<unset>'),
  ]
}

const printVolume: Printer = (volume, context): readonly Cell[] => {
  const claim = at(volume, 'spec.claimRef')
  return [
    text(volume, 'spec.capacity.storage'),
    accessModes(volume, 'spec.accessModes'),
    text(volume, 'spec.persistentVolumeReclaimPolicy'),
    at(volume, 'metadata.deletionTimestamp') === undefined ? text(volume, 'status.phase') : 'Terminating',
    claim === undefined ? '' : `${text(claim, 'namespace')}/${text(claim, 'name')}`,
    text(volume, 'spec.storageClassName'),
    or(text(volume, 'spec.volumeAttributesClassName'), '<unset>'),
    text(volume, 'status.reason'),
    age(volume, context),
    or(text(volume, 'spec.volumeMode'), '<unset>'),
  ]
}

const printQuota: Printer = (quota, context): readonly Cell[] => {
  const hard = Object.entries(mapOf(at(quota, 'status.hard'))).sort(([a], [b]) => (a < b ? -1 : 1))
  const used = mapOf(at(quota, 'status.used'))
  const told = hard.map(([name, value]): [string, string] => [
    name,
    `${name}: ${String(used[name] ?? 0)}/${String(value)}`,
  ])
  const limits = told.filter(([name]) => name.startsWith('limits.'))
  const requests = told.filter(([name]) => !name.startsWith('limits.'))
  return [
    requests.map(([, each]) => each).join(', '),
    limits.map(([, each]) => each).join(', '),
    age(quota, context),
  ]
}

const createdAt: Printer = (object) => [text(object, 'metadata.creationTimestamp')]

export const configurationPrinters: Readonly<Record<string, Printer>> = {
  configmaps: (map, context) => [size(map, 'data') + size(map, 'binaryData'), age(map, context)],
  secrets: (secret, context) => [text(secret, 'type'), size(secret, 'data'), age(secret, context)],
  events: printEvent,
  limitranges: createdAt,
  namespaces: (namespace, context) => [text(namespace, 'status.phase'), age(namespace, context)],
  serviceaccounts: (account, context) => [age(account, context)],
  resourcequotas: printQuota,
  persistentvolumeclaims: printClaim,
  persistentvolumes: printVolume,
  storageclasses: (storage, context) => [
    text(storage, 'provisioner'),
    or(text(storage, 'reclaimPolicy'), 'Delete'),
    or(text(storage, 'volumeBindingMode'), 'Immediate'),
    at(storage, 'allowVolumeExpansion') === true,
    age(storage, context),
  ],
  clusterroles: createdAt,
  roles: createdAt,
  clusterrolebindings: printBinding,
  rolebindings: printBinding,
  customresourcedefinitions: createdAt,
  priorityclasses: (priority, context) => [
    Number(at(priority, 'value') ?? 0),
    at(priority, 'globalDefault') === true,
    age(priority, context),
    text(priority, 'preemptionPolicy'),
  ],
  leases: (lease, context) => [text(lease, 'spec.holderIdentity'), age(lease, context)],
}
