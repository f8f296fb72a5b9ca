/** Objects that somebody deleted on this page: their rows leave a list at once, also from under the pointer. */

const removed = new Set<string>()

export function expectRemoval(uid: string | undefined): void {
  if (uid !== undefined) removed.add(uid)
}

export const isRemovedHere = (uid: string): boolean => removed.has(uid)
