/**
 * What was typed and not saved yet, kept in this browser. In `localStorage`, because it is written at once: a page
 * that goes away has no time to wait for a database.
 */
import { asFields, asList } from '../../k8s/shape.ts'
import type { Standing } from './steps.ts'

/** Characters are UTF-16 code units, of which browsers hold about five million. */
export const draftLimits = {
  count: 50,
  milliseconds: 30 * 24 * 3_600_000,
  characters: 200_000,
  allCharacters: 2_000_000,
} as const

export interface Draft {
  readonly text: string
  /** The objects that its documents stand for, as the server had them; none where all are being made. */
  readonly standings: readonly Standing[]
}

export interface KeptDraft extends Draft {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly savedAt: number
}

export interface Drafts {
  /** The newest draft of a place, such as an object of a cluster. */
  readonly newest: (place: string) => KeptDraft | null
  /** The newest draft of each place that begins so, the newest first. */
  readonly under: (start: string) => readonly (KeptDraft & { readonly place: string })[]
  /** Whether it is kept now. Each opening of a page has an `id` of its own, so that two tabs never overwrite each other. */
  readonly keep: (place: string, id: string, draft: Draft) => boolean
  readonly remove: (place: string, id: string) => void
}

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

interface Entry {
  readonly key: string
  readonly savedAt: number
  readonly size: number
}

const prefix = 'portolan.draft/'
const keyOf = (place: string, id: string) => `${prefix}${encodeURIComponent(place)}/${encodeURIComponent(id)}`

/** `open` may throw where a browser forbids storage; then nothing is kept, and `keep` says so. */
export function draftsIn(open: () => DraftStorage, now: () => number = Date.now): Drafts {
  const remove: Drafts['remove'] = (place, id) =>
    attempt(() => open().removeItem(keyOf(place, id)), undefined)
  return {
    newest: (place) =>
      attempt(() => {
        const storage = open()
        const start = keyOf(place, '')
        const entry = fresh(storage, now()).find(({ key }) => key.startsWith(start))
        if (entry === undefined) return null
        const draft = readDraft(storage.getItem(entry.key) ?? '')
        const id = decodeURIComponent(entry.key.slice(start.length))
        return draft === null ? null : { ...draft, id, savedAt: entry.savedAt }
      }, null),
    under: (start) =>
      attempt(() => {
        const storage = open()
        const seen = new Set<string>()
        return fresh(storage, now()).flatMap(({ key, savedAt }) => {
          const [place = '', id = ''] = key.slice(prefix.length).split('/').map(decodeURIComponent)
          if (!place.startsWith(start) || seen.has(place)) return []
          seen.add(place)
          const draft = readDraft(storage.getItem(key) ?? '')
          return draft === null ? [] : [{ ...draft, id, place, savedAt }]
        })
      }, []),
    keep: (place, id, draft) => {
      const value = `${now()} ${JSON.stringify({ text: draft.text, standings: draft.standings })}`
      // What is too long must not stay there as it was before: it would be offered as the last that was typed.
      if (value.length > draftLimits.characters) remove(place, id)
      else return attempt(() => store(open(), keyOf(place, id), value, now()), false)
      return false
    },
    remove,
  }
}

function store(storage: DraftStorage, key: string, value: string, now: number): boolean {
  const others = fresh(storage, now).filter((entry) => entry.key !== key)
  const kept: Entry[] = []
  let room = draftLimits.allCharacters - value.length
  for (const entry of others) {
    room -= entry.size
    if (room < 0 || kept.length === draftLimits.count - 1) break
    kept.push(entry)
  }
  for (const entry of others.slice(kept.length)) storage.removeItem(entry.key)
  // The browser may have less room than that: the oldest give way.
  for (;;) {
    try {
      storage.setItem(key, value)
      return true
    } catch (error) {
      const oldest = kept.pop()
      if (oldest === undefined) throw error
      storage.removeItem(oldest.key)
    }
  }
}

/** All drafts, the newest first; those that are too old are gone after this. */
function fresh(storage: DraftStorage, now: number): Entry[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  const entries = keys
    .filter((key) => key.startsWith(prefix))
    .map((key): Entry => {
      const value = storage.getItem(key) ?? ''
      return { key, savedAt: Number.parseInt(value, 10) || 0, size: value.length }
    })
  const isFresh = ({ savedAt }: Entry) => now - savedAt <= draftLimits.milliseconds
  for (const entry of entries) if (!isFresh(entry)) storage.removeItem(entry.key)
  return entries.filter(isFresh).toSorted((a, b) => b.savedAt - a.savedAt)
}

function readDraft(value: string): Draft | null {
  const { text, standings } = asFields(JSON.parse(value.slice(value.indexOf(' ') + 1)))
  if (typeof text !== 'string') return null
  return { text, standings: asList(standings).filter(isStanding) }
}

function isStanding(value: unknown): value is Standing {
  return typeof asFields(asFields(asFields(value).origin).metadata).name === 'string'
}

function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work()
  } catch {
    return otherwise
  }
}

/** Those of this browser. */
export const drafts = draftsIn(() => localStorage)
