/** What a review says, before it is shown: what changes, what the server does by itself, the same in kubectl. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields } from '../../k8s/shape.ts'
import { keyedPathOf } from '../../manifest/keyedpath.ts'
import { parseManifest, setAt } from '../../manifest/manifest.ts'
import { isEmpty, isPlainMap, withValueAt } from '../../manifest/plain.ts'
import { type SemanticChange, semanticChanges } from '../../manifest/semantic.ts'
import { writeYaml } from '../../manifest/write.ts'
import type { Step } from './steps.ts'

/** What differs, with maps that are new or gone taken apart, so that each row is a field or an item. */
export function reviewedChanges(before: unknown, after: unknown): readonly SemanticChange[] {
  // Without an object before, every field is new; there is no row for the object as a whole.
  return semanticChanges(before ?? {}, after ?? {}).flatMap((change) => {
    if (change.kind === 'added') return leaves(after, change.path, change.after, change)
    return [change]
  })
}

/** What the server made of what was sent, without what it only keeps for itself and the status. */
export function serverChanges(sent: unknown, answered: unknown): readonly SemanticChange[] {
  return reviewedChanges(written(sent), written(answered)).filter(
    // `labels: {}` means the same as no labels, so the server is free to drop it.
    (change) => change.kind !== 'removed' || !isEmpty(change.before),
  )
}

const serverOnly = ['managedFields', 'resourceVersion', 'generation', 'creationTimestamp', 'uid', 'selfLink']

function written(object: unknown): unknown {
  const {
    status: _,
    metadata,
    ...rest
  } = { status: undefined, ...asFields(object) } as Record<string, unknown>
  const kept = Object.entries(asFields(metadata)).filter(([key]) => !serverOnly.includes(key))
  return { ...rest, metadata: Object.fromEntries(kept) }
}

function leaves(root: unknown, path: Path, value: unknown, whole: SemanticChange): readonly SemanticChange[] {
  const isItem = typeof path.at(-1) === 'number'
  const below = (step: string | number, entry: unknown) => {
    const place = [...path, step]
    const keyed = keyedPathOf(root, place)
    return leaves(root, place, entry, { kind: 'added', path: place, keyed, after: entry })
  }
  if (!isItem && isPlainMap(value) && !isEmpty(value)) {
    return Object.entries(value).flatMap(([key, entry]) => below(key, entry))
  }
  if (Array.isArray(value) && value.length > 0 && value.every(isPlainMap)) {
    return value.flatMap((item, index) => below(index, item))
  }
  return [whole]
}

export interface Command {
  /** The command itself, for people to read. */
  readonly line: string
  /** With the YAML as a here-document, to be pasted into a shell. */
  readonly script: string
}

/**
 * What does the same at a shell: creates, or replaces exactly the version that was read, so that there, too,
 * nobody else's change is overwritten.
 */
export function kubectlCommand(context: string, step: Step): Command {
  const verb = step.standing === null ? 'create' : 'replace'
  const line = `kubectl --context ${shellWord(context)} ${verb} -f -`
  const text = sentText(step)
  const end = endMark(text)
  return { line, script: `${line} <<'${end}'\n${text.replace(/\n?$/, '\n')}${end}\n` }
}

/** The object as YAML: the document itself where it says all that is sent. */
export function textOf({ manifest, standing, object }: Step): string {
  return standing?.base === undefined ? manifest.text : writeYaml(object)
}

function sentText(step: Step): string {
  const resourceVersion = step.standing?.origin.metadata.resourceVersion
  const text = textOf(step)
  if (resourceVersion === undefined) return text
  const path = ['metadata', 'resourceVersion']
  try {
    return setAt(parseManifest(text), path, resourceVersion).text
  } catch {
    // Metadata that is shared by an alias cannot be edited in place; the command still has to be right.
    return writeYaml(withValueAt(step.object, path, resourceVersion))
  }
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** A word that no line of the text is. */
function endMark(text: string): string {
  const lines = new Set(text.split(/\r?\n/))
  let mark = 'EOF'
  while (lines.has(mark)) mark = `${mark}_`
  return mark
}
