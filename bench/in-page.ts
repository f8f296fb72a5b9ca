/** What runs inside the measured page. Each function is sent there as text, so it refers to nothing outside. */

/** What is kept in the page while it is measured. Times are milliseconds since the epoch. */
export interface Notes {
  firstRow: number | null
  /** The list says how many objects it has, and that is as many as expected. */
  complete: number | null
  /** The first row shows what comes from other objects too. */
  joined: number | null
  /** When each probe was first seen, by its number. */
  readonly probes: Map<number, number>
  /** Milliseconds between frames while they are recorded, else `null`. */
  frames: number[] | null
}

declare global {
  interface Window {
    benchNotes: Notes
  }
}

/** Begins before the page's own code does. */
export function watchPage({ expected, joins }: { expected: number; joins: boolean }): void {
  const notes: Notes = { firstRow: null, complete: null, joined: null, probes: new Map(), frames: null }
  window.benchNotes = notes
  const note = () => {
    const row = document.querySelector('[data-row]')
    if (row === null) return
    notes.firstRow ??= Date.now()
    if (notes.joined === null && (!joins || /\d\/\d/.test(row.textContent ?? ''))) notes.joined = Date.now()
    const counts = [...document.querySelectorAll('[aria-live="polite"]')]
    const isComplete = counts.some((each) => each.textContent?.replace(/\D/g, '') === String(expected))
    if (notes.complete === null && isComplete) notes.complete = Date.now()
  }
  const noteProbe = (text: string) => {
    const sequence = Number(/\bw(\d+)\b/.exec(text)?.[1] ?? 0)
    if (sequence > 0 && !notes.probes.has(sequence)) notes.probes.set(sequence, Date.now())
  }
  new MutationObserver((mutations) => {
    if (notes.complete === null || notes.joined === null) {
      note()
      return
    }
    for (const { type, target, addedNodes } of mutations) {
      if (type === 'characterData') noteProbe(target.textContent ?? '')
      else for (const node of addedNodes) noteProbe(node.textContent ?? '')
    }
  }).observe(document, { subtree: true, childList: true, characterData: true })
}

export function recordFrames(): void {
  const frames: number[] = []
  window.benchNotes.frames = frames
  let last = performance.now()
  const next = (now: number) => {
    if (window.benchNotes.frames !== frames) return
    frames.push(now - last)
    last = now
    requestAnimationFrame(next)
  }
  requestAnimationFrame((now) => {
    last = now
    requestAnimationFrame(next)
  })
}

export function takeFrames(): readonly number[] {
  const { frames } = window.benchNotes
  window.benchNotes.frames = null
  return frames ?? []
}

export function takeProbes(): readonly (readonly [number, number])[] {
  const seen = [...window.benchNotes.probes]
  window.benchNotes.probes.clear()
  return seen
}

/** When the last of the page's code that the list needed was there. */
export function codeThere(): number {
  const { firstRow } = window.benchNotes
  const ends = performance
    .getEntriesByType('resource')
    .filter(({ name }) => /\.js(\?|$)/.test(name))
    .map((entry) => performance.timeOrigin + (entry as PerformanceResourceTiming).responseEnd)
    .filter((end) => firstRow === null || end <= firstRow)
  return Math.max(performance.timeOrigin, ...ends)
}

/** The part of the page that scrolls the rows, in its middle. */
export function scrollerCentre(): { readonly x: number; readonly y: number; readonly left: number } {
  let element = document.querySelector('[data-row]')
  while (element !== null && element.scrollHeight <= element.clientHeight + 1) element = element.parentElement
  const { x = 0, y = 0, width = 0, height = 0 } = element?.getBoundingClientRect() ?? {}
  const left = (element?.scrollHeight ?? 0) - (element?.clientHeight ?? 0)
  return { x: x + width / 2, y: y + height / 2, left }
}

export type RowTexts = readonly (readonly [header: string, text: string])[]

/** Scrolls from top to bottom and reads each cell of each row, as it stands there, under its header. */
export async function readRows(): Promise<readonly RowTexts[]> {
  let scroller = document.querySelector('[data-row]')
  while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight + 1)
    scroller = scroller.parentElement
  if (scroller === null) return []
  const cells = 'th, td, [role="cell"], [role="gridcell"], [role="rowheader"]'
  const textsOf = (list: Iterable<Element>) =>
    [...list].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim())
  const headers = textsOf(document.querySelectorAll('thead th, thead td, [role="columnheader"]'))
  const rows = new Map<string, RowTexts>()
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const rowHeight = 36
  scroller.scrollTop = 0
  for (;;) {
    await frame()
    await frame()
    for (const row of document.querySelectorAll('[data-row]')) {
      const texts = textsOf(row.querySelectorAll(cells))
      rows.set(
        row.getAttribute('aria-rowindex') ?? '',
        headers.map((header, at) => [header, texts[at] ?? '']),
      )
    }
    if (scroller.scrollTop >= scroller.scrollHeight - scroller.clientHeight - 1) break
    // To where the last row ends that is in the document, seen or not.
    const bottom = [...document.querySelectorAll('[data-row]')].at(-1)?.getBoundingClientRect().bottom ?? 0
    const step = bottom - scroller.getBoundingClientRect().top - 2 * rowHeight
    scroller.scrollTop += Math.max(rowHeight, step)
  }
  scroller.scrollTop = 0
  return [...rows.values()]
}
