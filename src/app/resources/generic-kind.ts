/** A kind made from a type that the cluster serves: the generic pages work with it as with one that was declared. */
import DataObjectIcon from '@mui/icons-material/DataObjectOutlined'
import { apiVersionOf, type Resource, type ResourceType } from '../../k8s/resource.ts'
import { kindNamed } from '../../kinds/index.ts'
import type { Kind } from '../../kinds/kind.ts'
import type { Scope } from '../scope.ts'
import { genericColumns } from './generic-columns.tsx'

/** Stands for the core group, whose name is empty; no other group can be called so. */
const coreGroup = 'core'

/** `deployments.apps`, `configmaps.core`: the dot tells it from the segment of a declared kind. */
export function segmentOf({ group, plural }: Pick<Resource, 'group' | 'plural'>): string {
  return `${plural}.${group === '' ? coreGroup : group}`
}

/** The group and plural that a segment names; `null` for that of a declared kind. */
export function parseSegment(segment: string): Pick<Resource, 'group' | 'plural'> | null {
  const dot = segment.indexOf('.')
  if (dot <= 0 || dot === segment.length - 1) return null
  const group = segment.slice(dot + 1)
  return { group: group === coreGroup ? '' : group, plural: segment.slice(0, dot) }
}

/** The declared kind whose pages in a view show the objects of a type. */
export function declaredKind(
  view: Scope['view'],
  group: string,
  kind: string,
  fieldSelector?: string,
): Kind | null {
  const known = kindNamed(group, kind, fieldSelector)
  return known?.navigation[view] === undefined ? null : known
}

const nothing: readonly never[] = []
const made = new Map<string, Kind>()

/** The same kind for the same type, also after another look at what the cluster serves. */
export function genericKind(type: ResourceType): Kind {
  const key = JSON.stringify([apiVersionOf(type), type.plural, type.kind, type.namespaced])
  const known = made.get(key)
  if (known !== undefined) return known
  const kind = newKind(type)
  made.set(key, kind)
  return kind
}

function newKind(type: ResourceType): Kind {
  const { group, version, kind, namespaced } = type
  const segment = segmentOf(type)
  return {
    id: segment,
    segment,
    group,
    kind,
    versions: [version],
    words: { one: kind, many: pluralOf(type) },
    Icon: DataObjectIcon,
    navigation: {},
    goKey: '',
    alsoCalled: nothing,
    related: { list: nothing, detail: nothing, form: nothing, removal: nothing },
    columns: genericColumns,
    template: ({ namespace }) => ({
      apiVersion: apiVersionOf(type),
      kind,
      metadata: { name: '', ...(namespaced && { namespace }) },
    }),
    checks: nothing,
    dependants: () => nothing,
  }
}

/**
 * The plural in the letters of the kind: `NetworkPolicy` and `networkpolicies` are `NetworkPolicies`. Where they
 * are different words (`ALB2`, `alaudaloadbalancer2`) the kind stands for many as well.
 */
export function pluralOf({ kind, plural }: Pick<ResourceType, 'kind' | 'plural'>): string {
  const letters = plural.replaceAll('-', '')
  let same = 0
  while (same < kind.length && kind[same]?.toLowerCase() === letters[same]?.toLowerCase()) same += 1
  // All that English takes from the end of a word is a `y`.
  return kind.length - same <= 1 && same > 0 ? kind.slice(0, same) + letters.slice(same) : kind
}
