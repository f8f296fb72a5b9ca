/** The problems and findings of a manifest, as the editor marks them. */
import { useCallback, useMemo } from 'react'
import type { Path } from '../../k8s/fieldpath.ts'
import type { Finding, Fix } from '../../manifest/finding.ts'
import { withFix } from '../../manifest/fix.ts'
import { isInDocument, type Manifest, parseManifest, pathAt, rangeAt } from '../../manifest/manifest.ts'
import { useText } from '../text.ts'
import type { Problem } from './diagnostics.ts'
import type { Marker } from './yaml-editor.tsx'

export function useMarkers(manifest: Manifest, findings: readonly Finding[]): readonly Marker[] {
  const text = useText()
  return useMemo(
    () => [
      ...manifest.problems.map((problem) => ({ ...problem, severity: 'error' as const })),
      ...findings.map((finding) => ({
        ...markedRange(manifest, finding.path),
        message: text(finding.text),
        severity: finding.severity,
        ...(finding.fix !== undefined && {
          fix: { title: text(finding.fix.label), apply: applied(finding.fix) },
        }),
      })),
    ],
    [manifest, findings, text],
  )
}

/** Whether a finding already marks the place of a problem, or the manifest's own problems explain it. */
export function useIsMarked(manifest: Manifest, findings: readonly Finding[]) {
  return useCallback(
    (offset: number, { about, missing }: Problem): boolean => {
      if (!isInDocument(manifest, offset)) return false
      if (about === 'syntax' || manifest.problems.length > 0) return true
      const path = pathAt(manifest, offset)
      // What is missing in an item of a list is said at the first field of the item.
      const places =
        missing === undefined
          ? [path]
          : [
              [...path, missing],
              [...path.slice(0, -1), missing],
            ]
      return findings.some((finding) => places.some((place) => isSame(place, finding.path)))
    },
    [manifest, findings],
  )
}

function isSame(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index])
}

/** The node of a path; where it is missing, only the first line of what it should stand in. */
function markedRange(manifest: Manifest, path: Path): { offset: number; length: number } {
  const { offset, length, exact } = rangeAt(manifest, path)
  if (exact) return { offset, length }
  const line = /^[^\n]*/.exec(manifest.text.slice(offset, offset + length))?.[0] ?? ''
  return { offset, length: line.length }
}

function applied(fix: Fix) {
  return (text: string): string => {
    try {
      return withFix(parseManifest(text), fix).text
    } catch {
      // The text has changed so that the fix no longer fits; there is nothing to offer then.
      return text
    }
  }
}
