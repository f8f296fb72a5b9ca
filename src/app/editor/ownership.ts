/** Whose changes come back: the owners that matter, and what is said of a change to a field of theirs. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { FieldOwner } from '../../k8s/managedfields.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { readOnce } from '../../k8s/readonce.ts'
import type { Finding } from '../../manifest/finding.ts'
import { formatKeyedPath } from '../../manifest/keyedpath.ts'
import { Ownership } from '../../manifest/ownership.ts'
import { semanticChanges } from '../../manifest/semantic.ts'
import { fieldManager } from '../api/objects.ts'

/** Programs behind which somebody sits, each time anew: shells, browsers, and consoles that write as such. */
const people = /^(?:kubectl|curl|Wget|Mozilla|k9s)(?![^-])/

/** What the API server writes where nobody gave a name: to say that this owns a field would help nobody. */
const nameless = ['unknown', 'before-first-apply']

/**
 * Whether an owner is likely to write its fields again, so that a change to them may not last. Who applies does
 * so whenever it runs, `kubectl apply` from somebody's pipeline too. Of those who update, controllers do, and
 * people do not, at a shell or here; in doubt it is a controller. The status is nothing that one edits.
 */
export function writesAgain({ manager, operation, subresource }: FieldOwner): boolean {
  if (subresource === 'status' || nameless.includes(manager)) return false
  // Portolan itself, and the sandbox that it fills.
  if (manager === fieldManager || manager.startsWith(`${fieldManager}-`)) return false
  return operation === 'Apply' || !people.test(manager)
}

/** Whose fields a version of an object holds; the same for the same version. */
export const ownershipOf = readOnce((origin: KubeObject) => new Ownership(origin, writesAgain))

interface Touched {
  readonly path: Path
  readonly owners: readonly FieldOwner[]
  /** Items that are gone; their place is that of others now, so they are named. */
  readonly items: readonly string[]
}

/** A warning for each change, from `base` to `value`, of what somebody owns who may write it again. */
export function ownedFindings(ownership: Ownership, base: unknown, value: unknown): readonly Finding[] {
  if (!ownership.isAny || value === undefined) return []
  const touched = new Map<string, Touched>()
  for (const change of semanticChanges(base, value)) {
    const owners = ownership.ofChange(value, change)
    if (owners.length === 0) continue
    const isInList = typeof change.path.at(-1) === 'number'
    const isGone = change.kind === 'removed' && isInList
    const path = isGone || change.kind === 'moved' ? change.path.slice(0, -1) : change.path
    const known = touched.get(JSON.stringify(path))
    touched.set(JSON.stringify(path), {
      path,
      owners: [...new Set([...(known?.owners ?? []), ...owners])],
      items: [...(known?.items ?? []), ...(isGone ? [formatKeyedPath(change.keyed)] : [])],
    })
  }
  return [...touched.values()].map(findingOf)
}

function findingOf({ path, owners, items }: Touched): Finding {
  const managers = [...new Set(owners.map(({ manager }) => manager))].join(', ')
  const times = owners.flatMap(({ time }) => (time === undefined ? [] : [Date.parse(time)]))
  const what = items.length === 0 ? 'change' : 'removal'
  const key = times.length === 0 ? `app:owned.${what}Undated` : `app:owned.${what}`
  return {
    id: 'object/owned',
    severity: 'warning',
    path,
    text: {
      key,
      values: {
        managers,
        ...(items.length > 0 && { items: items.join(', ') }),
        ...(times.length > 0 && { time: Math.max(...times) }),
      },
    },
  }
}
