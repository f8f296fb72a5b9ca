/** A sandbox that listens, and a small client for it, for tests. */
import type { JsonMap } from '../../types.ts'
import { createSandboxApi, type SandboxApi, type SandboxApiOptions } from '../server.ts'
import { mapOf } from '../values.ts'
import { plainRules } from './plainrules.ts'

export interface TestAnswer {
  readonly code: number
  readonly body: JsonMap
  readonly text: string
  readonly headers: Headers
}

export interface TestServer {
  readonly api: SandboxApi
  readonly url: string
  /** Sends JSON as the administrator; `type` is the content type. */
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<TestAnswer>
  /** The events of a watch until it ends. */
  watch(path: string): Promise<readonly { readonly type: string; readonly object: JsonMap }[]>
}

export async function startTestServer(options: Partial<SandboxApiOptions> = {}): Promise<TestServer> {
  const api = createSandboxApi({
    rules: plainRules,
    tokens: new Map([
      ['admin', { name: 'admin', groups: ['system:masters'] }],
      ['nobody', { name: 'nobody', groups: [] }],
    ]),
    podStopMilliseconds: 30,
    ...options,
  })
  const { url } = await api.listen()
  const send: TestServer['send'] = async (method, path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: 'Bearer admin', 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { code: response.status, text, body: parsed(text), headers: response.headers }
  }
  const watch: TestServer['watch'] = async (path) => {
    const { text } = await send('GET', path)
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  }
  return { api, url, send, watch }
}

function parsed(text: string): JsonMap {
  try {
    return mapOf(JSON.parse(text))
  } catch {
    return {}
  }
}
