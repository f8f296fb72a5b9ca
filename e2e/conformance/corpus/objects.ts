/** Every kind's valid objects for good: created, read, printed, listed, changed, deleted. */
import type { JsonMap } from '../../../src/sandbox/types.ts'
import type { Base } from '../bases/base.ts'
import { builtinBases, customBases } from '../bases/index.ts'
import { unique } from '../names.ts'
import { all, at, place } from '../places.ts'
import { del, get, patch, post, put, type Session, type Step } from '../request.ts'

const { namespace, create } = place('objects')
const table = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'

/** Kinds that controllers change at once, and names that only one object may have. */
const left = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'Pod',
  'CustomResourceDefinition',
  'Namespace',
])

/** Kinds whose names are fixed by a rule. */
const fixed = new Set(['BaselineAdminNetworkPolicy', 'Domain', 'ProviderNetwork'])

function life({ plural, cluster, object }: Base): readonly Step[] {
  const { apiVersion, kind } = object
  const collection = cluster ? all(apiVersion, plural) : at(namespace, apiVersion, plural)
  const name = cluster && !fixed.has(kind) ? unique(object.metadata.name) : object.metadata.name
  const body = {
    ...object,
    metadata: { ...object.metadata, name },
    ...(kind === 'Event' ? { involvedObject: { kind: 'Pod', namespace, name: 'a' } } : {}),
  }
  const labelled = (seen: JsonMap, labels: object) => ({
    ...seen,
    metadata: { ...(seen.metadata as JsonMap), labels },
  })
  const inTable = { headers: { accept: table } }
  return [
    post(`${collection}?fieldManager=conformance`, body, { keep: 'made' }),
    post(collection, body),
    get(`${collection}/${name}`),
    get(`${collection}/${name}`, inTable),
    get(`${collection}?fieldSelector=metadata.name%3D${name}`),
    get(`${collection}?fieldSelector=metadata.name%3D${name}`, inTable),
    (seen) => put(`${collection}/${name}`, seen('made'), { keep: 'made' }),
    (seen) => put(`${collection}/${name}`, labelled(seen('made'), { changed: 'yes' })),
    (seen) => put(`${collection}/${name}`, labelled(seen('made'), { changed: 'again' })),
    put(`${collection}/${name}`, body),
    patch('merge', `${collection}/${name}`, { metadata: { annotations: { 'example.com/note': 'x' } } }),
    patch('merge', `${collection}/${name}?fieldValidation=Strict`, { spec: { strange: 1 } }),
    patch('apply', `${collection}/${name}?fieldManager=applier&force=true`, {
      apiVersion,
      kind,
      metadata: { name, labels: { applied: 'yes' } },
    }),
    del(`${collection}/${name}`),
    get(`${collection}/${name}`),
    del(`${collection}/${name}`),
  ]
}

export const objects: readonly Session[] = [
  {
    name: 'objects: a namespace',
    // Of this kind there is one at most, and the real cluster's content has it.
    steps: [
      ...create,
      { settle: del(`${all('policy.networking.k8s.io/v1alpha1', 'baselineadminnetworkpolicies')}/default`) },
    ],
  },
  ...[...builtinBases, ...customBases]
    .filter(({ object }) => !left.has(object.kind))
    .map((base) => ({ name: `objects: ${base.object.metadata.name}`, steps: life(base) })),
]
