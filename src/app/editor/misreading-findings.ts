/** Says where a value that has to be text was typed so that a YAML reader takes it for something else. */
import { type Path, startsWith } from '../../k8s/fieldpath.ts'
import type { Finding } from '../../manifest/finding.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { type Misreading, misreadings } from '../../manifest/misreading.ts'
import { plainAt } from '../../manifest/plain.ts'

const textMaps: readonly Path[] = [
  ['metadata', 'labels'],
  ['metadata', 'annotations'],
  ['spec', 'selector'],
  ['data'],
]

export function misreadingFindings(manifest: Manifest): readonly Finding[] {
  return misreadings(manifest)
    .filter(({ path, isKey }) => isText(path, isKey))
    .map((misreading) => findingOf(manifest, misreading))
}

/** Whether Kubernetes takes only text at a path: the entries of maps of strings, and values of the environment. */
function isText(path: Path, isKey: boolean): boolean {
  if (textMaps.some((map) => path.length === map.length + 1 && startsWith(path, map))) return true
  const [list, , field] = path.slice(-3)
  if (list === 'env' && field === 'value') return !isKey
  // Labels and selectors also stand deeper, as those of the pods that a workload makes.
  const map = path.at(-2)
  if (map === 'matchLabels') return true
  return path.at(-3) === 'metadata' && (map === 'labels' || map === 'annotations')
}

function findingOf(manifest: Manifest, { path, isKey, range, as }: Misreading): Finding {
  const text = manifest.text.slice(range.offset, range.offset + range.length)
  // What this page reads as a number it also sends as one.
  const isSentWrong = !isKey && typeof plainAt(manifest.value, path) !== 'string'
  const key = isKey ? 'app:misreadKey' : isSentWrong ? 'app:misreadNumber' : 'app:misread'
  return {
    id: 'object/misread',
    severity: isSentWrong ? 'error' : 'info',
    path,
    text: { key, values: { text, as } },
    fix: {
      label: { key: 'app:quoteIt', values: { text } },
      edits: [{ path, quote: isKey ? 'key' : 'value' }],
    },
  }
}
