/** By which fields Kubernetes tells the items of a list apart: the merge keys of its API and of the CRDs around. */

import { entryAt, isPlainMap } from './plain.ts'

/** Fields that together name an item; the first has to be there, the others may be left to their default. */
export type ListKey = readonly [string, ...string[]]

/** The first key that fits all items is taken: within each list, no two items may share it. */
const KEYS: Readonly<Record<string, readonly ListKey[]>> = {
  ports: [['name'], ['port'], ['containerPort'], ['port', 'protocol'], ['containerPort', 'protocol']],
  volumeMounts: [['mountPath']],
  volumeDevices: [['devicePath']],
  hostAliases: [['ip']],
  ownerReferences: [['uid']],
  taints: [['key'], ['key', 'effect']],
  tolerations: [['key'], ['key', 'effect'], ['operator', 'key', 'effect']],
  topologySpreadConstraints: [['topologyKey'], ['topologyKey', 'whenUnsatisfiable']],
  conditions: [['type']],
  addresses: [['name'], ['value'], ['type'], ['ip'], ['address']],
  parentRefs: [['name'], ['name', 'namespace', 'sectionName', 'port', 'kind', 'group']],
  parents: [['controllerName']],
  backendRefs: [['name'], ['name', 'port', 'namespace', 'kind', 'group']],
  certificateRefs: [['name'], ['name', 'namespace']],
  rules: [['name'], ['host']],
  paths: [['path'], ['path', 'pathType']],
  tls: [['secretName']],
  ingress: [['ip'], ['hostname']],
  podIPs: [['ip']],
  hostIPs: [['ip']],
}

/** For fields nobody listed above, such as containers, env, listeners, subsets, matchExpressions. */
const GENERIC: readonly ListKey[] = [['name'], ['key'], ['type']]

/**
 * The key by which the items of all these versions of the list at field `field` are told apart; null where
 * they have none: items that are no maps, lack the field, or share it with another of the same list.
 */
export function listKeyOf(
  field: string | number | undefined,
  ...lists: readonly (readonly unknown[])[]
): ListKey | null {
  const known = typeof field === 'string' && Object.hasOwn(KEYS, field) ? (KEYS[field] ?? []) : []
  return [...known, ...GENERIC].find((key) => lists.every((list) => tellsApart(key, list))) ?? null
}

/** What names an item under a key, for use as a map key. */
export function identityOf(item: unknown, key: readonly string[]): string {
  return JSON.stringify(key.map((field) => nameIn(item, field)))
}

/** The value of a key field as text; undefined where the item does not have it. */
export function nameIn(item: unknown, field: string): string | undefined {
  const value = entryAt(item, field)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

function tellsApart(key: ListKey, list: readonly unknown[]): boolean {
  const seen = new Set<string>()
  return list.every((item) => {
    if (!isPlainMap(item) || nameIn(item, key[0]) === undefined) return false
    // A field that is there but no scalar cannot name anything.
    if (key.some((field) => entryAt(item, field) !== undefined && nameIn(item, field) === undefined))
      return false
    const identity = identityOf(item, key)
    return !seen.has(identity) && seen.add(identity) !== undefined
  })
}
