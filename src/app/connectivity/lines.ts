/** Where a path stands in the YAML text of an object, as its page shows it, and what stands there. */
import { editablePart } from '../../k8s/editable.ts'
import { parseFieldPath } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { type Manifest, parseManifest, rangeAt } from '../../manifest/manifest.ts'
import { writeYaml } from '../../manifest/write.ts'

export interface PlaceInText {
  /** From 1. */
  readonly line: number
  readonly text: string
}

/** Longer rules are cut. */
const linesAtMost = 8

const manifests = new WeakMap<KubeObject, Manifest>()

export function placeInText(object: KubeObject, path: string): PlaceInText {
  const manifest = manifestOf(object)
  const { text } = manifest
  const { offset, length } = rangeAt(manifest, parseFieldPath(path))
  const line = text.slice(0, offset).split('\n').length
  const begin = text.lastIndexOf('\n', offset - 1) + 1
  const lines = text.slice(begin, offset + length).split('\n')
  const shown = lines.length > linesAtMost ? [...lines.slice(0, linesAtMost), '…'] : lines
  const indent = Math.min(...shown.filter((each) => each !== '…').map((each) => each.search(/\S|$/)))
  return { line, text: shown.map((each) => (each === '…' ? each : each.slice(indent))).join('\n') }
}

function manifestOf(object: KubeObject): Manifest {
  const known = manifests.get(object)
  if (known !== undefined) return known
  const status = 'status' in object ? { status: object.status } : {}
  const made = parseManifest(writeYaml({ ...editablePart(object), ...status }))
  manifests.set(object, made)
  return made
}
