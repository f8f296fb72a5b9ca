/** What is wrong, or will not work, with a Community. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import type { Check } from '../kind.ts'
import { communities } from '../related.ts'
import { namespaceCheck } from './check-namespace.ts'
import { nameFindings } from './check-pool.ts'
import { aliasesOf, aliasesPath, isAlias, isCommunity } from './community.ts'
import { finding, missing } from './finding.ts'

const name: Check = (object) => nameFindings(asString(asFields(asFields(object).metadata).name))

const rows: Check = (object) => {
  const listed = asFields(asFields(object).spec).communities
  if (listed !== undefined && listed !== null && !Array.isArray(listed)) return []
  if (asList(listed).length === 0) return [missing('aliases-missing', aliasesPath)]
  return aliasesOf(object).flatMap((alias, index): readonly Finding[] => {
    const at = (field: string) => [...aliasesPath, index, field]
    return [
      ...(alias.name === ''
        ? [missing('alias-missing', at('name'))]
        : isAlias(alias.name)
          ? []
          : [finding('error', 'alias-name', at('name'))]),
      ...(alias.value === ''
        ? [missing('alias-value-missing', at('value'))]
        : isCommunity(alias.value)
          ? []
          : [finding('error', 'alias-value', at('value'))]),
    ]
  })
}

/** MetalLB takes no configuration in which a name stands for two communities. */
const twice: Check = (object, world) => {
  const { name: own } = asFields(asFields(object).metadata)
  const others = world
    .list<KubeObject>(communities)
    .filter(({ metadata }) => metadata.name !== own)
    .flatMap((each) => aliasesOf(each).map((alias) => ({ alias: alias.name, source: each.metadata.name })))
  const all = aliasesOf(object)
  return all.flatMap((alias, index) => {
    if (alias.name === '') return []
    const path = [...aliasesPath, index, 'name']
    if (all.slice(0, index).some((each) => each.name === alias.name))
      return [finding('error', 'alias-twice', path, { name: alias.name })]
    const other = others.find((each) => each.alias === alias.name)
    if (other === undefined) return []
    return [finding('error', 'alias-elsewhere', path, { name: alias.name, other: other.source })]
  })
}

export const communityChecks: readonly Check[] = [name, rows, twice, namespaceCheck]
