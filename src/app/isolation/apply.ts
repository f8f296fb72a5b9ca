/** Writes one change of a plan as it was reviewed; what is not ours, or became another meanwhile, stays as it is. */

import type { KubeObject } from '../../k8s/objects.ts'
import type { ServedType } from '../../k8s/resource.ts'
import { StatusError } from '../../k8s/status.ts'
import { isolatedProject } from '../../kinds/isolation.ts'
import {
  createObject,
  deleteObject,
  getObject,
  type ObjectAddress,
  replaceObject,
  type WriteOptions,
} from '../api/objects.ts'
import { accessNote, hasSpec } from './generated-policy.ts'
import type { Change } from './plan.ts'

export interface Applying {
  readonly cluster: string
  readonly type: ServedType
  readonly labelDomain: string
  /** Says that the policy is not the one that was reviewed any more. */
  readonly otherwise: string
}

const isStatus = (error: unknown, code: number) => error instanceof StatusError && error.code === code

/** Done again after it got through, it does nothing. */
export async function applyChange(change: Change, to: Applying, options: WriteOptions = {}): Promise<void> {
  switch (change.action) {
    case 'create':
      return create(change, to, options)
    case 'update':
      return whileConflicts(() => update(change, to, options))
    case 'delete':
      return whileConflicts(() => remove(change, to))
  }
}

/** How often a policy that others write at the same time is read anew. */
const attempts = 4

/** Each try reads the policy, and goes on only if it still is the one that was reviewed. */
async function whileConflicts(write: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write()
    } catch (error) {
      if (!isStatus(error, 409) || attempt === attempts) throw error
    }
  }
}

type Of<Action extends Change['action']> = Extract<Change, { action: Action }>

async function create({ after }: Of<'create'>, to: Applying, options: WriteOptions): Promise<void> {
  try {
    await createObject(to.cluster, to.type, after, options)
  } catch (error) {
    if (!isStatus(error, 409)) throw error
    const standing = (await getObject(addressOf(after, to))).body
    if (!isAlike(standing, after, to)) throw error
  }
}

async function update({ before, after }: Of<'update'>, to: Applying, options: WriteOptions): Promise<void> {
  const address = addressOf(before, to)
  // What is watched lacks annotations that are no use to a list; the object itself has them.
  const standing = (await getObject(address)).body
  if (isAlike(standing, after, to)) return
  if (standing.metadata.uid !== before.metadata.uid || !isAlike(standing, before, to))
    throw new Error(to.otherwise)
  const { labels, annotations } = after.metadata
  const metadata = {
    ...standing.metadata,
    labels: { ...standing.metadata.labels, ...labels },
    annotations: { ...standing.metadata.annotations, ...annotations },
  }
  await replaceObject(address, { ...standing, metadata, spec: after.spec }, options)
}

async function remove({ before }: Of<'delete'>, to: Applying): Promise<void> {
  const address = addressOf(before, to)
  try {
    const standing = (await getObject(address)).body
    const { uid, resourceVersion } = standing.metadata
    // What somebody made his own meanwhile is to stay.
    const isOurs = isolatedProject(standing, to.labelDomain) !== null
    if (!isOurs || uid !== before.metadata.uid) throw new Error(to.otherwise)
    await deleteObject(address, uid, resourceVersion)
  } catch (error) {
    if (!isStatus(error, 404)) throw error
  }
}

/** Whether all that we look after is the same. */
function isAlike(one: KubeObject, other: KubeObject, { labelDomain }: Applying): boolean {
  return (
    isolatedProject(one, labelDomain) === isolatedProject(other, labelDomain) &&
    accessNote(one, labelDomain) === accessNote(other, labelDomain) &&
    hasSpec(one, 'spec' in other ? other.spec : undefined)
  )
}

function addressOf({ metadata }: KubeObject, { cluster, type }: Applying): ObjectAddress {
  return { cluster, type, namespace: metadata.namespace, name: metadata.name }
}
