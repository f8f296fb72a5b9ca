/** The manifest a form is a lens on. Fields read a path of it and write back the smallest edit. */
import { createContext, useContext } from 'react'
import { type Path, startsWith } from '../../k8s/fieldpath.ts'
import type { Finding } from '../../manifest/finding.ts'
import { type Manifest, readAt, removeAt, setAt } from '../../manifest/manifest.ts'
import type { Owned } from '../../manifest/ownership.ts'

export interface FormState {
  readonly manifest: Manifest
  /** Whether the object exists already; some fields cannot change then. */
  readonly mode: 'create' | 'edit'
  /** The text has a syntax error: the form shows what it last understood and takes no input. */
  readonly frozen: boolean
  readonly findings: readonly Finding[]
  /** Who else owns the field at a path or, with `whole`, anything at it and below it. */
  readonly ownersAt: (path: Path, whole?: boolean) => Owned
  readonly edit: (change: (manifest: Manifest) => Manifest) => void
  /** Tells the editor which path the user is at; `null` when the focus leaves. */
  readonly focus: (path: Path | null) => void
  /** Shows the editor, and puts its cursor where the path, or the nearest one above it, stands. */
  readonly jump: (path: Path) => void
  /** What the cluster says of the field at a path; empty where it says nothing, or has not yet. */
  readonly describe: (path: Path) => string
}

export const FormContext = createContext<FormState | null>(null)

export function useForm(): FormState {
  const form = useContext(FormContext)
  if (form === null) throw new Error('A form field stands outside of a FormContext.')
  return form
}

export interface Lens {
  readonly value: unknown
  /** `undefined` removes the key, and the maps above it that this leaves empty. */
  readonly set: (value: unknown) => void
}

/** Of the maps that a removal leaves empty, those with paths of `keepDepth` or shorter stay. */
export function useLens(path: Path, keepDepth = 1): Lens {
  const { manifest, edit } = useForm()
  return {
    value: readAt(manifest, path),
    set: (value) =>
      edit((current) =>
        value === undefined
          ? removeAt(current, path, { pruneEmptyParents: true, keepDepth })
          : setAt(current, path, value),
      ),
  }
}

/** The findings at a path itself or, with `below`, at anything inside it that is not `without`. */
export function useFindings(
  path: Path,
  below = false,
  without: readonly Path[] = nowhere,
): readonly Finding[] {
  const { findings } = useForm()
  return findings.filter(
    (finding) =>
      startsWith(finding.path, path) &&
      (below || finding.path.length === path.length) &&
      !without.some((each) => startsWith(finding.path, each)),
  )
}

const nowhere: readonly Path[] = []

/** The string in a lens as a text control shows it. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : ''
}

/** Whole numbers become numbers, anything else stays what was typed, for the checks and the server to judge. */
export function asNumber(text: string): number | string | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  return /^(0|[1-9]\d{0,14})$/.test(trimmed) ? Number(trimmed) : trimmed
}
