/** Where a path stands in the YAML text of an object, as its page shows it, and what stands there. */
import { editablePart } from '../../k8s/editable.ts'
import { parseFieldPath } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { readOnce } from '../../k8s/readonce.ts'
import { type Manifest, parseManifest, rangeAt } from '../../manifest/manifest.ts'
import { writeYaml } from '../../manifest/write.ts'

export interface PlaceInText {
  /** From 1. */
  readonly line: number
  readonly text: string
}

/** Longer rules are cut. */
const linesAtMost = 8

export function placeInText(object: KubeObject, path: string): PlaceInText {
  const manifest = manifestOf(object)
  const { text } = manifest
  const steps = parseFieldPath(path)
  const { offset, length } = rangeAt(manifest, steps)
  const begin = startOf(text, text.lastIndexOf('\n', offset - 1) + 1, steps.at(-1))
  const line = text.slice(0, begin).split('\n').length
  const lines = text.slice(begin, offset + length).split('\n')
  const shown = lines.length > linesAtMost ? [...lines.slice(0, linesAtMost), '…'] : lines
  const indent = Math.min(...shown.filter((each) => each !== '…').map((each) => each.search(/\S|$/)))
  return { line, text: shown.map((each) => (each === '…' ? each : each.slice(indent))).join('\n') }
}

/** A map or list begins below its key, whose line is the one to show. */
function startOf(text: string, begin: number, key: string | number | undefined): number {
  const above = text.lastIndexOf('\n', begin - 2) + 1
  return text.slice(above, begin).trim() === `${key}:` ? above : begin
}

const manifestOf = readOnce((object: KubeObject): Manifest => {
  const status = 'status' in object ? { status: object.status } : {}
  return parseManifest(writeYaml({ ...editablePart(object), ...status }))
})
