/** Requests that need somebody to be signed in: they wait for it, and go on where the same person does so again. */
import { StatusError } from '../../k8s/status.ts'
import { backgroundHeader, csrfHeader, isSafe } from '../../wire.ts'
import { isSomebodyThere } from './activity.ts'

/** What the server wants to know of a request besides what it asks for. */
export function ownHeaders(method: string): Readonly<Record<string, string>> {
  return {
    ...(!isSafe(method) && { [csrfHeader]: '1' }),
    ...(!isSomebodyThere() && { [backgroundHeader]: '1' }),
  }
}

export interface GuardedRequest {
  readonly cluster: string
  /** Somebody waits for what it does; others are the page's own. */
  readonly isWrite: boolean
}

export interface SignInGate {
  /** Resolves once requests may be made; counts how often somebody signed in again. */
  readonly open: () => Promise<number>
  /** Whether to ask again, once that is known. `entry` is what `open` gave. */
  readonly refused: (request: GuardedRequest, error: StatusError, entry: number) => Promise<boolean>
}

let gate: SignInGate | null = null

export function setSignInGate(next: SignInGate | null): void {
  gate = next
}

/** A session that is signed in and refused all the same would go round in circles. */
const attempts = 3

export async function whileSignedIn<T>(request: GuardedRequest, ask: () => Promise<T>): Promise<T> {
  if (gate === null) return ask()
  for (let left = attempts; ; left -= 1) {
    const entry = await gate.open()
    try {
      return await ask()
    } catch (error) {
      if (!isUnauthorized(error) || left === 1 || !(await gate.refused(request, error, entry))) throw error
    }
  }
}

function isUnauthorized(error: unknown): error is StatusError {
  return error instanceof StatusError && error.code === 401
}
