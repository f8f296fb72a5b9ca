import { beforeEach, describe, expect, test, vi } from 'vitest'
import { failed } from '../../k8s/status.ts'
import type { Session } from '../../wire.ts'
import { setSignInGate, whileSignedIn } from '../api/sign-in.ts'
import { SessionKeeper, type SessionNews } from './keeper.ts'

const sessionOf = (name: string | null, more: Partial<Session> = {}): Session => ({
  version: '1',
  labelDomain: 'cpaas.io',
  sandbox: false,
  signIn: { methods: ['token'], provider: null },
  user: name === null ? null : { name, groups: [] },
  expires: null,
  viewAs: null,
  clusters: [{ name: 'c', user: name ?? '' }],
  defaultCluster: 'c',
  ...more,
})

const signInRequired = () => failed({ code: 401, reason: 'SignInRequired', message: 'Sign in first.' })
const unauthorized = () => failed({ code: 401, reason: 'Unauthorized', message: 'Unauthorized' })

/** A page of `dana`, and the server's session, which tests change. */
function setUp(shownFirst: Session = sessionOf('dana')) {
  let shown = shownFirst
  const server = { session: shownFirst, isDown: false }
  const world = {
    shown: () => shown,
    read: vi.fn(async () => {
      if (server.isDown) throw new Error('unreachable')
      return server.session
    }),
    adopt: vi.fn((session: Session) => {
      shown = session
    }),
    ended: vi.fn(),
    renewed: vi.fn(),
    startOver: vi.fn(),
    hasUnsaved: vi.fn(() => false),
    tell: vi.fn<(news: SessionNews) => void>(),
  }
  const keeper = new SessionKeeper(world)
  setSignInGate(keeper)
  return { keeper, world, server }
}

/** A request whose answers are the test's, one after the other. */
function ask(answers: readonly (Error | string)[], isWrite = false, cluster = 'c') {
  const attempt = vi.fn<() => Promise<string>>()
  for (const answer of answers) {
    if (typeof answer === 'string') attempt.mockResolvedValueOnce(answer)
    else attempt.mockRejectedValueOnce(answer)
  }
  const result = whileSignedIn({ cluster, isWrite }, attempt).catch((error: Error) => error)
  return { attempt, result }
}

const settle = () => new Promise((resolve) => setTimeout(resolve))

beforeEach(() => setSignInGate(null))

describe('a session that has ended', () => {
  test('keeps what was asked, and asks again once the same person has signed in', async () => {
    const { keeper, world, server } = setUp()
    server.session = sessionOf(null)
    const { attempt, result } = ask([signInRequired(), 'done'], true)
    await settle()
    expect(keeper.state()).toEqual({ phase: 'needed', cluster: null, isPutOff: false })
    expect(world.ended).toHaveBeenCalledOnce()
    expect(attempt).toHaveBeenCalledOnce()
    server.session = sessionOf('dana', { expires: 5 })
    await keeper.signedIn()
    expect(await result).toBe('done')
    expect(keeper.state()).toEqual({ phase: 'settled' })
    expect(world.adopt).toHaveBeenCalledWith(server.session)
    expect(world.renewed).toHaveBeenCalledOnce()
    expect(world.tell).toHaveBeenCalledWith('signed-in')
  })

  test('that another tab has renewed meanwhile is not asked for', async () => {
    const { keeper, world } = setUp()
    const { result } = ask([signInRequired(), 'done'])
    expect(await result).toBe('done')
    expect(keeper.state()).toEqual({ phase: 'settled' })
    expect(world.ended).not.toHaveBeenCalled()
  })

  test('that is told to another tab ends its question, too', async () => {
    const { keeper, server } = setUp()
    server.session = sessionOf(null)
    const { result } = ask([signInRequired(), 'done'])
    await settle()
    server.session = sessionOf('dana')
    keeper.heard('signed-in')
    expect(await result).toBe('done')
  })

  test('is asked for even where the server cannot be read', async () => {
    const { keeper, server } = setUp()
    server.isDown = true
    void ask([signInRequired()])
    await settle()
    expect(keeper.state()).toMatchObject({ phase: 'needed', cluster: null })
  })

  test('does not go round in circles', async () => {
    setUp()
    const { attempt, result } = ask([signInRequired(), signInRequired(), signInRequired(), 'never'])
    expect(await result).toMatchObject({ reason: 'SignInRequired' })
    expect(attempt).toHaveBeenCalledTimes(3)
  })

  test('that a browser does not keep is no session', async () => {
    const { keeper, world, server } = setUp(sessionOf(null))
    expect(await keeper.signedIn()).toBe(false)
    expect(world.tell).not.toHaveBeenCalled()
    server.session = sessionOf('dana')
    expect(await keeper.signedIn()).toBe(true)
  })

  test('is noticed by the connection, and by the clock', async () => {
    for (const notice of ['connectionRefused', 'expired'] as const) {
      const { keeper, server } = setUp()
      keeper[notice]()
      await settle()
      expect(keeper.state().phase).toBe('settled')
      server.session = sessionOf(null)
      keeper[notice]()
      await settle()
      expect(keeper.state().phase).toBe('needed')
    }
  })
})

describe('putting it off', () => {
  test('refuses what waits, and brings the question back only for what somebody does', async () => {
    const { keeper, server } = setUp()
    server.session = sessionOf(null)
    const first = ask([signInRequired()])
    await settle()
    keeper.putOff()
    expect(await first.result).toMatchObject({ reason: 'SignInRequired' })
    expect(await ask([signInRequired()]).result).toMatchObject({ reason: 'SignInRequired' })
    keeper.lookAgain()
    await settle()
    expect(keeper.state()).toMatchObject({ isPutOff: true })
    void ask([signInRequired()], true)
    await settle()
    expect(keeper.state()).toMatchObject({ phase: 'needed', cluster: null, isPutOff: false })
  })
})

describe('somebody else', () => {
  test('does not go on with the page before that is confirmed', async () => {
    const { keeper, world, server } = setUp()
    server.session = sessionOf(null)
    const { attempt } = ask([signInRequired(), 'done'], true)
    await settle()
    server.session = sessionOf('ada')
    await keeper.signedIn()
    expect(keeper.state()).toEqual({ phase: 'other', session: server.session })
    const later = ask(['done'])
    await settle()
    expect(attempt).toHaveBeenCalledOnce()
    expect(later.attempt).not.toHaveBeenCalled()
    expect(world.adopt).not.toHaveBeenCalled()
    keeper.goOnAsOther()
    expect(world.startOver).toHaveBeenCalledOnce()
  })

  test('may turn out to be the same after all', async () => {
    const { keeper, server } = setUp()
    server.session = sessionOf('ada')
    await keeper.signedIn()
    const { result } = ask(['done'])
    server.session = sessionOf('dana')
    await keeper.signedIn()
    expect(await result).toBe('done')
  })

  test('in another tab takes a page at once where nothing would be lost, and asks otherwise', async () => {
    for (const [unsaved, overs] of [
      [false, 1],
      [true, 0],
    ] as const) {
      const { keeper, world, server } = setUp()
      world.hasUnsaved.mockReturnValue(unsaved)
      server.session = sessionOf('dana', { viewAs: { user: 'bob', groups: [], write: false } })
      keeper.heard('view-as')
      await settle()
      expect(world.startOver).toHaveBeenCalledTimes(overs)
      expect(keeper.state().phase).toBe(unsaved ? 'other' : 'leaving')
    }
  })
})

describe('one cluster that refuses', () => {
  test('is asked for alone, and one after the other', async () => {
    const { keeper, world, server } = setUp()
    const first = ask([unauthorized(), 'done'])
    const second = ask([unauthorized(), unauthorized(), 'done'], false, 'd')
    await settle()
    expect(keeper.state()).toEqual({ phase: 'needed', cluster: 'c', isPutOff: false })
    expect(world.ended).not.toHaveBeenCalled()
    keeper.heard('opened')
    await settle()
    expect(keeper.state()).toMatchObject({ cluster: 'c' })
    server.session = sessionOf('dana')
    await keeper.signedIn()
    expect(await first.result).toBe('done')
    await settle()
    expect(keeper.state()).toMatchObject({ cluster: 'd' })
    await keeper.signedIn()
    expect(await second.result).toBe('done')
  })

  test('is a failure like any other where signing in gives it nothing', async () => {
    const { keeper } = setUp(sessionOf('dana', { signIn: { methods: ['local'], provider: null } }))
    expect(await ask([unauthorized()]).result).toMatchObject({ reason: 'Unauthorized' })
    keeper.clusterRefused('c')
    expect(keeper.state().phase).toBe('settled')
  })

  test('on its way while somebody signed in is just asked again', async () => {
    const { keeper } = setUp()
    let refuse: (error: Error) => void = () => {}
    const attempt = vi
      .fn<() => Promise<string>>()
      .mockReturnValueOnce(
        new Promise((_, reject) => {
          refuse = reject
        }),
      )
      .mockResolvedValueOnce('done')
    const result = whileSignedIn({ cluster: 'c', isWrite: false }, attempt)
    await settle()
    await keeper.signedIn()
    refuse(unauthorized())
    expect(await result).toBe('done')
    expect(keeper.state().phase).toBe('settled')
  })
})

describe('a cluster that one has no token for', () => {
  const clusters = [
    { name: 'c', user: 'dana' },
    { name: 'd', user: '' },
  ]

  test('asks for one, and goes on with it', async () => {
    const { keeper, server } = setUp(sessionOf('dana', { clusters }))
    const { result } = ask([signInRequired(), 'done'], false, 'd')
    await settle()
    expect(keeper.state()).toEqual({ phase: 'needed', cluster: 'd', isPutOff: false })
    server.session = sessionOf('dana', { clusters: clusters.map(({ name }) => ({ name, user: 'dana' })) })
    await keeper.signedIn()
    expect(await result).toBe('done')
  })

  test('asks for the session first where that is over', async () => {
    const { keeper, server } = setUp(sessionOf('dana', { clusters }))
    server.session = sessionOf(null)
    void ask([signInRequired()], false, 'd')
    await settle()
    expect(keeper.state()).toMatchObject({ phase: 'needed', cluster: null })
  })

  test('put off, keeps quiet without hiding another', async () => {
    const { keeper } = setUp(sessionOf('dana', { clusters }))
    void ask([signInRequired()], false, 'd')
    await settle()
    keeper.putOff()
    expect(await ask([signInRequired()], false, 'd').result).toMatchObject({ code: 401 })
    expect(keeper.state()).toMatchObject({ cluster: 'd', isPutOff: true })
    void ask([unauthorized()])
    await settle()
    expect(keeper.state()).toMatchObject({ cluster: 'c', isPutOff: false })
  })
})

describe('other tabs', () => {
  test('that sign out take a page with them, unless something typed would be lost', async () => {
    const { keeper, world } = setUp()
    keeper.heard('signed-out')
    expect(world.startOver).toHaveBeenCalledOnce()
    const other = setUp()
    other.world.hasUnsaved.mockReturnValue(true)
    other.server.session = sessionOf(null)
    other.keeper.heard('signed-out')
    await settle()
    expect(other.world.startOver).not.toHaveBeenCalled()
    expect(other.keeper.state()).toMatchObject({ phase: 'needed', cluster: null })
  })

  test('that sign out do so also where the connection told of it before', async () => {
    const { keeper, world, server } = setUp()
    server.session = sessionOf(null)
    keeper.connectionRefused()
    await settle()
    expect(keeper.state()).toMatchObject({ phase: 'needed' })
    keeper.heard('signed-out')
    expect(world.startOver).toHaveBeenCalledOnce()
  })

  test('that open make a page that waits for somebody look again', async () => {
    const { keeper, world, server } = setUp(sessionOf(null))
    server.session = sessionOf('dana')
    keeper.heard('opened')
    await settle()
    expect(world.adopt).toHaveBeenCalledWith(server.session)
    keeper.heard('opened')
    await settle()
    expect(world.read).toHaveBeenCalledOnce()
  })
})

describe('looking at the console as somebody else', () => {
  test('begins with a new page, and is only shown where just writing changes', async () => {
    const { keeper, world, server } = setUp()
    const viewAs = { user: 'bob', groups: ['g'], write: false }
    server.session = sessionOf('dana', { viewAs })
    await keeper.viewChanged()
    expect(world.startOver).toHaveBeenCalledOnce()
    const other = setUp(sessionOf('dana', { viewAs }))
    other.server.session = sessionOf('dana', { viewAs: { ...viewAs, write: true } })
    await other.keeper.viewChanged()
    expect(other.world.startOver).not.toHaveBeenCalled()
    expect(other.world.adopt).toHaveBeenCalledWith(other.server.session)
  })
})
