/**
 * Takes out of an answer what two servers cannot have in common: uids, versions, times, tokens and what an
 * allocator chose. Relations stay: a uid is named by the object that bears it, and a resourceVersion by its
 * place among those the object has had, so that a write that should have changed nothing shows.
 */
import { isMap } from '../../src/sandbox/rules/schema/schema.ts'
import type { Request } from './request.ts'
import { comparableStatus } from './status.ts'
import type { Answer } from './target.ts'

type Fields = Readonly<Record<string, unknown>>

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
const allocatedAddress = /\b10\.96\.\d+\.\d+\b|\bfd00:10:96::[0-9a-f]+\b/g
const day = 24 * 60 * 60 * 1000

/** A refused patch is shown as the whole object that it makes, in a string; its fields come in any order. */
const quotedObject = /Invalid value: ("\{(?:[^"\\]|\\.)*\}")/g
const allocatedPort = /:3[0-2]\d{3}(?=\/(TCP|UDP|SCTP))/g

/** Kinds that the controllers of the real control plane write to at times of their own. */
const controlled = new Set([
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'Namespace',
  'Pod',
  'Service',
  'Scale',
])

/** One for each server, for the whole run: it learns names as answers come. */
export class Normaliser {
  readonly #labels = new Map<string, string>()
  readonly #versions = new Map<string, string[]>()

  /** `asked` is what the corpus itself says: an address or a port that it names is nobody's choice. */
  answer({ code, headers, body }: Answer, asked: string, reduce: Request['reduce']): Fields {
    const parts = reduce !== undefined && isMap(body) ? reduce(body as never) : body
    this.#learn(parts)
    const text = (value: string) => this.#text(value, asked)
    return {
      code,
      headers: mapped(headers, (value) => (typeof value === 'string' ? text(value) : value)),
      body: this.#value(parts, '', asked),
    }
  }

  #learn(value: unknown): void {
    if (Array.isArray(value)) for (const each of value) this.#learn(each)
    if (!isMap(value)) return
    const { metadata } = value
    if (isMap(metadata) && typeof metadata.uid === 'string') {
      this.#labels.set(metadata.uid, `<uid of ${nameOf(metadata)}>`)
    }
    for (const each of Object.values(value)) this.#learn(each)
  }

  #value(value: unknown, key: string, asked: string): unknown {
    if (typeof value === 'string') return this.#string(value, key, asked)
    if (typeof value === 'number') return isAllocatedPort(key, value, asked) ? '<port>' : value
    if (Array.isArray(value)) return value.map((each) => this.#value(each, key, asked))
    return isMap(value) ? this.#map(value, asked) : value
  }

  #map(value: Fields, asked: string): Fields {
    const { kind, metadata, items } = value
    const listed = typeof kind === 'string' && Array.isArray(items) ? kind.replace(/List$/, '') : null
    const own = isMap(metadata)
      ? { ...value, metadata: this.#metadata(metadata, String(kind)) }
      : listed === null
        ? value
        : { ...value }
    const whole =
      listed === null
        ? own
        : {
            ...own,
            items: (items as readonly unknown[]).map((each) =>
              isMap(each) && isMap(each.metadata)
                ? { ...each, metadata: this.#metadata(each.metadata, listed) }
                : each,
            ),
          }
    return mapped(comparableStatus(withoutAges(whole)), (each, key) => this.#value(each, key, asked))
  }

  #metadata(metadata: Fields, kind: string): Fields {
    const { uid, resourceVersion, name, managedFields } = metadata
    const named = typeof name === 'string' ? { name: nameOf(metadata) } : {}
    const owned = Array.isArray(managedFields)
      ? {
          managedFields: managedFields
            .filter((each) => !isMap(each) || each.manager !== 'kube-controller-manager')
            .sort((a, b) => (ownerOf(a) < ownerOf(b) ? -1 : 1)),
        }
      : {}
    if (typeof resourceVersion !== 'string' || /^0?$|^</.test(resourceVersion)) {
      return { ...metadata, ...named, ...owned }
    }
    const version =
      typeof uid !== 'string' || controlled.has(kind)
        ? '<version>'
        : `<version ${this.#ordinal(uid, resourceVersion)}>`
    return { ...metadata, ...named, ...owned, resourceVersion: version }
  }

  #ordinal(uid: string, version: string): number {
    const known = this.#versions.get(uid) ?? []
    if (!known.includes(version)) this.#versions.set(uid, [...known, version])
    return (this.#versions.get(uid) ?? []).indexOf(version) + 1
  }

  #string(value: string, key: string, asked: string): string {
    if (key === 'continue' && value !== '') return '<continue>'
    if (time.test(value) && Math.abs(Date.now() - Date.parse(value)) < day) {
      return value.includes('.') ? '<now, with a fraction>' : '<now>'
    }
    return this.#text(value, asked)
  }

  #text(value: string, asked: string): string {
    return value
      .replace(quotedObject, 'Invalid value: <object>')
      .replace(uuid, (found) => this.#labels.get(found) ?? (asked.includes(found) ? found : '<uid>'))
      .replace(allocatedAddress, (found) => (asked.includes(found) ? found : '<address>'))
      .replace(/(too old resource version: \d+ )\(\d+\)/, '$1(<version>)')
      .replace(/(Too large resource version: \d+, current: )\d+/, '$1<version>')
      .replace(/(ResourceVersion in (?:object meta: |record \())\d+/, '$1<version>')
  }
}

/** Entries come in order of their times, which a second's turn may change. */
function ownerOf(entry: unknown): string {
  return isMap(entry) ? [entry.operation, entry.manager, entry.subresource, entry.apiVersion].join(' ') : ''
}

/** A generated name ends in five characters of chance. */
function nameOf({ name, generateName }: Fields): string {
  const made = typeof generateName === 'string' && String(name).startsWith(generateName)
  return made ? `${generateName}<generated>` : String(name)
}

function isAllocatedPort(key: string, value: number, asked: string): boolean {
  return (key === 'nodePort' || key === 'healthCheckNodePort') && !asked.includes(String(value))
}

/** A Table without what its cells say of the moment of the answer and of allocated ports. */
function withoutAges(table: Fields): Fields {
  const { kind, columnDefinitions, rows } = table
  if (kind !== 'Table' || !Array.isArray(rows)) return table
  // Later events of a watch come without columns.
  const ages = Array.isArray(columnDefinitions)
    ? columnDefinitions.map((each) => isMap(each) && each.name === 'Age')
    : null
  const shown = rows.map((row) =>
    isMap(row) && Array.isArray(row.cells)
      ? {
          ...row,
          cells: row.cells.map((cell, index) =>
            (ages === null || ages[index] === true) && /^(\d+[smhd])+$/.test(String(cell))
              ? '<age>'
              : typeof cell === 'string'
                ? cell.replace(allocatedPort, ':<port>')
                : cell,
          ),
        }
      : row,
  )
  return { ...table, rows: shown }
}

function mapped(fields: Fields, change: (value: unknown, key: string) => unknown): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, change(value, key)]))
}
