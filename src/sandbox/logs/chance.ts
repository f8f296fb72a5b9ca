/** Numbers that look like chance and are always the same for the same words. */

/** FNV-1a over the words and a number: a whole number below 2^32. */
export function mixed(words: string | number, number: number): number {
  let hash = 0x811c9dc5
  for (const letter of `${words}#${number}`) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  }
  return (hash ^ (hash >>> 15)) >>> 0
}

/** One of a list; `turn` tells apart several choices made of one number. */
export function picked<T>(list: readonly [T, ...T[]], chance: number, turn: number): T {
  return list[mixed(chance, turn) % list.length] ?? list[0]
}
