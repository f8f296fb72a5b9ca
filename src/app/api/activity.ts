/** Whether somebody is there: a page that is only left open asks for itself, and must not keep a session alive. */

const presentMilliseconds = 60_000
let last = 0

if (typeof window !== 'undefined') {
  last = Date.now()
  for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const) {
    window.addEventListener(event, noted, { capture: true, passive: true })
  }
}

function noted(): void {
  last = Date.now()
}

export function isSomebodyThere(): boolean {
  return Date.now() - last < presentMilliseconds
}
