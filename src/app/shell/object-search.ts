/** Finds objects by what anybody may know of them: a name, a label, an address, a host, a port. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { readOnce } from '../../k8s/readonce.ts'
import { asFields } from '../../k8s/shape.ts'

export interface Match {
  readonly object: KubeObject
  /** The field in which a word was found that neither name nor namespace holds. */
  readonly field: { readonly path: Path; readonly text: string } | null
}

/** With a shorter word almost every object would match by some field. */
const shortestInFields = 3
/** Characters of the fields of one object that are searched. */
const longest = 20_000
/** What is content and not configuration, and whatever a Secret holds. */
const passedOver = ['apiVersion', 'kind', 'metadata', 'data', 'stringData', 'binaryData']

/**
 * The objects that hold every word of `text`, whatever its case, each once and at most `most` of them: first those
 * whose name begins with it (`titleOf` is what people call them), then those whose name, namespace or kind holds it, then those that hold it in a label or a field.
 */
export function searchObjects(
  objects: Iterable<KubeObject>,
  text: string,
  most: number,
  titleOf: (object: KubeObject) => string = ({ metadata }) => metadata.name,
): readonly Match[] {
  const nameOf = namedBy(titleOf)
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const [first] = words
  if (first === undefined) return []
  const ranks: KubeObject[][] = [[], [], []]
  const seen = new Set<string>()
  for (const object of objects) {
    const { uid = '' } = object.metadata
    if (seen.has(uid)) continue
    if (uid !== '') seen.add(uid)
    const rank = rankOf(object, nameOf(object), words, first)
    if (rank !== null) ranks[rank]?.push(object)
  }
  return ranks
    .flat()
    .slice(0, most)
    .map((object) => ({ object, field: fieldOf(object, nameOf(object), words) }))
}

function rankOf(object: KubeObject, name: string, words: readonly string[], first: string): number | null {
  const rest = words.filter((word) => !name.includes(word))
  if (rest.length === 0) return name.startsWith(first) ? 0 : 1
  const all = rest.every((word) => word.length >= shortestInFields && fieldsOf(object).includes(word))
  return all ? 2 : null
}

function fieldOf(object: KubeObject, name: string, words: readonly string[]): Match['field'] {
  const word = words.find((each) => !name.includes(each))
  if (word === undefined) return null
  return leavesOf(object).find(({ path, text }) => said(path, text).includes(word)) ?? null
}

/** What it is called and where it stands; one that goes by another name is found by its own as well. */
const namedBy = (titleOf: (object: KubeObject) => string) => (object: KubeObject) => {
  const { kind, metadata } = object
  const title = titleOf(object)
  const also = title === metadata.name ? '' : metadata.name
  return `${title} ${metadata.namespace ?? ''} ${kind} ${also}`.toLowerCase()
}

/** All fields as one text, made when it is first asked for. */
const fieldsOf = readOnce((object: KubeObject) =>
  leavesOf(object)
    .map(({ path, text }) => said(path, text))
    .join('\n')
    .slice(0, longest),
)

/** Of labels and annotations the key counts as well: `app=web`. */
function said(path: Path, text: string): string {
  return (path[0] === 'metadata' ? `${path.at(-1)}=${text}` : text).toLowerCase()
}

interface Leaf {
  readonly path: Path
  readonly text: string
}

function leavesOf(object: KubeObject): readonly Leaf[] {
  const { labels, annotations } = object.metadata
  const content = Object.entries(asFields(object)).filter(([key]) => !passedOver.includes(key))
  return [
    ...leaves(['metadata', 'labels'], labels),
    ...leaves(['metadata', 'annotations'], annotations),
    ...content.flatMap(([key, value]) => leaves([key], value)),
  ]
}

function leaves(path: Path, value: unknown): readonly Leaf[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ path, text: String(value) }]
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves([...path, index], item))
  return Object.entries(asFields(value)).flatMap(([key, each]) => leaves([...path, key], each))
}
