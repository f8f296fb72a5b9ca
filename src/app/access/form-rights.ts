/** What forms ask of the user's rights, answered for the cluster of the page. */
import { useMemo } from 'react'
import type { Rights } from '../../kinds/rights.ts'
import { useDiscovery } from '../api/queries.ts'
import { useScope } from '../scope.ts'
import { useNamespaces } from '../shell/projects.ts'
import { useLacks, useMay, wishOf } from './may.ts'
import { isUnlisted } from './unlisted.ts'

/** Who has more to choose from searches; what was not asked about is not refused. */
const askedAtMost = 200
const none: readonly string[] = []

export const formRights: Rights = {
  useLacks: (verb, { group, kind, versions }, namespaces) => {
    const { cluster } = useScope()
    const { data: discovery } = useDiscovery(cluster)
    const type = discovery?.find(group, kind, versions) ?? null
    const { all } = useNamespaces(cluster)
    const wish = type?.namespaced === true ? wishOf(verb, type, null) : null
    const ofCluster = type?.namespaced === false ? wishOf(verb, type, null) : null
    const { reason } = useMay(cluster, ofCluster)
    // What is being typed is mostly no namespace yet, and nothing to ask about.
    const known = new Set(all.map(({ metadata }) => metadata.name))
    const asked = namespaces.filter((each) => known.has(each)).slice(0, askedAtMost)
    const lackAt = useLacks(cluster, wish, asked)
    return ofCluster === null ? lackAt : () => reason
  },
  useUnlistedNamespaces: () => {
    const { state, all } = useNamespaces(useScope().cluster)
    return useMemo(() => (isUnlisted(state) ? all.map(({ metadata }) => metadata.name) : none), [state, all])
  },
}
