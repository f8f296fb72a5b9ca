/** Has the session renewed because the server says that it is due. */
import { backgroundHeader } from '../../wire.ts'

const timeoutMilliseconds = 15_000

/**
 * The answer brings the cookie. All tabs are told at once, by any replica: one after the other asks, and those behind
 * the first come with the new cookie. Many a provider ends everything where it sees a refresh token twice.
 */
export function renewSession(): void {
  const ask = async () => {
    const init = { headers: { [backgroundHeader]: '1' }, signal: AbortSignal.timeout(timeoutMilliseconds) }
    await fetch('/session', init).catch(() => undefined)
  }
  // Browsers have locks for secure origins only.
  const locks: LockManager | undefined = globalThis.navigator?.locks
  void (locks === undefined ? ask() : locks.request('portolan-renewal', ask))
}
