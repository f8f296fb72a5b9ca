/** Who owns which fields of an object, as `metadata.managedFields` says (FieldsV1). */

import type { Path } from './fieldpath.ts'
import { asFields, asList, asString, type Fields, parseJson } from './shape.ts'

/** One entry of `managedFields`: who wrote, how, when. */
export interface FieldOwner {
  /** A program's name, such as `kubectl-edit` or `argocd-controller`. */
  readonly manager: string
  /** Who applies states anew what it wants whenever it runs; who updates wrote what it wrote. */
  readonly operation: 'Apply' | 'Update'
  /** RFC 3339, UTC: the last time that this entry changed, in whatever field. */
  readonly time: string | undefined
  /** Through which subresource, for instance `scale`; undefined for the object itself. */
  readonly subresource: string | undefined
}

/** The owners of one place of an object, and of all the places below it. */
export interface FieldOwners {
  readonly owners: readonly FieldOwner[]
  /** Entries of a map (`f:`). */
  readonly fields: ReadonlyMap<string, FieldOwners>
  /** Items of a list by their keys (`k:`), a group for each set of key fields. */
  readonly items: readonly KeyedItems[]
  /** Items of a list by their value as JSON (`v:`). */
  readonly values: ReadonlyMap<string, FieldOwners>
  /** Items of a list by their index (`i:`). */
  readonly indexes: ReadonlyMap<number, FieldOwners>
}

interface KeyedItems {
  readonly keys: readonly string[]
  /** By the values of the keys, as JSON. */
  readonly byKeys: ReadonlyMap<string, { readonly values: readonly unknown[]; readonly below: FieldOwners }>
}

/**
 * Who owns what of an object. What is malformed is left out. Entries of another apiVersion than the object's
 * count too: the fields that versions share are most, and their owner is the same.
 */
export function fieldOwners(object: unknown): FieldOwners {
  const root = emptyNode()
  for (const entry of asList(asFields(asFields(object).metadata).managedFields)) {
    const { manager, operation, time, subresource, fieldsV1 } = asFields(entry)
    if (operation !== 'Apply' && operation !== 'Update') continue
    const owner: FieldOwner = {
      manager: asString(manager),
      operation,
      time: Number.isNaN(Date.parse(asString(time))) ? undefined : asString(time),
      subresource: asString(subresource) || undefined,
    }
    // An empty set owns nothing; only below the root does it stand for the place itself.
    if (owner.manager !== '' && Object.keys(asFields(fieldsV1)).length > 0)
      add(root, asFields(fieldsV1), owner)
  }
  return root
}

/**
 * The owners of the field at a path with list indexes, as `value` has them: the object as it was read or as
 * it is edited now. A list item is found by its keys, its value or its index. Who owns a map or a list in one
 * piece (an atomic one) owns everything below. What is owned need not be there any more.
 */
export function ownersAt(owners: FieldOwners, value: unknown, path: Path): readonly FieldOwner[] {
  let [here, below] = [owners, value]
  for (const step of path) {
    here = stepInto(here, below, step)
    below = entryOf(below, step)
  }
  return here.owners
}

/** The owners of the entry `step` of a map or a list that is owned as `owners` say and is `value` now. */
export function stepInto(owners: FieldOwners, value: unknown, step: string | number): FieldOwners {
  if (isWhole(owners)) return owners
  if (!Array.isArray(value)) return owners.fields.get(String(step)) ?? nobody
  return typeof step === 'number' ? itemOwners(owners, value[step], step) : nobody
}

/** Nobody owns single fields below the place, so its owners own it in one piece. */
export function isWhole({ fields, items, values, indexes }: FieldOwners): boolean {
  return fields.size + items.length + values.size + indexes.size === 0
}

/** The owners of a place and of everything below it, each once. */
export function allOwners(owners: FieldOwners): readonly FieldOwner[] {
  const found = new Set(owners.owners)
  for (const below of entriesBelow(owners)) for (const owner of allOwners(below)) found.add(owner)
  return [...found]
}

function entriesBelow({ fields, items, values, indexes }: FieldOwners): readonly FieldOwners[] {
  const keyed = items.flatMap(({ byKeys }) => [...byKeys.values()].map(({ below }) => below))
  return [...fields.values(), ...keyed, ...values.values(), ...indexes.values()]
}

interface Node extends FieldOwners {
  readonly owners: FieldOwner[]
  readonly fields: Map<string, Node>
  readonly items: NodeItems[]
  readonly values: Map<string, Node>
  readonly indexes: Map<number, Node>
}

interface NodeItems extends KeyedItems {
  readonly byKeys: Map<string, { readonly values: readonly unknown[]; readonly below: Node }>
}

const emptyNode = (): Node => ({
  owners: [],
  fields: new Map(),
  items: [],
  values: new Map(),
  indexes: new Map(),
})

export const nobody: FieldOwners = emptyNode()

function add(node: Node, set: Fields, owner: FieldOwner): void {
  const members = Object.entries(set)
  if (members.length === 0) node.owners.push(owner)
  for (const [name, below] of members) {
    if (typeof below !== 'object' || below === null || Array.isArray(below)) continue
    if (name === '.') node.owners.push(owner)
    else {
      const entry = entryNode(node, name)
      if (entry !== null) add(entry, asFields(below), owner)
    }
  }
}

/** The place that a member of a set names, made where it is not known yet; null for what names none. */
function entryNode(node: Node, name: string): Node | null {
  const rest = name.slice(2)
  switch (name.slice(0, 2)) {
    case 'f:':
      return made(node.fields, rest, emptyNode)
    case 'k:':
      return itemNode(node, asFields(parseJson(rest)))
    case 'v:':
      return parseJson(rest) === undefined
        ? null
        : made(node.values, JSON.stringify(parseJson(rest)), emptyNode)
    case 'i:':
      return /^\d+$/.test(rest) ? made(node.indexes, Number(rest), emptyNode) : null
    default:
      return null
  }
}

function itemNode({ items }: Node, named: Fields): Node | null {
  const keys = Object.keys(named).toSorted()
  if (keys.length === 0) return null
  let group = items.find((each) => each.keys.join('\n') === keys.join('\n'))
  if (group === undefined) {
    group = { keys, byKeys: new Map() }
    items.push(group)
  }
  const values = keys.map((key) => named[key])
  return made(group.byKeys, JSON.stringify(values), () => ({ values, below: emptyNode() })).below
}

function made<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const value = make()
  map.set(key, value)
  return value
}

function itemOwners(list: FieldOwners, item: unknown, index: number): FieldOwners {
  for (const group of list.items) {
    const found = keyedOwners(group, asFields(item))
    if (found !== undefined) return found
  }
  return list.values.get(JSON.stringify(item) ?? '') ?? list.indexes.get(index) ?? nobody
}

/** Key fields that the API server fills in where they are not written. */
const defaults: Fields = { protocol: 'TCP' }

function keyedOwners({ keys, byKeys }: KeyedItems, item: Fields): FieldOwners | undefined {
  const wanted = keys.map((key) => entryOf(item, key) ?? entryOf(defaults, key))
  if (!wanted.includes(undefined)) return byKeys.get(JSON.stringify(wanted))?.below
  // A key with a default of its own definition may be missing: what is there must mean one item only.
  if (wanted.every((value) => value === undefined)) return undefined
  const fitting = [...byKeys.values()].filter(({ values }) =>
    wanted.every((value, at) => value === undefined || value === values[at]),
  )
  return fitting.length === 1 ? fitting[0]?.below : undefined
}

/** The own entry of a map or list; undefined where there is none, or null. */
function entryOf(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
  return (value as Record<string | number, unknown>)[step] ?? undefined
}
