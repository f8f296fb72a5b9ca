/** Policies that are typed and not saved yet: the page can judge as if they were. */
import type { KubeObject } from '../../k8s/objects.ts'
import { parseApiVersion } from '../../k8s/resource.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { parseDocuments } from '../../manifest/documents.ts'
import type { KeptDraft } from '../editor/drafts.ts'
import { kindsRead } from './readings.ts'
import { policyKey } from './slim.ts'

export interface Unsaved {
  readonly id: string
  /** What the policies are called, with their kinds. */
  readonly names: readonly string[]
  readonly policies: readonly KubeObject[]
}

const { networkPolicies, admin, baseline, cluster } = kindsRead
const policyKinds = [networkPolicies, admin, baseline, cluster]

function isPolicy(value: unknown): value is KubeObject {
  const { apiVersion, kind, metadata } = asFields(value)
  const { group } = parseApiVersion(asString(apiVersion))
  const isKind = policyKinds.some((each) => each.group === group && each.kind === kind)
  return isKind && asString(asFields(metadata).name) !== ''
}

/** Those of drafts that hold a policy with a name; a document that cannot be read says nothing yet. */
export function unsavedIn(drafts: readonly Pick<KeptDraft, 'id' | 'text'>[]): readonly Unsaved[] {
  return drafts.flatMap(({ id, text }) => {
    const policies = parseDocuments(text)
      .documents.filter(({ manifest }) => manifest.problems.length === 0)
      .map(({ manifest }) => manifest.value)
      .filter(isPolicy)
    const names = policies.map(
      ({ kind, metadata: { namespace, name } }) =>
        `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`,
    )
    return policies.length === 0 ? [] : [{ id, names, policies }]
  })
}

/** What stands there, with these in place of those of their names. */
export function withUnsaved(
  policies: readonly KubeObject[],
  unsaved: readonly KubeObject[],
): readonly KubeObject[] {
  if (unsaved.length === 0) return policies
  const keyOf = ({ kind, metadata }: KubeObject) => policyKey({ kind, ...metadata })
  const replaced = new Set(unsaved.map(keyOf))
  return [...policies.filter((each) => !replaced.has(keyOf(each))), ...unsaved]
}
