/** Many requests at a time to one API, over connections that stay open. */
import { Pool } from 'undici'
import type { Access } from './kubeconfig.ts'

export interface Write {
  readonly method: 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body: unknown
}

/** Small enough that neither API has more under way than it can work at. */
const connections = 48

export class Api {
  readonly #pool: Pool
  readonly #headers: Readonly<Record<string, string>>

  constructor({ server, headers, authority, certificate, key }: Access) {
    this.#headers = headers
    const identity = certificate === undefined ? {} : { cert: certificate, key: key ?? '' }
    this.#pool = new Pool(server, { connections, connect: { ca: authority, ...identity } })
  }

  /** The status of the answer; its body is read and left. */
  async write({ method, path, body }: Write): Promise<number> {
    const { statusCode, body: answer } = await this.#pool.request({
      method,
      path,
      headers: {
        ...this.#headers,
        accept: 'application/json',
        'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
        'user-agent': 'portolan-bench',
      },
      body: JSON.stringify(body),
    })
    await answer.dump({ limit: Number.MAX_SAFE_INTEGER })
    return statusCode
  }

  async read(path: string): Promise<string> {
    const { statusCode, body } = await this.#pool.request({ method: 'GET', path, headers: this.#headers })
    const text = await body.text()
    if (statusCode !== 200)
      throw new Error(`GET ${path} was answered with ${statusCode}: ${text.slice(0, 200)}`)
    return text
  }

  close(): Promise<void> {
    return this.#pool.destroy()
  }
}

/** Sends all writes, some at a time. What exists already is as good as created. */
export async function writeAll(api: Api, writes: readonly Write[]): Promise<void> {
  const queue = writes.values()
  const worker = async () => {
    for (const write of queue) {
      const status = await api.write(write)
      if (status >= 400 && status !== 409) throw new Error(`${write.method} ${write.path}: ${status}`)
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
}
