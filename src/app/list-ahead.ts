/** What the cluster of the address serves, and what its list shows: asked for before anything of it is drawn. */
import { follow, placeShown, queries } from './ahead.ts'
import { discoveryQuery, sessionQuery } from './api/queries.ts'
import { targetsOfType } from './live/targets.ts'
import { kindAt } from './resources/kind-at.ts'

export async function askForList(): Promise<void> {
  const { cluster, segment } = placeShown()
  if (cluster === undefined) return
  // Both have been asked for; whoever is not signed in has asked for nothing else.
  const session = await queries.ensureQueryData(sessionQuery)
  if (session.user === null) return
  const discovery = await queries.ensureQueryData(discoveryQuery(cluster))
  const kind = segment === undefined ? null : kindAt(segment, 'admin', discovery)
  const type = kind === null ? null : discovery.find(kind.group, kind.kind, kind.versions)
  const reach = { cluster, namespaces: null }
  if (type?.verbs.includes('watch')) targetsOfType(type, reach, kind?.fieldSelector).forEach(follow)
}
