/** Which kinds the server serves right now: those of Kubernetes and those that definitions add. */
import type { BuiltinSchemas, KindInfo, SandboxObject } from '../types.ts'
import { type BuiltinKind, builtinKinds } from './builtin/kinds.ts'
import { compareVersions, kindsOfDefinition } from './definition.ts'
import { storageKeyOf } from './store.ts'
import { mapOf, nameOf, textOf } from './values.ts'

const builtinVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

export interface GroupVersions {
  readonly group: string
  /** In order of preference. */
  readonly versions: readonly { readonly version: string; readonly kinds: readonly KindInfo[] }[]
}

export class KindRegistry {
  readonly #builtin: readonly KindInfo[]
  readonly #generations: ReadonlySet<string>
  /** By name of the definition, in order of arrival. */
  readonly #custom = new Map<string, readonly KindInfo[]>()
  #revision = 0
  /** Kept until a definition changes. */
  #all: readonly KindInfo[] | null = null

  constructor(schemas: BuiltinSchemas) {
    this.#builtin = builtinKinds.map((kind) => builtinInfo(kind, schemas))
    this.#generations = new Set(
      builtinKinds.filter((kind) => kind.generation).map(({ group, plural }) => storageKeyOf(group, plural)),
    )
  }

  /** Changes whenever the served kinds change; documents made from them can be kept until then. */
  get revision(): number {
    return this.#revision
  }

  all(): readonly KindInfo[] {
    this.#all ??= [...this.#builtin, ...[...this.#custom.values()].flat()]
    return this.#all
  }

  /** Serves the kinds of a CustomResourceDefinition, in place of what an older state of it served. */
  define(definition: SandboxObject): void {
    this.#custom.set(nameOf(definition), kindsOfDefinition(definition))
    this.#changed()
  }

  undefine(name: string): void {
    if (this.#custom.delete(name)) this.#changed()
  }

  #changed(): void {
    this.#revision += 1
    this.#all = null
  }

  /** Whether another definition than `name` already serves a kind or a name of this one. */
  clashes(definition: SandboxObject): boolean {
    const names = mapOf(mapOf(definition.spec).names)
    const group = textOf(mapOf(definition.spec).group)
    return [...this.#custom].some(
      ([name, kinds]) =>
        name !== nameOf(definition) &&
        kinds.some((kind) => kind.group === group && kind.kind === textOf(names.kind)),
    )
  }

  find(group: string, version: string, plural: string): KindInfo | null {
    return (
      this.all().find((kind) => kind.group === group && kind.version === version && kind.plural === plural) ??
      null
    )
  }

  findKind(group: string, version: string, kind: string): KindInfo | null {
    return (
      this.all().find((each) => each.group === group && each.version === version && each.kind === kind) ??
      null
    )
  }

  /** The version of a collection in which its objects are kept. */
  stored(storageKey: string): KindInfo | null {
    const kinds = this.all().filter((kind) => kind.storageKey === storageKey)
    return kinds.find((kind) => kind.version === kind.storageVersion) ?? kinds[0] ?? null
  }

  /** Every collection once, in its stored version. */
  collections(): readonly KindInfo[] {
    const keys = new Set(this.all().map((kind) => kind.storageKey))
    return [...keys].flatMap((key) => this.stored(key) ?? []).filter((kind) => kind.verbs.includes('list'))
  }

  servesGroupVersion(group: string, version: string): boolean {
    return this.all().some((kind) => kind.group === group && kind.version === version)
  }

  countsGenerations(kind: KindInfo): boolean {
    return kind.custom || this.#generations.has(kind.storageKey)
  }

  /** Built-in groups in the API server's order, then custom ones by name. */
  groups(): readonly GroupVersions[] {
    const custom = [...this.#custom.values()].flat()
    const builtinNames = [...new Set(this.#builtin.map((kind) => kind.group))]
    const customNames = [...new Set(custom.map((kind) => kind.group))]
      .filter((group) => !builtinNames.includes(group))
      .sort()
    return [...builtinNames, ...customNames].map((group) => this.#group(group))
  }

  #group(group: string): GroupVersions {
    const kinds = this.all().filter((kind) => kind.group === group)
    const versions = [...new Set(kinds.map((kind) => kind.version))].sort(compareVersions)
    return {
      group,
      versions: versions.map((version) => ({
        version,
        kinds: kinds.filter((kind) => kind.version === version),
      })),
    }
  }
}

function builtinInfo(kind: BuiltinKind, schemas: BuiltinSchemas): KindInfo {
  return {
    group: kind.group,
    version: kind.version,
    kind: kind.kind,
    listKind: `${kind.kind}List`,
    plural: kind.plural,
    singular: kind.singular ?? kind.kind.toLowerCase(),
    shortNames: kind.shortNames ?? [],
    categories: kind.categories ?? [],
    namespaced: kind.namespaced,
    verbs: kind.createOnly
      ? ['create']
      : builtinVerbs.filter((verb) => !(kind.withoutCollectionDelete && verb === 'deletecollection')),
    subresources: {
      status: kind.status ?? false,
      scale: kind.scale
        ? { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' }
        : null,
    },
    storageVersion: kind.version,
    servedVersions: [kind.version],
    storageKey: kind.storedAs ?? storageKeyOf(kind.group, kind.plural),
    custom: false,
    columns: [],
    schema: schemas(kind.group, kind.version, kind.kind),
    selectableFields: kind.fields ?? [],
    deprecationWarning:
      kind.kind === 'Endpoints'
        ? 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'
        : null,
  }
}
