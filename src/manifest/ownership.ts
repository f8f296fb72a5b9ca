/** Who else owns the fields of an object while it is edited: in its text, and of what has changed in it. */

import type { Path } from '../k8s/fieldpath.ts'
import {
  allOwners,
  type FieldOwner,
  type FieldOwners,
  fieldOwners,
  isWhole,
  nobody,
  stepInto,
} from '../k8s/managedfields.ts'
import { resolvePath } from './keyedpath.ts'
import { contentEnd, rootSlot, type Slot, slotsOf } from './layout.ts'
import { identityOf, listKeyOf } from './listkeys.ts'
import { entryAt } from './plain.ts'
import type { SemanticChange } from './semantic.ts'
import { type Manifest, sourceOf } from './source.ts'

/** Who owns a place of the text, and whether there is more below it that they need not own. */
export interface Owned {
  readonly owners: readonly FieldOwner[]
  readonly isPart: boolean
}

/** Lines of a text, from 1, that belong to one owned field. */
export interface OwnedLines extends Owned {
  readonly path: Path
  readonly from: number
  readonly to: number
}

/** A place of the object, as it is owned, as it was read, and as it is now. */
interface Place {
  /** The last step that led here. */
  readonly step: string | number | undefined
  readonly owned: FieldOwners
  readonly before: unknown
  readonly now: unknown
}

interface Former {
  readonly before: readonly unknown[]
  readonly indexes: readonly number[]
}

export class Ownership {
  /** Whether any field has an owner that counts. */
  readonly isAny: boolean
  readonly #root: FieldOwners
  readonly #origin: unknown
  readonly #counts: (owner: FieldOwner) => boolean
  /** For lists of a value: the list of the origin, and where in it their items were. */
  readonly #formerly = new WeakMap<readonly unknown[], Former>()

  /** `origin` is the object as it was read, with its managedFields; only owners that count are told of. */
  constructor(origin: unknown, counts: (owner: FieldOwner) => boolean) {
    this.#root = fieldOwners(origin)
    this.#origin = origin
    this.#counts = counts
    this.isAny = allOwners(this.#root).some(counts)
  }

  /**
   * The owners of the field at a path of `value`, the object as it is edited now; with `whole` also those of
   * everything below. An item whose keys were edited is still the one that it was made from.
   */
  at(value: unknown, path: Path, whole = false): Owned {
    const { owned } = path.reduce(this.#step, this.#top(value))
    const owners = whole ? allOwners(owned) : owned.owners
    return { owners: owners.filter(this.#counts), isPart: whole && !isWhole(owned) }
  }

  /** The owners of what one change, from the origin to `value`, touches. */
  ofChange(value: unknown, change: SemanticChange): readonly FieldOwner[] {
    const { path } = change
    // That an item stands elsewhere is a matter of its list.
    if (change.kind === 'moved') return this.at(value, path.slice(0, -1)).owners
    const now = change.kind === 'removed' ? [] : this.at(value, path).owners
    const former = change.kind === 'added' ? null : resolvePath({ value: this.#origin }, change.keyed)
    const before = former === null ? [] : this.at(this.#origin, former, true).owners
    return [...new Set([...now, ...before])]
  }

  /** The lines of owned fields, in their order, each line for the innermost field that it tells of. */
  lines(manifest: Manifest): readonly OwnedLines[] {
    if (manifest.value === undefined || !this.isAny) return []
    const source = sourceOf(manifest)
    const lineAt = lineCounter(manifest.text)
    const lines: OwnedLines[] = []
    const mark = (found: OwnedLines) => {
      // A line that is told of already, as that of a dash with the first field behind it.
      const last = lines.at(-1)
      if (last !== undefined && last.to >= found.from) {
        lines.pop()
        if (last.from < found.from) lines.push({ ...last, to: found.from - 1 })
      }
      lines.push(found)
    }
    const visit = (slot: Slot, place: Place, path: Path) => {
      const { owned } = place
      const whole = isWhole(owned)
      const owners = owned.owners.filter(this.#counts)
      if (owners.length > 0) {
        const end = whole ? lastOffset(manifest.text, contentEnd(source, slot)) : slot.at
        mark({ path, owners, isPart: !whole, from: lineAt(slot.start), to: lineAt(end) })
      }
      if (whole) return
      slotsOf(source, slot).forEach((entry, index) => {
        const step = entry.owner === 'item' ? index : entry.key
        if (!entry.merge) visit(entry, this.#step(place, step), [...path, step])
      })
    }
    visit(rootSlot(source), this.#top(manifest.value), [])
    return lines
  }

  #top(value: unknown): Place {
    return { step: undefined, owned: this.#root, before: this.#origin, now: value }
  }

  readonly #step = (place: Place, step: string | number): Place => {
    const { owned, before, now } = place
    const direct = stepInto(owned, now, step)
    const below = entryAt(now, step)
    if (!Array.isArray(now) || !Array.isArray(before) || typeof step !== 'number')
      return { step, owned: direct, before: entryAt(before, step), now: below }
    const former = this.#formerIndexes(place.step, now, before)[step] ?? -1
    return {
      step,
      owned: direct === nobody && former >= 0 ? stepInto(owned, before, former) : direct,
      before: before[former],
      now: below,
    }
  }

  #formerIndexes(field: Place['step'], now: readonly unknown[], before: readonly unknown[]) {
    const known = this.#formerly.get(now)
    if (known?.before === before) return known.indexes
    const key = listKeyOf(field, now, before)
    const old = new Map(key === null ? [] : before.map((item, index) => [identityOf(item, key), index]))
    const indexes = key === null ? [] : now.map((item) => old.get(identityOf(item, key)) ?? -1)
    this.#formerly.set(now, { before, indexes })
    return indexes
  }
}

/** Tells the line, from 1, in which an offset of a text stands. */
function lineCounter(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let [low, high] = [0, starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** A literal block ends behind its last line ending. */
function lastOffset(text: string, end: number): number {
  return text[end - 1] === '\n' ? end - 1 : end
}
