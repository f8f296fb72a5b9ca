/** An object being edited: its text, what the server would make of it, and what became of saving it. */
import { useMemo, useRef, useState } from 'react'
import { editablePart } from '../../k8s/editable.ts'
import { valueAt } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { StatusError } from '../../k8s/status.ts'
import type { Finding } from '../../manifest/finding.ts'
import { type Manifest, parseManifest } from '../../manifest/manifest.ts'
import { type Conflict, type Merged, mergeTheirs, resolve } from '../../manifest/merge.ts'
import type { WriteOptions } from '../api/objects.ts'
import type { Answer } from '../api/request.ts'
import { carriedOver } from './conflicts.ts'
import { serverFindings } from './server-findings.ts'

/** Sends what was edited; `origin` is the version it replaces. Rejects with a StatusError where it is refused. */
export type Send = (
  object: unknown,
  origin: KubeObject | null,
  options: WriteOptions,
) => Promise<Answer<KubeObject>>

/** What the server would make of a text. */
export interface Review {
  readonly manifest: Manifest
  readonly answer: Answer<KubeObject>
}

interface Refusal {
  readonly error: StatusError
  readonly findings: readonly Finding[]
  /** What was sent: a finding stands as long as its field still holds what the server refused. */
  readonly sent: unknown
}

export interface Editing {
  readonly manifest: Manifest
  readonly setManifest: (manifest: Manifest) => void
  /** What the changes are counted from: the first text, or the newest version taken over since. */
  readonly base: unknown
  /** The version that is replaced; null where there is none yet. */
  readonly origin: KubeObject | null
  readonly isTouched: boolean
  readonly error: StatusError | null
  /** The server's findings whose fields have not been touched since. */
  readonly refused: readonly Finding[]
  readonly merged: Merged | null
  /** Something is under way. After an answer to `applying` the page is left. */
  readonly phase: 'editing' | 'rehearsing' | 'applying'
  readonly review: Review | null
  /** Asks the server what it would make of the text, and opens the review of that. */
  readonly rehearse: () => Promise<void>
  /** Back from the review to the text. */
  readonly back: () => void
  /** Writes what was reviewed; null where it was refused. */
  readonly apply: (review: Review) => Promise<Answer<KubeObject> | null>
  /** Takes a newer version's changes over into the text. */
  readonly takeOver: (readNewest: () => Promise<KubeObject>) => Promise<void>
  /** Goes on from a newer version that differs in nothing one edits, such as the status. */
  readonly adopt: (newest: KubeObject) => void
  readonly answer: (conflict: Conflict, side: 'mine' | 'theirs') => void
  /** Answers all conflicts with mine. */
  readonly keepMine: () => void
  /** Goes on with a text that began as another object, or as this one. */
  readonly restore: (text: string, began: KubeObject | null) => Manifest
}

/** `text` is the text to start from, as it was made from `original`. */
export function useEditing(text: string, original: KubeObject | null, send: Send): Editing {
  const initial = useMemo(() => parseManifest(text), [text])
  const [manifest, setManifest] = useState(initial)
  const [{ base, origin }, setVersion] = useState({ base: initial.value, origin: original })
  const [phase, setPhase] = useState<Editing['phase']>('editing')
  const [review, setReview] = useState<Review | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [merged, setMerged] = useState<Merged | null>(null)
  // What is typed while the server is asked must count afterwards.
  const latest = useRef({ manifest, base, origin, merged })
  latest.current = { manifest, base, origin, merged }

  const refuse = (cause: unknown, sent: unknown) => {
    const error = cause instanceof StatusError ? cause : new StatusError(unexpected(cause))
    setRefusal({ error, findings: serverFindings(error), sent })
    setReview(null)
    setPhase('editing')
  }
  const rehearse = async () => {
    setPhase('rehearsing')
    setRefusal(null)
    for (;;) {
      const asked = latest.current
      try {
        const answer = await send(asked.manifest.value, asked.origin, { dryRun: true })
        const { manifest: now, origin: replaced } = latest.current
        if (now.problems.length === 0 && (now !== asked.manifest || replaced !== asked.origin)) continue
        if (now === asked.manifest) setReview({ manifest: now, answer })
        return setPhase('editing')
      } catch (cause) {
        return refuse(cause, asked.manifest.value)
      }
    }
  }
  return {
    manifest,
    setManifest,
    base,
    origin,
    isTouched: manifest.text !== initial.text,
    error: refusal?.error ?? null,
    refused: useMemo(() => standing(refusal, manifest), [refusal, manifest]),
    merged,
    phase,
    review,
    rehearse,
    back: () => setReview(null),
    apply: async (reviewed) => {
      setPhase('applying')
      const sent = reviewed.manifest.value
      try {
        return await send(sent, latest.current.origin, {})
      } catch (cause) {
        refuse(cause, sent)
        return null
      }
    },
    restore: (text, began) => {
      const restored = parseManifest(text)
      setManifest(restored)
      if (began !== null) setVersion({ base: editablePart(began), origin: began })
      setRefusal(null)
      setMerged(null)
      return restored
    },
    takeOver: async (readNewest) => {
      try {
        const newest = await readNewest()
        const now = latest.current
        const theirs = editablePart(newest)
        const result = mergeTheirs(now.base, now.manifest, theirs)
        // Only now: with their version but without their changes, the next save would undo them.
        setVersion({ base: theirs, origin: newest })
        setManifest(result.manifest)
        setMerged(carriedOver(now.merged, result))
        setRefusal(null)
      } catch (cause) {
        refuse(cause, latest.current.manifest.value)
      }
    },
    adopt: (newest) => setVersion({ base, origin: newest }),
    answer: (conflict, side) => {
      if (merged === null) return
      try {
        const settled = resolve({ ...merged, manifest }, conflict, side)
        setMerged(settled)
        setManifest(settled.manifest)
      } catch (cause) {
        refuse(cause, manifest.value)
      }
    },
    keepMine: () => setMerged(merged === null ? null : { ...merged, conflicts: [] }),
  }
}

function standing(refusal: Refusal | null, manifest: Manifest): readonly Finding[] {
  if (refusal === null) return []
  return refusal.findings.filter(
    ({ path }) =>
      JSON.stringify(valueAt(manifest.value, path)) === JSON.stringify(valueAt(refusal.sent, path)),
  )
}

function unexpected(cause: unknown) {
  const message = cause instanceof Error ? cause.message : String(cause)
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', message } as const
}
