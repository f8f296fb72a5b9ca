/** Fields that the API server fills in, taken out of what `kubectl get -o yaml` printed. */

import type { Path } from '../k8s/fieldpath.ts'
import { editsInWhole, parseDocuments } from './documents.ts'
import { ManifestEditError } from './errors.ts'
import { itemsOf } from './expandlists.ts'
import { editAt, type Manifest } from './manifest.ts'
import { entryAt, isEmpty, isPlainMap, plainAt, withValueAt } from './plain.ts'
import type { Mending } from './repairtext.ts'

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'
const METADATA = ['managedFields', 'uid', 'resourceVersion', 'creationTimestamp', 'generation', 'selfLink']
const SERVER_FIELDS = new RegExp(`\\b(?:${METADATA.join('|')}|last-applied-configuration|status)\\b`)

/** Bookkeeping and status, which no one means to apply. */
export function serverFields(text: string): Mending {
  return SERVER_FIELDS.test(text) ? without(text, bookkeeping) : { edits: [], count: 0 }
}

/** Addresses that the server chose for a Service; to be kept where the Service is to keep its address. */
export function serverAssigned(text: string): Mending {
  return /\bclusterIPs?\b/.test(text) ? without(text, clusterIps) : { edits: [], count: 0 }
}

function bookkeeping(object: unknown): readonly Path[] {
  const metadata = entryAt(object, 'metadata')
  const annotations = entryAt(metadata, 'annotations')
  const paths: Path[] = METADATA.filter((key) => entryAt(metadata, key) !== undefined).map((key) => [
    'metadata',
    key,
  ])
  if (entryAt(annotations, LAST_APPLIED) !== undefined) {
    const isOnly = isPlainMap(annotations) && Object.keys(annotations).length === 1
    paths.push(isOnly ? ['metadata', 'annotations'] : ['metadata', 'annotations', LAST_APPLIED])
  }
  return entryAt(object, 'status') === undefined ? paths : [...paths, ['status']]
}

function clusterIps(object: unknown): readonly Path[] {
  if (entryAt(object, 'kind') !== 'Service' || plainAt(object, ['spec', 'clusterIP']) === 'None') return []
  return ['clusterIP', 'clusterIPs']
    .filter((key) => !isEmpty(plainAt(object, ['spec', key])))
    .map((key) => ['spec', key])
}

/** The text without these fields of its objects, which may stand in documents and in the items of lists. */
function without(text: string, fields: (object: unknown) => readonly Path[]): Mending {
  const whole = parseDocuments(text)
  const found = whole.documents.map(({ manifest }, index) => {
    const paths = fieldsOf(manifest, fields)
    if (paths.length === 0) return { edits: [], count: 0 }
    const cleaned = paths.reduce((value, path) => withValueAt(value, path, undefined), manifest.value)
    try {
      const edits = editAt(manifest, [], cleaned, { sharing: 'detach' })
      return { edits: editsInWhole(whole, index, edits), count: paths.length }
    } catch (error) {
      if (error instanceof ManifestEditError) return { edits: [], count: 0 }
      throw error
    }
  })
  return {
    edits: found.flatMap(({ edits }) => edits),
    count: found.reduce((total, { count }) => total + count, 0),
  }
}

function fieldsOf(manifest: Manifest, fields: (object: unknown) => readonly Path[]): readonly Path[] {
  const items = itemsOf(manifest)
  if (items !== null)
    return items.flatMap((item, index) => fields(item).map((path) => ['items', index, ...path]))
  const { value } = manifest
  const isObject = typeof entryAt(value, 'kind') === 'string' && isPlainMap(entryAt(value, 'metadata'))
  return isObject ? fields(value) : []
}
