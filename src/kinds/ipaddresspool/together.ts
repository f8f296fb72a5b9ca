/** Changes of a text that holds a pool and what announces it. */
import { asFields, asList } from '../../k8s/shape.ts'
import { type Documents, joinTexts, parseDocuments, withDocument } from '../../manifest/documents.ts'
import { type Manifest, readAt, removeAt, setAt } from '../../manifest/manifest.ts'
import { writeYaml } from '../../manifest/write.ts'
import type { PoolType } from '../metallb/advertisement.ts'
import { poolsPath } from '../metallb/advertisement.ts'
import { poolOf } from '../metallb/pool.ts'
import { advertisementTemplate, goesWith, kindOfType } from './template.ts'

/** The pool that the form is about: the first of the text. */
const poolIn = ({ documents }: Documents) =>
  documents.findIndex(({ manifest }) => asFields(manifest.value).kind === 'IPAddressPool')

/** Both are called so, and the advertisement is for the pool of that name. */
export function renamed(whole: Documents, name: string): Documents {
  const index = poolIn(whole)
  const pool = whole.documents[index]?.manifest
  if (pool === undefined) return whole
  const namePath = ['metadata', 'name']
  const before = poolOf(pool.value).name
  return whole.documents.reduce((current, { manifest }, at) => {
    if (at === index) return withDocument(current, at, setAt(manifest, namePath, name))
    if (!goesWith(pool.value, manifest.value)) return current
    const place = asList(readAt(manifest, poolsPath)).indexOf(before)
    return withDocument(current, at, setAt(setAt(manifest, namePath, name), [...poolsPath, place], name))
  }, whole)
}

/** What an advertisement of the other type does not know. */
const ownFields = {
  L2: ['interfaces', 'preferredNodeSelectors'],
  BGP: [
    ...['peers', 'aggregationLength', 'aggregationLengthV6', 'localPref', 'communities'],
    'asPathPrepend',
  ],
} as const

export function ofType(manifest: Manifest, type: PoolType): Manifest {
  const other = type === 'L2' ? 'BGP' : 'L2'
  const paths = ownFields[other].map((field) => ['spec', field])
  return paths.reduce(
    (current, path) => (readAt(current, path) === undefined ? current : removeAt(current, path)),
    setAt(manifest, ['kind'], kindOfType[type]),
  )
}

export function announced(whole: Documents, type: PoolType): Documents {
  const pool = poolOf(whole.documents[poolIn(whole)]?.manifest.value)
  const text = writeYaml(advertisementTemplate(type, pool.namespace, pool.name))
  const others = whole.documents.map(({ manifest }) => manifest)
  return parseDocuments(joinTexts(whole.text, text), others)
}
