/** Keeps the page while somebody has to sign in again, and sees to it that nobody goes on with another's page. */
import type { StatusError } from '../../k8s/status.ts'
import type { Session } from '../../wire.ts'
import type { GuardedRequest, SignInGate } from '../api/sign-in.ts'
import { isSamePerson } from './identity.ts'

export type KeeperState =
  /** Somebody is signed in, or the page to sign in stands there instead of any other. */
  | { readonly phase: 'settled' }
  /** `cluster` refuses the credential; null: the whole session is over. `isPutOff`: somebody wants to look first. */
  | { readonly phase: 'needed'; readonly cluster: string | null; readonly isPutOff: boolean }
  /** Somebody else is signed in now, or it is seen as somebody else, than the page was made for. */
  | { readonly phase: 'other'; readonly session: Session }
  /** The page is being left. */
  | { readonly phase: 'leaving' }

/** What the tabs of a browser tell each other. */
export type SessionNews =
  /** A page opened and somebody was signed in. */
  'opened' | 'signed-in' | 'signed-out' | 'view-as'

/** The page around the keeper. */
export interface KeeperWorld {
  /** The session that the page was made for; undefined before there is one. */
  readonly shown: () => Session | undefined
  /** The session as it is now. */
  readonly read: () => Promise<Session>
  /** Shows a session of the same person. */
  readonly adopt: (session: Session) => void
  /** The session is over: nothing is followed any more, and what nobody looks at is forgotten. */
  readonly ended: () => void
  /** The same person is signed in again: everything is asked for anew. */
  readonly renewed: () => void
  /** Leaves nothing of this page, and begins at the same address. */
  readonly startOver: () => void
  readonly hasUnsaved: () => boolean
  readonly tell: (news: SessionNews) => void
}

export class SessionKeeper implements SignInGate {
  readonly #world: KeeperWorld
  readonly #observers = new Set<() => void>()
  #state: KeeperState = { phase: 'settled' }
  #renewals = 0
  /** Requests that were refused and wait; told whether to ask again. */
  #refused: ((again: boolean) => void)[] = []
  #looking: Promise<Session | null> | null = null

  constructor(world: KeeperWorld) {
    this.#world = world
  }

  readonly observe = (observer: () => void): (() => void) => {
    this.#observers.add(observer)
    return () => void this.#observers.delete(observer)
  }

  readonly state = (): KeeperState => this.#state

  /** As somebody else nothing more is asked for a page that was made for another. */
  readonly open = async (): Promise<number> => {
    while (this.#state.phase === 'other' || this.#state.phase === 'leaving') await this.#change()
    return this.#renewals
  }

  readonly refused = async (
    { cluster, isWrite }: GuardedRequest,
    error: StatusError,
    entry: number,
  ): Promise<boolean> => {
    if (!this.#isForSignIn(error)) return false
    // It was on its way while somebody signed in.
    if (entry !== this.#renewals) return true
    // What the page asks for by itself does not bring the question back.
    if (!isWrite && this.#isPutOffFor(cluster)) return false
    const again = new Promise<boolean>((resolve) => this.#refused.push(resolve))
    if (error.reason !== 'SignInRequired') this.#need(cluster)
    else if (this.#lacksToken(cluster)) {
      // The session may be over as well.
      await this.#look('same')
      this.#need(cluster)
    } else {
      // Another tab may have signed in meanwhile; where the server does not say, nobody has.
      const session = await this.#look('renewed')
      if (session === null || session.user === null) this.#need(null)
    }
    return again
  }

  readonly connectionRefused = (): void => {
    if (this.#state.phase === 'settled') void this.#look('renewed')
  }

  readonly clusterRefused = (cluster: string): void => {
    if (this.#state.phase === 'settled' && this.#takesTokens()) this.#need(cluster)
  }

  /** Somebody looks at the page again: another tab, or another window, may have signed in meanwhile. */
  readonly lookAgain = (): void => {
    const { phase } = this.#state
    const isSignedOut = this.#world.shown()?.user === null
    if (phase === 'other' || this.#isOver() || (phase === 'settled' && isSignedOut))
      void this.#look('renewed')
  }

  /** The time has come at which the session ends by its own clock. */
  readonly expired = (): void => {
    if (this.#state.phase === 'settled') void this.#look('same')
  }

  /** Somebody has just signed in here: whether the browser kept that. Rejects where the session cannot be read. */
  readonly signedIn = async (): Promise<boolean> => {
    const session = await this.#world.read()
    if (session.user === null) return false
    this.#world.tell('signed-in')
    this.#judge(session, 'renewed', true)
    return true
  }

  /** A page opened, and somebody is signed in: by another window, perhaps, for which others wait. */
  readonly opened = (): void => this.#world.tell('opened')

  /** For a window that was opened to sign in and has no page of its own. */
  readonly tellSignedIn = (): void => this.#world.tell('signed-in')

  readonly heard = (news: SessionNews): void => {
    const isOut = news === 'signed-out' && this.#state.phase !== 'leaving'
    if (news === 'opened') this.lookAgain()
    else if (isOut && this.#world.shown()?.user != null && !this.#world.hasUnsaved()) this.#startOver()
    else void this.#look(news === 'signed-in' ? 'renewed' : 'same')
  }

  /** One has begun, changed or ended to look at the console as somebody else. */
  readonly viewChanged = async (): Promise<void> => {
    this.#world.tell('view-as')
    const session = await this.#world.read()
    const shown = this.#world.shown()
    if (shown !== undefined && !isSamePerson(shown, session)) this.#startOver()
    else this.#judge(session, 'same', false)
  }

  /** One wants to read on, and signs in later; what waits is refused. */
  readonly putOff = (): void => {
    if (this.#state.phase !== 'needed') return
    this.#set({ ...this.#state, isPutOff: true })
    this.#answer(false)
  }

  readonly takeUp = (): void => {
    if (this.#state.phase === 'needed') this.#set({ ...this.#state, isPutOff: false })
  }

  /** Goes on as who is signed in now. */
  readonly goOnAsOther = (): void => {
    if (this.#state.phase === 'other') this.#startOver()
  }

  /** Nothing of the page stays, and nothing is asked for any more. */
  readonly leave = (): void => this.#set({ phase: 'leaving' })

  #startOver(): void {
    this.#set({ phase: 'leaving' })
    this.#world.startOver()
  }

  /** Many may ask at once; null where the server did not say. */
  #look(as: 'renewed' | 'same'): Promise<Session | null> {
    this.#looking ??= this.#world
      .read()
      .then((session) => {
        this.#judge(session, as, false)
        return session
      })
      .catch(() => null)
      .finally(() => {
        this.#looking = null
      })
    return this.#looking
  }

  /** `isHere`: somebody has just signed in in this tab, and is told before their page goes. */
  #judge(session: Session, as: 'renewed' | 'same', isHere: boolean): void {
    const shown = this.#world.shown()
    if (shown === undefined || this.#state.phase === 'leaving') return
    const wasSignedIn = shown.user !== null
    if (session.user === null) {
      if (wasSignedIn && !this.#isOver()) this.#need(null)
      return
    }
    if (wasSignedIn && !isSamePerson(shown, session)) {
      if (isHere || this.#world.hasUnsaved()) this.#set({ phase: 'other', session })
      else this.#startOver()
      return
    }
    this.#world.adopt(session)
    const { phase } = this.#state
    if (phase === 'settled' && !isHere && (this.#refused.length === 0 || as === 'same')) return
    if (phase === 'needed' && this.#state.cluster !== null && as === 'same') return
    this.#renewals += 1
    this.#set({ phase: 'settled' })
    this.#answer(true)
    this.#world.renewed()
  }

  #need(cluster: string | null): void {
    const state = this.#state
    if (state.phase === 'leaving' || state.phase === 'other') return
    const isAsked = state.phase === 'needed' && !state.isPutOff
    const wasOver = this.#isOver()
    // Without a session no cluster is reached either; of two clusters one is asked for after the other.
    const next = wasOver || cluster === null ? null : isAsked ? state.cluster : cluster
    this.#set({ phase: 'needed', cluster: next, isPutOff: false })
    if (next === null && !wasOver) this.#world.ended()
  }

  #isOver(): boolean {
    return this.#state.phase === 'needed' && this.#state.cluster === null
  }

  #isPutOffFor(cluster: string): boolean {
    const state = this.#state
    return state.phase === 'needed' && state.isPutOff && (state.cluster ?? cluster) === cluster
  }

  /** A session by token has one for each cluster that somebody signed in to. */
  #lacksToken(cluster: string): boolean {
    const { clusters = [], signIn } = this.#world.shown() ?? {}
    const isNobody = clusters.some(({ name, user }) => name === cluster && user === '')
    return isNobody && signIn?.methods.includes('token') === true
  }

  #isForSignIn(error: StatusError): boolean {
    return error.reason === 'SignInRequired' || this.#takesTokens()
  }

  /** The kubeconfig's own credentials do not get better by signing in. */
  #takesTokens(): boolean {
    const methods = this.#world.shown()?.signIn.methods ?? []
    return methods.includes('token') || methods.includes('oidc')
  }

  #answer(again: boolean): void {
    const all = this.#refused
    this.#refused = []
    for (const resolve of all) resolve(again)
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      const end = this.observe(() => {
        end()
        resolve()
      })
    })
  }

  #set(state: KeeperState): void {
    this.#state = state
    for (const observer of [...this.#observers]) observer()
  }
}
