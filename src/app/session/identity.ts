/** Whether two session documents are of the same person, seen as the same. */
import type { Session } from '../../wire.ts'

/** How often groups change while somebody works is no reason to take their page away. */
export function isSamePerson(before: Session, now: Session): boolean {
  return (
    before.user?.name === now.user?.name &&
    before.viewAs?.user === now.viewAs?.user &&
    sameTexts(before.viewAs?.groups ?? [], now.viewAs?.groups ?? []) &&
    before.clusters.every(({ name, user }) => {
      const after = now.clusters.find((each) => each.name === name)?.user ?? ''
      // A cluster that one is not signed in to (any more) knows nobody.
      return user === '' || after === '' || user === after
    })
  )
}

function sameTexts(before: readonly string[], now: readonly string[]): boolean {
  return JSON.stringify(before.toSorted()) === JSON.stringify(now.toSorted())
}
