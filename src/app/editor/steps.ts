/** What saving a text means: for each of its documents that differs from the cluster, one object to write. */
import { editablePart } from '../../k8s/editable.ts'
import { valueAt } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { parseApiVersion } from '../../k8s/resource.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import type { Documents } from '../../manifest/documents.ts'
import { type Manifest, removeAt } from '../../manifest/manifest.ts'
import { mergeTheirs } from '../../manifest/merge.ts'
import { isEqual } from '../../manifest/plain.ts'

/** An object of the cluster that a document of the text stands for. */
export interface Standing {
  /** As it was read, or as the server answered when it was written. */
  readonly origin: KubeObject
  /**
   * What the document's changes are counted from; by default all that one can edit of `origin`. With less,
   * the document says only a part of the object, and what it does not say stays.
   */
  readonly base?: unknown
  /** The key of its document where the cluster calls the object otherwise: one of no namespace may name one. */
  readonly key?: string
  /** It is the object of the page: also a document that calls it otherwise stands for it. */
  readonly isOfPage?: true
}

/** One object to write. */
export interface Step {
  /** Of its document in the text. */
  readonly index: number
  readonly manifest: Manifest
  /** What it replaces; null where it is made. */
  readonly standing: Standing | null
  readonly object: unknown
}

export interface Named {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

export function namedIn(object: unknown): Named {
  const { apiVersion, kind, metadata } = asFields(object)
  const { namespace, name } = asFields(metadata)
  return {
    ...parseApiVersion(asString(apiVersion)),
    kind: asString(kind),
    namespace: asString(namespace),
    name: asString(name),
  }
}

/** The same for the same object in another version. */
export function keyOf(object: unknown): string {
  const { group, kind, namespace, name } = namedIn(object)
  return [group, kind, namespace, name].join('/')
}

export const baseOf = ({ origin, base = editablePart(origin) }: Standing): unknown => base

/** The object that each document stands for, in the order of the documents; null where there is none. */
export function standingsOf(
  { documents }: Documents,
  standings: readonly Standing[],
): readonly (Standing | null)[] {
  const known = new Map(standings.map((standing) => [standing.key ?? keyOf(standing.origin), standing]))
  const matched = documents.map(({ manifest }) => {
    const key = keyOf(manifest.value)
    const standing = known.get(key) ?? null
    known.delete(key)
    return standing
  })
  const ofPage = [...known.values()].find(({ isOfPage }) => isOfPage)
  if (ofPage === undefined) return matched
  const kind = namedIn(ofPage.origin).kind
  const free = documents.flatMap(({ manifest }, index) =>
    matched[index] === null ? { manifest, index } : [],
  )
  const renamed = free.find(({ manifest }) => namedIn(manifest.value).kind === kind) ?? free[0]
  return matched.map((standing, index) => (index === renamed?.index ? ofPage : standing))
}

/** The document for whichever version there is: one that was copied may name its own. */
export function withoutVersion(manifest: Manifest): Manifest {
  return [
    ['metadata', 'resourceVersion'],
    ['metadata', 'uid'],
  ].reduce((left, path) => (valueAt(left.value, path) === undefined ? left : removeAt(left, path)), manifest)
}

/** What is to be written, in the order in which it is: what others live in goes first. */
export function stepsOf(whole: Documents, standings: readonly Standing[]): readonly Step[] {
  const matched = standingsOf(whole, standings)
  return whole.documents
    .map(({ manifest }, index): Step => {
      const standing = matched[index] ?? null
      return { index, manifest, standing, object: objectOf(manifest, standing) }
    })
    .filter(({ standing, object }) => standing === null || !isEqual(object, editablePart(standing.origin)))
    .toSorted((a, b) => Number(isGround(b.object)) - Number(isGround(a.object)))
}

function objectOf(manifest: Manifest, standing: Standing | null): unknown {
  if (standing?.base === undefined) return manifest.value
  return mergeTheirs(standing.base, manifest, editablePart(standing.origin)).manifest.value
}

function isGround(object: unknown): boolean {
  const { group, kind } = namedIn(object)
  return (group === '' && kind === 'Namespace') || kind === 'CustomResourceDefinition'
}

/** The earlier step without which the server cannot be asked about this one: it makes its namespace or its type. */
export function neededBy(step: Step, earlier: readonly Step[]): Step | null {
  const { group, kind, namespace } = namedIn(step.object)
  const needed = earlier.find(({ object, standing }) => {
    if (standing !== null) return false
    const made = namedIn(object)
    if (made.group === '' && made.kind === 'Namespace') return made.name === namespace
    if (made.kind !== 'CustomResourceDefinition') return false
    const { group: ofType, names } = asFields(asFields(object).spec)
    return ofType === group && asFields(names).kind === kind
  })
  return needed ?? null
}
