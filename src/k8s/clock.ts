/** Time, as what follows a cluster needs it; tests have their own. */

export interface Clock {
  /** Milliseconds since the epoch, for people; it may be set forward and back. */
  now(): number
  /** Milliseconds since whenever, for durations; it only ever goes on. */
  elapsed(): number
  /** Resolves after `milliseconds`, or at once when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
  /** From 0 up to but not 1. */
  random(): number
}

/** The clock of the process. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  random: () => Math.random(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, milliseconds)
      signal.addEventListener('abort', done)
    }),
}
