import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { TrustedProxies } from '../trust.ts'
import { CookieTooLong, cookieName, parseCookies, readLong, removeLong, writeLong } from './cookies.ts'
import { sessionKeys } from './keys.ts'
import { Sealer } from './seal.ts'
import { newSession, type SealedSession } from './session.ts'
import { SessionStore } from './store.ts'

const key = () => randomBytes(32).toString('base64')
const minute = 60_000
const limits = { idleMs: 60 * minute, absoluteMs: 600 * minute }
const local = (now = Date.now()) => newSession({ method: 'local' }, now)

/** A browser as far as cookies go. */
class Browser {
  readonly cookies = new Map<string, string>()
  /** The flags of the last answer. */
  set: readonly string[] = []

  take(set: readonly string[]): void {
    this.set = set
    for (const each of set) {
      const [pair = '', ...flags] = each.split('; ')
      const at = pair.indexOf('=')
      if (flags.includes('Max-Age=0')) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }

  request({ secure = false, host = 'localhost:7654' } = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const socket = { remoteAddress: '127.0.0.1', encrypted: secure } as unknown as Socket
    return { headers: { host, cookie }, socket }
  }
}

function setUp(keys: readonly string[] = [key()], now = { at: Date.now() }) {
  const options = { sealer: new Sealer(sessionKeys(keys)), limits, proxies: new TrustedProxies([]) }
  const store = new SessionStore({ ...options, now: () => now.at })
  const browser = new Browser()
  return {
    store,
    browser,
    now,
    read: () => store.read(store.visit(browser.request())),
    write: async (session: SealedSession) =>
      browser.take(await store.write(store.visit(browser.request()), session)),
  }
}

/** Random, so that nothing makes it shorter. */
const withToken = (bytes: number) => {
  const entry = {
    token: randomBytes(bytes).toString('base64url'),
    address: 'https://a',
    user: 'a',
    groups: [],
  }
  return newSession({ method: 'token', tokens: { a: entry } }, Date.now())
}

describe('a sealed session', () => {
  test('comes back as it was, and tells nothing of what it holds', async () => {
    const { read, write, browser } = setUp()
    const session = withToken(300)
    await write(session)
    expect(await read()).toEqual(session)
    const text = [...browser.cookies.values()].join('')
    expect(text).not.toContain(session.id)
    expect(Buffer.from(text, 'base64').toString('latin1')).not.toContain('token')
  })

  test('cannot be guessed: 128 random bits name it, and no two are sealed alike', async () => {
    const sessions = Array.from({ length: 50 }, local)
    expect(new Set(sessions.map(({ id }) => id)).size).toBe(50)
    for (const { id } of sessions) expect(Buffer.from(id, 'base64url')).toHaveLength(16)
    const sealer = new Sealer(sessionKeys([]))
    const seal = () => sealer.seal('session', sessions[0], Date.now() + 1000)
    const [one, other] = [await seal(), await seal()]
    // Header, no key, a nonce of 96 bits, what is sealed, and 128 bits that prove it.
    const [, , nonce = '', , tag = ''] = one.split('.')
    expect(one.split('.')[2]).not.toBe(other.split('.')[2])
    expect([nonce, tag].map((each) => Buffer.from(each, 'base64url').length)).toEqual([12, 16])
  })

  test('is worth nothing once it is tampered with, anywhere', async () => {
    const { read, write, browser } = setUp()
    await write(local())
    const [[name, value] = ['', '']] = browser.cookies
    for (let at = 2; at < value.length; at += 7) {
      const other = value[at] === 'A' ? 'B' : 'A'
      browser.cookies.set(name, `${value.slice(0, at)}${other}${value.slice(at + 1)}`)
      expect(await read(), `character ${at}`).toBeNull()
    }
    for (const part of [
      value.slice(0, -5),
      value.slice(0, 10),
      '',
      '1~',
      'x',
      `2~${value.slice(2)}`,
      '9~a',
    ]) {
      browser.cookies.set(name, part)
      expect(await read(), part).toBeNull()
    }
    browser.cookies.set(name, value)
    expect(await read()).not.toBeNull()
  })

  test('opens for the one purpose that it was sealed for', async () => {
    const sealer = new Sealer(sessionKeys([key()]))
    const sealed = await sealer.seal('view', 'x', Date.now() + minute)
    expect(await sealer.open('view', sealed)).toBe('x')
    for (const purpose of ['session', 'sign-in'] as const) {
      expect(await sealer.open(purpose, sealed)).toBeUndefined()
    }
    expect(await sealer.open('view', await sealer.seal('view', 'x', Date.now() - minute))).toBeUndefined()
  })

  test('does not open for another purpose, nor what was not encrypted so', async () => {
    const text = key()
    const { read, store, browser, write } = setUp([text])
    const session = local()
    await write(session)
    browser.take(
      await store.writeView(store.visit(browser.request()), session, { user: 'x', groups: [], write: true }),
    )
    const view = browser.cookies.get('portolan-view-7654') ?? ''
    const sealed = browser.cookies.get('portolan-session-7654') ?? ''
    browser.cookies.set('portolan-view-7654', sealed)
    expect(await store.readView(store.visit(browser.request()), session)).toBeNull()
    browser.cookies.set('portolan-session-7654', view)
    expect(await read()).toBeNull()
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    const claims = Buffer.from(JSON.stringify({ aud: 'session', exp: 9e9, content: session })).toString(
      'base64url',
    )
    browser.cookies.set('portolan-session-7654', `1~${none}.${claims}.`)
    expect(await read()).toBeNull()
  })

  test('ends when it was idle, and when its time is over, whatever was done', async () => {
    const { read, write, now } = setUp()
    const began = now.at
    await write(local(began))
    now.at = began + limits.idleMs - 1
    expect(await read()).not.toBeNull()
    now.at = began + limits.idleMs
    expect(await read()).toBeNull()
    await write({ ...local(began), seen: began + limits.absoluteMs - minute })
    now.at = began + limits.absoluteMs - 1
    expect(await read()).not.toBeNull()
    now.at = began + limits.absoluteMs
    expect(await read()).toBeNull()
  })

  test('says itself when it ends: a server whose limits were raised does not bring it back', async () => {
    const texts = [key()]
    const long = Date.now() - 2 * limits.idleMs
    const { browser, write } = setUp(texts)
    await write({ ...local(long) })
    const generous = new SessionStore({
      sealer: new Sealer(sessionKeys(texts)),
      limits: { idleMs: 1e9, absoluteMs: 1e9 },
      proxies: new TrustedProxies([]),
      now: Date.now,
    })
    expect(await generous.read(generous.visit(browser.request()))).toBeNull()
  })

  test('opens with each key of a rotation, in any process that has it, and with no other', async () => {
    const [old, recent, foreign] = [key(), key(), key()]
    const { write, browser } = setUp([old])
    await write(local())
    const readWith = async (...keys: string[]) => {
      const { store } = setUp(keys)
      return (await store.read(store.visit(browser.request()))) !== null
    }
    expect(await readWith(old)).toBe(true)
    expect(await readWith(recent, old)).toBe(true)
    expect(await readWith(recent)).toBe(false)
    expect(await readWith(foreign)).toBe(false)
    const { store } = setUp([recent, old])
    browser.take(await store.write(store.visit(browser.request()), local()))
    expect(await readWith(recent)).toBe(true)
    expect(await readWith(old)).toBe(false)
  })

  test('that was ended does not come back with an answer that was under way', async () => {
    const texts = [key()]
    const { store, browser, read, write } = setUp(texts)
    const session = local()
    await write(session)
    const late = await store.write(store.visit(browser.request()), session)
    browser.take(store.end(store.visit(browser.request()), session))
    expect(await read()).toBeNull()
    browser.take(late)
    expect(await read()).toBeNull()
    // Another replica did not hear of it, but the browser says it.
    const other = setUp(texts).store
    expect(await other.read(other.visit(browser.request()))).toBeNull()
    browser.take(await store.write(store.visit(browser.request()), local()))
    expect(await read()).not.toBeNull()
  })
})

describe('a view as another', () => {
  const viewAs = { user: 'dora', groups: ['devs'], write: false }

  test('belongs to its session only, and outlives its renewal', async () => {
    const { store, browser, write } = setUp()
    const [session, other] = [local(), local()]
    await write(session)
    const renewal = await store.write(store.visit(browser.request()), session)
    browser.take(await store.writeView(store.visit(browser.request()), session, viewAs))
    browser.take(renewal)
    const visit = store.visit(browser.request())
    expect(await store.readView(visit, session)).toEqual(viewAs)
    expect(await store.readView(visit, other)).toBeNull()
    browser.take(await store.writeView(visit, session, null))
    expect(await store.readView(store.visit(browser.request()), session)).toBeNull()
  })
})

describe('cookies', () => {
  const plain = { secure: false, sameSite: 'Strict' } as const
  const name = 'portolan-session'

  test('a session that outgrows one is in several, and what a longer one left is removed', async () => {
    const { read, write, browser } = setUp()
    const [long, short] = [withToken(9_000), withToken(2_000)]
    await write(long)
    expect(browser.cookies.size).toBe(4)
    for (const [each, value] of browser.cookies) expect(each.length + value.length).toBeLessThan(4_096)
    expect(await read()).toEqual(long)
    const kept = new Map(browser.cookies)
    browser.cookies.delete('portolan-session-7654.2')
    expect(await read()).toBeNull()
    for (const [each, value] of kept) browser.cookies.set(each, value)
    await write(short)
    expect(browser.cookies.size).toBe(1)
    expect(await read()).toEqual(short)
  })

  test('parts of two sessions make none', async () => {
    const { read, write, browser } = setUp()
    await write(withToken(5_000))
    const first = browser.cookies.get('portolan-session-7654.1') ?? ''
    await write(withToken(5_000))
    browser.cookies.set('portolan-session-7654.1', first)
    expect(await read()).toBeNull()
  })

  test('one that no browser would carry is refused', async () => {
    const { write } = setUp()
    await expect(write(withToken(20_000))).rejects.toThrow(CookieTooLong)
    expect(() => writeLong(new Map(), name, 'x'.repeat(19_001), plain)).toThrow(/19001 .* 19000/)
    expect(writeLong(new Map(), name, 'x'.repeat(19_000), plain)).toHaveLength(5)
  })

  test('travel with what keeps them from scripts, other sites and plain connections', async () => {
    const { store, browser } = setUp()
    const plainly = await store.write(store.visit(browser.request()), local())
    expect(plainly).toEqual([
      expect.stringMatching(/^portolan-session-7654=1~[\w.-]+; Path=\/; HttpOnly; SameSite=Strict$/),
    ])
    const host = 'console.example.com'
    const securely = await store.write(store.visit(browser.request({ secure: true, host })), local())
    expect(securely).toEqual([
      expect.stringMatching(
        /^__Host-portolan-session=1~[\w.-]+; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
      ),
    ])
  })

  test('of a plain connection count for nothing under TLS', async () => {
    const { store, browser, write } = setUp()
    await write(local())
    expect(await store.read(store.visit(browser.request({ secure: true })))).toBeNull()
  })

  test('have names that two consoles on one machine do not share', () => {
    expect(cookieName('session', false, 'localhost:7654')).toBe('portolan-session-7654')
    expect(cookieName('session', false, '[::1]:80')).toBe('portolan-session-80')
    expect(cookieName('session', false, 'console.example.com')).toBe('portolan-session')
    expect(cookieName('session', true, 'console.example.com:8443')).toBe('__Host-portolan-session')
  })

  test('are read as they were written, whatever else there is', () => {
    const jar = parseCookies('a=b=c; ; x; =y;  portolan-session=1~abc ;a=2')
    expect([...jar]).toEqual([
      ['a', 'b=c'],
      ['portolan-session', '1~abc'],
    ])
    expect(readLong(jar, name)).toBe('abc')
    expect(removeLong(jar, name, plain)).toEqual([
      'portolan-session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
    ])
    expect(parseCookies(undefined).size).toBe(0)
  })
})

test.each(['', 'short', 'x'.repeat(44), Buffer.alloc(31).toString('base64'), `${key()} ${key()}`])(
  'a key "%s" is refused',
  (text) => {
    expect(() => sessionKeys([key(), text])).toThrow('Session key 2 is not 32 bytes in base64')
  },
)

test('without a key each process has its own', () => {
  expect(sessionKeys([])[0].id).not.toBe(sessionKeys([])[0].id)
})
