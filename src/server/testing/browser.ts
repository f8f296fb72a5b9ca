/** A browser for tests of the server: it keeps cookies, and opens watch sockets. */
import { onTestFinished } from 'vitest'
import WebSocket from 'ws'
import { csrfHeader, type Session } from '../../wire.ts'

const csrf = { [csrfHeader]: '1' }

/** A browser of one origin: it keeps cookies and sends what pages send. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly url: string

  constructor(url: string) {
    this.url = url
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async ask(
    path: string,
    { headers = {}, ...init }: RequestInit & { headers?: Record<string, string> } = {},
  ) {
    const answer = await fetch(`${this.url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...csrf, cookie: this.cookie, ...headers },
    })
    for (const each of answer.headers.getSetCookie()) {
      const [pair = ''] = each.split(';', 1)
      const at = pair.indexOf('=')
      const isOver = /max-age=0|expires=Thu, 01 Jan 1970/i.test(each)
      if (isOver) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }

  post(path: string, body: unknown = {}) {
    const headers = { 'content-type': 'application/json' }
    return this.ask(path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  async session(): Promise<Session> {
    return (await (await this.ask('/session')).json()) as Session
  }

  async status(path: string, init?: Parameters<Browser['ask']>[1]): Promise<number> {
    return (await this.ask(path, init)).status
  }

  socket(): WebSocket {
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}/watch`, {
      headers: { cookie: this.cookie },
    })
    onTestFinished(() => socket.terminate())
    return socket
  }
}
