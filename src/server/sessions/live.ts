/** The watch sockets of each session: they end with it, and take over what renews it. */
import type { Identity } from '../identity.ts'

/** How long a session, as far as is known, proves who it is. In milliseconds since the epoch. */
export interface Standing {
  readonly session: string
  readonly identity: Identity
  /** When it ends if nothing more is heard of it. */
  readonly ends: number
  /** When its proof ends, and from when on a request has it replaced by another; `Infinity` for neither. */
  readonly proofEnds: number
  readonly renewFrom: number
}

/** 4401: sign in again. 4402: connect again, with the cookies of now. */
export type EndCode = 4401 | 4402

export interface LiveSocket {
  close(code: EndCode, reason: string): void
  /** A request with the session's cookie is needed to have its proof renewed. */
  askForRenewal(): void
}

/** Timers do not run longer. */
const longestTimerMs = 2 ** 31 - 1

interface Bound {
  readonly socket: LiveSocket
  standing: Standing
  timer: NodeJS.Timeout | null
  /** The proof for whose renewal the page was asked. */
  asked: number
}

export class LiveSessions {
  readonly #bound = new Map<string, Set<Bound>>()

  /** The identity to watch with: it stays the same to every cluster, with the proof of now. */
  bind(standing: Standing, socket: LiveSocket): { readonly identity: Identity; unbind(): void } {
    const bound: Bound = { socket, standing, timer: null, asked: 0 }
    const { session, identity } = standing
    const others = this.#bound.get(session) ?? new Set()
    this.#bound.set(session, others.add(bound))
    this.#wind(bound)
    return {
      identity: { ...identity, prove: (cluster) => bound.standing.identity.prove(cluster) },
      unbind: () => this.#unbind(bound),
    }
  }

  /** A request told how the session stands now. */
  renewed(standing: Standing): void {
    for (const bound of [...(this.#bound.get(standing.session) ?? [])]) {
      if (bound.standing.identity.key !== standing.identity.key) {
        this.#close(bound, 4402, 'the session is another person to clusters now')
      } else if (standing.proofEnds >= bound.standing.proofEnds) {
        bound.standing = standing
        this.#wind(bound)
      }
    }
  }

  /** Closes the sockets of a session. Gives the keys of those who watched through them. */
  close(session: string, code: EndCode, reason: string): ReadonlySet<string> {
    const bounds = [...(this.#bound.get(session) ?? [])]
    for (const bound of bounds) this.#close(bound, code, reason)
    return new Set(bounds.map(({ standing }) => standing.identity.key))
  }

  #wind(bound: Bound): void {
    if (bound.timer !== null) clearTimeout(bound.timer)
    const { ends, proofEnds, renewFrom } = bound.standing
    const asks = bound.asked === proofEnds ? Number.POSITIVE_INFINITY : renewFrom
    const next = Math.min(ends, proofEnds, asks) - Date.now()
    if (next > longestTimerMs) return
    bound.timer = setTimeout(() => this.#due(bound), Math.max(0, next))
    bound.timer.unref()
  }

  #due(bound: Bound): void {
    const { ends, proofEnds, renewFrom } = bound.standing
    const now = Date.now()
    if (now >= ends) this.#close(bound, 4401, 'the session has ended')
    else if (now >= proofEnds) this.#close(bound, 4402, 'the proof of the session has ended')
    else {
      if (now >= renewFrom && bound.asked !== proofEnds) {
        bound.asked = proofEnds
        bound.socket.askForRenewal()
      }
      this.#wind(bound)
    }
  }

  #close(bound: Bound, code: EndCode, reason: string): void {
    this.#unbind(bound)
    bound.socket.close(code, reason)
  }

  #unbind(bound: Bound): void {
    if (bound.timer !== null) clearTimeout(bound.timer)
    const others = this.#bound.get(bound.standing.session)
    others?.delete(bound)
    if (others?.size === 0) this.#bound.delete(bound.standing.session)
  }
}
