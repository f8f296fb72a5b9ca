/** Long work in pieces, between which the page does what else there is to do. */

/** Less than a frame, so that none is missed. */
const pieceMilliseconds = 6
/** Somebody waits for it, or nobody would see the difference. */
const restMilliseconds = { soon: 2, gently: 30 }

/** Does `work` with each of a list, as it stands at the time; then tells that it is `done`. Gives what ends it. */
export function inPieces<T>(
  list: () => readonly T[],
  work: (item: T) => unknown,
  done: () => void,
  pace: keyof typeof restMilliseconds,
): () => void {
  let at = 0
  let timer = setTimeout(go, 0)
  function go(): void {
    const until = performance.now() + pieceMilliseconds
    const items = list()
    for (; at < items.length && performance.now() < until; at += 1) work(items[at] as T)
    if (at < items.length) timer = setTimeout(go, restMilliseconds[pace])
    else done()
  }
  return () => clearTimeout(timer)
}
