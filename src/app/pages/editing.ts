/** An object being edited: its text, and what became of saving it. */
import { useMemo, useState } from 'react'
import { valueAt } from '../../k8s/fieldpath.ts'
import { StatusError } from '../../k8s/status.ts'
import type { Finding } from '../../manifest/finding.ts'
import { type Manifest, parseManifest } from '../../manifest/manifest.ts'
import { type Merged, mergeTheirs } from '../../manifest/merge.ts'
import { serverFindings } from './server-findings.ts'

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
  readonly isTouched: boolean
  readonly error: StatusError | null
  /** The server's findings whose fields have not been touched since. */
  readonly refused: readonly Finding[]
  readonly merged: Merged | null
  /** From sending until it is refused; what is saved is left for another page. */
  readonly saving: boolean
  readonly save: (send: (object: unknown) => Promise<void>) => Promise<void>
  /** Takes the newest version's changes over into the text. */
  readonly takeOver: (readNewest: () => Promise<unknown>) => Promise<void>
  /** Goes on with a text that began as another `base`, or as this one. */
  readonly restore: (text: string, base: unknown) => Manifest
}

/** `text` is the text to start from; `send` and `readNewest` reject with a StatusError where they are refused. */
export function useEditing(text: string): Editing {
  const initial = useMemo(() => parseManifest(text), [text])
  const [manifest, setManifest] = useState(initial)
  const [base, setBase] = useState(initial.value)
  const [saving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [merged, setMerged] = useState<Merged | null>(null)

  const refuse = (cause: unknown) => {
    const error = cause instanceof StatusError ? cause : new StatusError(unexpected(cause))
    setRefusal({ error, findings: serverFindings(error), sent: manifest.value })
    setSaving(false)
  }
  return {
    manifest,
    setManifest,
    base,
    isTouched: manifest.text !== initial.text,
    error: refusal?.error ?? null,
    refused: useMemo(() => standing(refusal, manifest), [refusal, manifest]),
    merged,
    saving,
    save: async (send) => {
      setSaving(true)
      setRefusal(null)
      setMerged(null)
      await send(manifest.value).catch(refuse)
    },
    restore: (text, began = base) => {
      const restored = parseManifest(text)
      setManifest(restored)
      setBase(began)
      setRefusal(null)
      setMerged(null)
      return restored
    },
    takeOver: async (readNewest) => {
      try {
        const newest = await readNewest()
        const result = mergeTheirs(base, manifest, newest)
        setBase(newest)
        setManifest(result.manifest)
        setMerged(result)
        setRefusal(null)
      } catch (cause) {
        refuse(cause)
      }
    },
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
