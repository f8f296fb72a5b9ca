/** What a page does with its main thread, told by the page itself. Runs there before the page's own code. */

/** Times are milliseconds since the epoch. */
export interface Watched {
  /** Tasks of the main thread of 50 ms and more. */
  readonly tasks: { readonly began: number; readonly lasted: number }[]
  /** When each frame began. */
  readonly frames: number[]
  /** When the page heard that something it follows is all there. */
  readonly live: number[]
  /** When what the measurement waits for was drawn first. */
  drawn: number | null
}

declare global {
  interface Window {
    watched: Watched
  }
}

/** `texts` are those that have to stand in the document, or label something in it, once all is drawn. */
export function watchMainThread(texts: readonly string[]): void {
  const watched: Watched = { tasks: [], frames: [], live: [], drawn: null }
  window.watched = watched
  window.WebSocket = class extends WebSocket {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given)
      this.addEventListener('message', ({ data }) => {
        if (String(data).slice(0, 200).includes('"phase":"live"')) watched.live.push(Date.now())
      })
    }
  }
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      watched.tasks.push({ began: performance.timeOrigin + startTime, lasted: duration })
  }).observe({ type: 'longtask', buffered: true })
  const frame = () => {
    watched.frames.push(Date.now())
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  const stands = (text: string) =>
    document.querySelector(`[aria-label*="${text}"]`) !== null ||
    [...document.querySelectorAll('[role=status]')].some((each) => each.textContent?.includes(text))
  const observer = new MutationObserver(() => {
    if (!texts.every(stands)) return
    watched.drawn = Date.now()
    observer.disconnect()
  })
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
}
