/** The problems and findings of a text, as the editor marks them. */
import { useCallback, useMemo } from 'react'
import type { Path } from '../../k8s/fieldpath.ts'
import { type Documents, documentIndexAt, parseDocuments, withDocument } from '../../manifest/documents.ts'
import type { Finding, Fix } from '../../manifest/finding.ts'
import { withFix } from '../../manifest/fix.ts'
import { type Manifest, pathAt, rangeAt } from '../../manifest/manifest.ts'
import { useText } from '../text.ts'
import type { Problem } from './diagnostics.ts'
import type { Marker } from './yaml-editor.tsx'

/** `findings` of each document. */
export function useMarkers(whole: Documents, findings: readonly (readonly Finding[])[]): readonly Marker[] {
  const text = useText()
  return useMemo(
    () => [
      ...whole.problems.map((problem) => ({ ...problem, severity: 'error' as const })),
      ...whole.documents.flatMap(({ offset, manifest }, index) =>
        (findings[index] ?? []).map((finding) => ({
          ...markedRange(manifest, offset, finding.path),
          message: text(finding.text),
          severity: finding.severity,
          ...(finding.fix !== undefined && {
            fix: { title: text(finding.fix.label), apply: applied(finding.fix, index) },
          }),
        })),
      ),
    ],
    [whole, findings, text],
  )
}

/** Whether a finding already marks the place of a problem, or the document's own problems explain it. */
export function useIsMarked(whole: Documents, findings: readonly (readonly Finding[])[]) {
  return useCallback(
    (offset: number, { about, missing }: Problem): boolean => {
      const index = documentIndexAt(whole, offset)
      const document = whole.documents[index]
      if (document === undefined) return false
      const { manifest, offset: start } = document
      if (about === 'syntax' || manifest.problems.length > 0) return true
      const path = pathAt(manifest, offset - start)
      // What is missing in an item of a list is said at the first field of the item.
      const places =
        missing === undefined
          ? [path]
          : [
              [...path, missing],
              [...path.slice(0, -1), missing],
            ]
      return (findings[index] ?? []).some((finding) => places.some((place) => isSame(place, finding.path)))
    },
    [whole, findings],
  )
}

function isSame(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index])
}

/** The node of a path, or what it should stand in: of several lines the first, which is enough to point there. */
function markedRange(manifest: Manifest, start: number, path: Path): { offset: number; length: number } {
  const { offset, length } = rangeAt(manifest, path)
  const line = /^[^\n]*/.exec(manifest.text.slice(offset, offset + length))?.[0] ?? ''
  return { offset: start + offset, length: line.length }
}

function applied(fix: Fix, index: number) {
  return (text: string): string => {
    try {
      const whole = parseDocuments(text)
      const manifest = whole.documents[index]?.manifest
      return manifest === undefined ? text : withDocument(whole, index, withFix(manifest, fix)).text
    } catch {
      // The text has changed so that the fix no longer fits; there is nothing to offer then.
      return text
    }
  }
}
