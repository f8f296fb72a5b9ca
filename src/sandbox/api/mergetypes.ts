/** The merge behaviour of built-in kinds, read from the table in `builtin/types.ts`. */
import { builtinTypes } from './builtin/types.ts'

export interface MergeField {
  readonly list: 'atomic' | 'set' | 'map'
  /** Of a list of type `map`. */
  readonly keys: readonly string[]
  /** Whether a map is replaced as a whole by apply. */
  readonly atomic: boolean
  /** By which key a strategic merge patch matches items; `null` replaces the list. */
  readonly mergeKey: string | null
  /** Whether a strategic merge patch merges a list of plain values. */
  readonly mergesValues: boolean
  readonly retainKeys: boolean
  readonly replaces: boolean
  /** Type of the field, or of its items. */
  readonly type: string
}

/** What the table has nothing to say about. */
export const plainField: MergeField = {
  list: 'atomic',
  keys: [],
  atomic: false,
  mergeKey: null,
  mergesValues: false,
  retainKeys: false,
  replaces: false,
  type: '',
}

const metadataField: MergeField = { ...plainField, type: 'ObjectMeta' }

const types: ReadonlyMap<string, ReadonlyMap<string, MergeField>> = new Map(
  builtinTypes
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', fields = ''] = line.split(': ')
      return [name, new Map(fields.split(' ').map(fieldOf))]
    }),
)

function fieldOf(text: string): readonly [string, MergeField] {
  const [, name = '', list, mergeKey, strategy = '', type = ''] =
    /^(\w+)=(map\([\w,]+\)|set|atomic)?(?:\^(\w+))?(?:~([\w,]+))?(?:>(\w+))?$/.exec(text) ?? []
  const keys = list?.startsWith('map') ? list.slice(4, -1).split(',') : []
  const replaces = strategy === 'replace'
  return [
    name,
    {
      list: keys.length > 0 ? 'map' : list === 'set' ? 'set' : 'atomic',
      keys,
      atomic: list === 'atomic',
      mergeKey: replaces ? null : (mergeKey ?? keys[0] ?? null),
      mergesValues: list === 'set' && strategy === 'merge',
      retainKeys: strategy.includes('retainKeys'),
      replaces,
      type,
    },
  ]
}

/** How `field` of a built-in type merges. A kind's own name is the type of its objects. */
export function mergeFieldOf(type: string, field: string): MergeField {
  if (field === 'metadata' && !types.get(type)?.has(field)) return metadataField
  return types.get(type)?.get(field) ?? plainField
}
