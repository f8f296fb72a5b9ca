/** `meta.k8s.io` Tables and metadata-only answers, made from objects. */
import type { Json, JsonMap, KindInfo, SandboxObject } from '../types.ts'
import { columnTable, sharedDescriptions } from './builtin/columns.ts'
import { badRequest } from './errors.ts'
import { configurationPrinters } from './print/configuration.ts'
import { since } from './print/duration.ts'
import { valuesAtPath } from './print/jsonpath.ts'
import { networkPrinters } from './print/network.ts'
import type { Cell, Printer } from './print/text.ts'
import { workloadPrinters } from './print/workload.ts'
import { mapOf, nameOf, versionOf } from './values.ts'

interface ColumnDefinition {
  readonly name: string
  readonly type: string
  readonly format: string
  readonly description: string
  readonly priority: number
}

const printers: Readonly<Record<string, Printer>> = {
  ...workloadPrinters,
  ...networkPrinters,
  ...configurationPrinters,
}

const builtinColumns: ReadonlyMap<string, readonly ColumnDefinition[]> = new Map(
  columnTable
    .trim()
    .split(/^# /m)
    .filter((section) => section !== '')
    .map((section) => {
      const [plural = '', ...lines] = section.trim().split('\n')
      return [plural, lines.map(columnOf)]
    }),
)

function columnOf(line: string): ColumnDefinition {
  const [name = '', type = '', format = '', priority = '0', ...rest] = line.split('|')
  const text = rest.join('|')
  const description = sharedDescriptions[text] ?? text.replaceAll('\\n', '\n')
  return { name, type, format, description, priority: Number(priority) }
}

const nameDescription = sharedDescriptions['@name'] ?? ''

function columnsOf(kind: KindInfo): readonly ColumnDefinition[] {
  const name = { name: 'Name', type: 'string', format: 'name', description: nameDescription, priority: 0 }
  if (!kind.custom) return builtinColumns.get(kind.plural) ?? [name]
  return [
    name,
    ...kind.columns.map((column) => ({
      name: column.name,
      type: column.type,
      format: column.format ?? '',
      description:
        column.description === undefined
          ? (sharedDescriptions['@age'] ?? '')
          : column.description ||
            `Custom resource definition column (in JSONPath format): ${column.jsonPath}`,
      priority: column.priority ?? 0,
    })),
  ]
}

function cellsOf(kind: KindInfo, object: SandboxObject, now: Date): readonly (Cell | null)[] {
  if (!kind.custom) {
    const print = printers[kind.plural]
    const cells = print === undefined ? [] : print(object, { now })
    // Events begin with when, not with what.
    return kind.plural === 'events' ? cells : [nameOf(object), ...cells]
  }
  return [
    nameOf(object),
    ...kind.columns.map((column) => customCell(object, column.jsonPath, column.type, now)),
  ]
}

/** A custom column's value as its type demands; `null` where it has none. */
function customCell(object: SandboxObject, path: string, type: string, now: Date): Cell | null {
  const values = valuesAtPath(object, path)
  const [first] = values
  if (first === undefined || first === null) return null
  switch (type) {
    case 'integer':
    case 'number':
      return typeof first === 'number' ? (type === 'integer' ? Math.trunc(first) : first) : null
    case 'boolean':
      return typeof first === 'boolean' ? first : null
    case 'date':
      return typeof first === 'string' ? since(first, now) : '<unknown>'
    default:
      return values
        .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
        .join(' ')
  }
}

export type IncludeObject = 'None' | 'Metadata' | 'Object'

/** Reads the `includeObject` parameter. Throws `BadRequest`. */
export function includeObjectOf(query: URLSearchParams): IncludeObject {
  const value = query.get('includeObject') ?? ''
  if (value === '' || value === 'Metadata') return 'Metadata'
  if (value === 'None' || value === 'Object') return value
  throw badRequest(
    `Unable to convert to Table as requested: includeObject: Invalid value: ${JSON.stringify(value)}: must be 'Metadata', 'Object', 'None', or empty`,
  )
}

/** A Table with one row for each object. */
export function tableOf(
  kind: KindInfo,
  objects: readonly SandboxObject[],
  metadata: JsonMap,
  options: {
    readonly version: string
    readonly include: IncludeObject
    readonly now: Date
    /** Later events of a watch leave them out. */
    readonly withColumns?: boolean
  },
): JsonMap {
  const { version, include, now, withColumns = true } = options
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${version}`,
    metadata,
    columnDefinitions: withColumns ? columnsOf(kind).map((column) => ({ ...column })) : null,
    rows: objects.map((object) => ({
      cells: cellsOf(kind, object, now) as readonly Json[],
      object: include === 'None' ? null : include === 'Object' ? object : partialOf(object, version),
    })),
  }
}

/** The Table of one object. */
export function rowTable(
  kind: KindInfo,
  object: SandboxObject,
  options: Parameters<typeof tableOf>[3],
): JsonMap {
  return tableOf(kind, [object], { resourceVersion: versionOf(object) }, options)
}

export function partialOf(object: JsonMap, version: string): JsonMap {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: `meta.k8s.io/${version}`,
    metadata: mapOf(object.metadata),
  }
}
