/** Whose drafts they are: what is typed in a cluster, as a user of it. */
import type { Session } from '../../wire.ts'

/** What the places of all their drafts begin with; a `/` and more follows. */
export function draftsOf({ clusters, viewAs }: Session, cluster: string): string {
  const user = viewAs?.user ?? clusters.find(({ name }) => name === cluster)?.user ?? ''
  return [cluster, user].map(encodeURIComponent).join('/')
}
