/** What a cluster serves, from its discovery documents: aggregated, or from older servers one for each version. */
import { groupBy } from './grouping.ts'
import { parseApiVersion, type ServedType } from './resource.ts'

/** The `Accept` value that asks for aggregated discovery and falls back to the legacy list. */
export const discoveryAccept =
  'application/json;v=v2;g=apidiscovery.k8s.io;as=APIGroupDiscoveryList,application/json'

interface DiscoveryList {
  readonly items?: readonly {
    readonly metadata?: { readonly name?: string }
    readonly versions?: readonly {
      readonly version: string
      readonly resources?: readonly {
        readonly resource: string
        readonly scope?: string
        readonly responseKind?: { readonly kind?: string }
        readonly shortNames?: readonly string[]
        readonly verbs?: readonly string[]
      }[]
    }[]
  }[]
}

const byKind = ({ group, kind }: ServedType) => `${group}/${kind}`
const byPlural = ({ group, plural }: ServedType) => `${group}/${plural}`

/** What one cluster serves. Versions of a group stand in the server's order of preference. */
export class Discovery {
  readonly #types: readonly ServedType[]

  constructor(types: readonly ServedType[]) {
    this.#types = types
  }

  /**
   * Reads the answers of `/api` and `/apis` and, where these are of the older sort, the `APIResourceList`s at
   * their `legacyPaths`, in that order.
   */
  static fromDocuments(documents: readonly unknown[]): Discovery {
    return new Discovery(
      documents.flatMap((each) => [...typesOf(each as DiscoveryList), ...typesOfList(each as ResourceList)]),
    )
  }

  /**
   * The served type of a kind in the first of `versions` that the cluster serves, else in the version
   * that the server prefers; `null` where the kind is not served at all.
   */
  find(group: string, kind: string, versions: readonly string[] = []): ServedType | null {
    const served = groupBy(this.#types, byKind).get(`${group}/${kind}`) ?? []
    const wanted = versions.map((version) => served.find((type) => type.version === version))
    return wanted.find((type) => type !== undefined) ?? served[0] ?? null
  }

  /** All versions in which the cluster serves a kind, the one that the server prefers first. */
  versionsOf(group: string, kind: string): readonly string[] {
    return (groupBy(this.#types, byKind).get(`${group}/${kind}`) ?? []).map(({ version }) => version)
  }

  /** The type of a collection in the version that the server prefers; `null` where it is not served. */
  findPlural(group: string, plural: string): ServedType | null {
    return groupBy(this.#types, byPlural).get(`${group}/${plural}`)?.[0] ?? null
  }

  hasGroup(group: string): boolean {
    return this.#types.some((type) => type.group === group)
  }

  /** Every type that can be listed, in the version that the server prefers. */
  listable(): readonly ServedType[] {
    return [...groupBy(this.#types, byPlural).values()].flatMap(([type]) =>
      type?.verbs.includes('list') ? [type] : [],
    )
  }

  /** Whether both say the same, so that whoever has the one need not look at the other. */
  equals(other: Discovery): boolean {
    return JSON.stringify(this.#types) === JSON.stringify(other.#types)
  }
}

function typesOf(document: DiscoveryList): ServedType[] {
  return (document.items ?? []).flatMap((item) =>
    (item.versions ?? []).flatMap(({ version, resources = [] }) =>
      resources.flatMap(({ resource: plural, scope, responseKind, verbs = [], shortNames = [] }) => {
        const kind = responseKind?.kind
        if (kind === undefined) return []
        const group = item.metadata?.name ?? ''
        return [{ group, version, plural, kind, namespaced: scope === 'Namespaced', verbs, shortNames }]
      }),
    ),
  )
}

interface LegacyDocument {
  readonly kind?: string
  /** Of `/api`. */
  readonly versions?: readonly string[]
  /** Of `/apis`; the preferred version comes first. */
  readonly groups?: readonly { readonly versions?: readonly { readonly groupVersion: string }[] }[]
}

interface ResourceList {
  readonly kind?: string
  readonly groupVersion?: string
  readonly resources?: readonly {
    readonly name: string
    readonly kind: string
    readonly namespaced: boolean
    readonly shortNames?: readonly string[]
    readonly verbs?: readonly string[]
  }[]
}

/**
 * Where a server without aggregated discovery describes each group version, given its answer of `/api` or
 * `/apis`; nothing for an aggregated answer.
 */
export function legacyPaths(document: unknown): readonly string[] {
  const { kind, versions = [], groups = [] } = document as LegacyDocument
  if (kind === 'APIVersions') return versions.map((version) => `/api/${version}`)
  if (kind !== 'APIGroupList') return []
  return groups.flatMap((group) => (group.versions ?? []).map(({ groupVersion }) => `/apis/${groupVersion}`))
}

/** Subresources stand in the same list, with a `/` in their name. */
function typesOfList({ kind, groupVersion = '', resources = [] }: ResourceList): ServedType[] {
  if (kind !== 'APIResourceList') return []
  return resources
    .filter(({ name }) => !name.includes('/'))
    .map((each) => ({
      ...parseApiVersion(groupVersion),
      plural: each.name,
      kind: each.kind,
      namespaced: each.namespaced,
      verbs: each.verbs ?? [],
      shortNames: each.shortNames ?? [],
    }))
}
