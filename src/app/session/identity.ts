/** Whether two session documents are of the same person, seen as the same. */
import type { Session } from '../../wire.ts'

/**
 * By the name, or by whom a cluster sees: with tokens of several clusters the session is called after any of them.
 * That groups change while somebody works is no reason to take their page away.
 */
export function isSamePerson(before: Session, now: Session): boolean {
  if ((before.user === null) !== (now.user === null)) return false
  const seen = before.clusters.flatMap(({ name, user }) => {
    const after = now.clusters.find((each) => each.name === name)?.user ?? ''
    // A cluster that one is not signed in to (any more) knows nobody.
    return user === '' || after === '' ? [] : [user === after]
  })
  return (
    (before.user?.name === now.user?.name || seen.length > 0) &&
    seen.every(Boolean) &&
    before.viewAs?.user === now.viewAs?.user &&
    sameTexts(before.viewAs?.groups ?? [], now.viewAs?.groups ?? [])
  )
}

function sameTexts(before: readonly string[], now: readonly string[]): boolean {
  return JSON.stringify(before.toSorted()) === JSON.stringify(now.toSorted())
}

export interface Persons {
  readonly before: string
  readonly now: string
}

/** How the two are called, by what tells them apart. */
export function personsOf(before: Session, now: Session): Persons {
  const [was, is] = [before.user?.name ?? '', now.user?.name ?? '']
  if (was !== is) return { before: was, now: is }
  if (before.viewAs !== null || now.viewAs !== null) {
    return { before: before.viewAs?.user ?? was, now: now.viewAs?.user ?? is }
  }
  for (const { name, user } of before.clusters) {
    const after = now.clusters.find((each) => each.name === name)?.user ?? ''
    if (user !== '' && after !== '' && user !== after) return { before: user, now: after }
  }
  return { before: was, now: is }
}
