/** The metadata of every object: names, labels, annotations, owners, finalizers, and what never changes. */
import { asFields, asList, asString, asStringMap, type Fields } from '../../k8s/shape.ts'
import { labelErrors } from './builtin/labels.ts'
import { dns1123Label, labelKey, type TextCheck } from './builtin/text.ts'
import { type FieldError, forbidden, invalid, required, tooLong } from './schema/messages.ts'
import { jsonEqual } from './schema/schema.ts'

/** The most that keys and values of all annotations may take together, in bytes. */
const annotationLimit = 256 * 1024

export function metadataErrors(
  metadata: Fields,
  checkName: TextCheck,
  namespaced: boolean,
): readonly FieldError[] {
  const name = asString(metadata.name)
  const generateName = asString(metadata.generateName)
  return [
    // A prefix may end where a name may not: the random part follows.
    ...(generateName === ''
      ? []
      : checkName(`${generateName.replace(/-$/, '')}`).map((each) =>
          invalid('metadata.generateName', generateName, each),
        )),
    ...(name === ''
      ? [required('metadata.name', 'name or generateName is required')]
      : checkName(name).map((each) => invalid('metadata.name', name, each))),
    ...namespaceErrors(asString(metadata.namespace), namespaced),
    ...commonErrors(metadata),
    ...finalizerErrors(asList(metadata.finalizers).map(asString)),
  ]
}

function namespaceErrors(namespace: string, namespaced: boolean): readonly FieldError[] {
  if (!namespaced) {
    return namespace === '' ? [] : [forbidden('metadata.namespace', 'not allowed on this type')]
  }
  return namespace === ''
    ? [required('metadata.namespace')]
    : dns1123Label(namespace).map((each) => invalid('metadata.namespace', namespace, each))
}

/** What is checked on create and on update alike. */
function commonErrors(metadata: Fields): readonly FieldError[] {
  return [
    ...labelErrors('metadata.labels', asStringMap(metadata.labels)),
    ...annotationErrors(asStringMap(metadata.annotations)),
    ...ownerErrors(asList(metadata.ownerReferences)),
  ]
}

function annotationErrors(annotations: Readonly<Record<string, string>>): readonly FieldError[] {
  const field = 'metadata.annotations'
  const entries = Object.entries(annotations)
  const size = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0)
  return [
    ...entries.flatMap(([key]) => labelKey(key.toLowerCase()).map((each) => invalid(field, key, each))),
    ...(size > annotationLimit ? [tooLong(field, annotationLimit)] : []),
  ]
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}

function ownerErrors(references: readonly unknown[]): readonly FieldError[] {
  const field = 'metadata.ownerReferences'
  const errors: FieldError[] = []
  let controller = ''
  for (const reference of references.map(asFields)) {
    const [apiVersion, kind, name, uid] = [
      reference.apiVersion,
      reference.kind,
      reference.name,
      reference.uid,
    ].map(asString)
    if (apiVersion === '') errors.push(invalid(`${field}.apiVersion`, '', 'version must not be empty'))
    if (kind === '') errors.push(invalid(`${field}.kind`, '', 'must not be empty'))
    if (name === '') errors.push(invalid(`${field}.name`, '', 'must not be empty'))
    if (uid === '') errors.push(invalid(`${field}.uid`, '', 'must not be empty'))
    if (apiVersion === 'v1' && kind === 'Event') {
      errors.push(invalid(field, reference, '/v1, Kind=Event is disallowed from being an owner'))
    }
    if (reference.controller !== true) continue
    const own = `${kind}/${name}`
    if (controller === '') controller = own
    else {
      const detail = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${own}`
      errors.push(invalid(field, references, detail))
    }
  }
  return errors
}

function finalizerErrors(finalizers: readonly string[]): readonly FieldError[] {
  const field = 'metadata.finalizers'
  const both = finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')
  return [
    ...finalizers.flatMap((name) => labelKey(name).map((each) => invalid(field, name, each))),
    ...(both
      ? [invalid(field, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set')]
      : []),
  ]
}

const standardFinalizers = ['orphan', 'foregroundDeletion', 'kubernetes']

/** Objects of Kubernetes itself take its own finalizers, or ones that say whose they are. */
export function standardFinalizerErrors(metadata: Fields): readonly FieldError[] {
  return asList(metadata.finalizers)
    .map(asString)
    .flatMap((name, at) =>
      name.includes('/') || standardFinalizers.includes(name)
        ? []
        : [
            invalid(
              `metadata.finalizers[${at}]`,
              name,
              'name is neither a standard finalizer name nor is it fully qualified',
            ),
          ],
    )
}

const immutable = [
  'name',
  'namespace',
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
]

/** The server looks at the metadata of an update twice, and names what is wrong as often. */
export function metadataUpdateErrors(metadata: Fields, old: Fields): readonly FieldError[] {
  const errors = changeErrors(metadata, old)
  return [...errors, ...errors]
}

function changeErrors(metadata: Fields, old: Fields): readonly FieldError[] {
  const before = asList(old.finalizers)
  const added = asList(metadata.finalizers)
    .map(asString)
    .filter((each) => !before.includes(each))
  const late = old.deletionTimestamp !== undefined && added.length > 0
  const listed = added
    .sort()
    .map((each) => JSON.stringify(each))
    .join(', ')
  return [
    ...(late
      ? [
          forbidden(
            'metadata.finalizers',
            `no new finalizers can be added if the object is being deleted, found new finalizers []string{${listed}}`,
          ),
        ]
      : []),
    ...immutable
      .filter((name) => !jsonEqual(metadata[name], old[name]))
      .map((name) => invalid(`metadata.${name}`, metadata[name] ?? null, 'field is immutable')),
    ...commonErrors(metadata),
  ]
}

/** Finalizers of custom resources may be spelled in ways the server would rather not see. */
export function finalizerWarnings(metadata: Fields, old: Fields | null): readonly string[] {
  const before = asList(old?.finalizers)
  const added = asList(metadata.finalizers)
    .map(asString)
    .filter((each) => !before.includes(each))
  return added.sort().flatMap((name) => {
    const field = `metadata.finalizers: ${JSON.stringify(name)}`
    const wrong = labelKey(name).map((each) => `${field}: ${each}`)
    if (name.includes('/') || standardFinalizers.includes(name)) return wrong
    const path = name.includes('.') ? ' including a path (/)' : ''
    return [
      ...wrong,
      `${field}: prefer a domain-qualified finalizer name${path} to avoid accidental conflicts with other finalizer writers`,
    ]
  })
}
