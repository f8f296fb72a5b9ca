/** Asks one Prometheus. What it is sent beside the query is never told to anybody. */
import { readFile } from 'node:fs/promises'
import { Agent } from 'undici'
import { asFields, asList, asString, messageOf, parseJson } from '../../k8s/shape.ts'
import type { Point } from '../../net/monitoring/answer.ts'
import type { Span } from '../../net/monitoring/span.ts'
import type { PrometheusOptions } from './options.ts'

const timeoutMs = 15_000
const longestAnswer = 8 * 1024 * 1024

/** What went wrong, in words that a page may show. */
export class PrometheusError extends Error {
  override readonly name = 'PrometheusError'
}

export class Prometheus {
  readonly #options: PrometheusOptions
  #agent: Agent | null = null

  constructor(options: PrometheusOptions) {
    this.#options = options
  }

  /** The points of the one series that a query makes; none where it makes none. */
  async range(query: string, { from, to, step }: Span, bearer: string | null): Promise<readonly Point[]> {
    const form = { query, start: String(from), end: String(to), step: String(step) }
    const [series] = resultOf(await this.#ask('query_range', form, bearer))
    return asList(asFields(series).values).flatMap((each) => {
      const [time, value] = asList(each)
      if (typeof time !== 'number') return []
      const number = Number(asString(value))
      return [[time, Number.isFinite(number) ? number : null] as const]
    })
  }

  /** Whether there was anything that matches at some time within so many seconds before `at`. */
  async has(selector: string, seconds: number, at: number, bearer: string | null): Promise<boolean> {
    const query = `count(last_over_time(${selector}[${Math.ceil(seconds)}s]))`
    return resultOf(await this.#ask('query', { query, time: String(at) }, bearer)).length > 0
  }

  async close(): Promise<void> {
    await this.#agent?.destroy()
  }

  async #ask(what: string, form: Readonly<Record<string, string>>, bearer: string | null): Promise<unknown> {
    const { url, auth, tokenFile } = this.#options
    const token = auth === 'token' && tokenFile !== null ? await tokenIn(tokenFile) : bearer
    const answer = await (await this.#dispatcher())
      .request({
        origin: new URL(url).origin,
        path: `${new URL(url).pathname.replace(/\/+$/, '')}/api/v1/${what}`,
        method: 'POST',
        headers: {
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
          ...(token !== null && { authorization: `Bearer ${token}` }),
        },
        body: new URLSearchParams({ ...form, timeout: `${timeoutMs / 1000}s` }).toString(),
        signal: AbortSignal.timeout(timeoutMs),
      })
      .catch((error: unknown) => {
        throw new PrometheusError(`Prometheus cannot be reached: ${causeOf(error)}`)
      })
    const text = await textOf(answer.body)
    const body = asFields(parseJson(text))
    if (answer.statusCode === 200 && body.status === 'success') return body.data
    throw new PrometheusError(refusal(answer.statusCode, asString(body.error)))
  }

  async #dispatcher(): Promise<Agent> {
    if (this.#agent !== null) return this.#agent
    const { certificateAuthority: file } = this.#options
    const ca = file === null ? undefined : await readFile(file, 'utf8').catch(() => null)
    if (ca === null) throw new PrometheusError('The certificate authority of Prometheus cannot be read.')
    this.#agent ??= new Agent({
      connections: 8,
      connect: { timeout: 5_000, ...(ca !== undefined && { ca }) },
    })
    return this.#agent
  }
}

function resultOf(data: unknown): readonly unknown[] {
  return asList(asFields(data).result)
}

async function tokenIn(file: string): Promise<string> {
  try {
    // Read each time, because such tokens are renewed where they stand.
    return (await readFile(file, 'utf8')).trim()
  } catch {
    throw new PrometheusError('The file with the token for Prometheus cannot be read.')
  }
}

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > longestAnswer) throw new PrometheusError('The answer of Prometheus is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function refusal(code: number, message: string): string {
  if (code === 401 || code === 403) return `Prometheus refuses to answer (${code}).`
  return message === '' ? `Prometheus answered ${code}.` : `Prometheus answered: ${message}`
}

function causeOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'it does not answer in time.'
  const { code } = error as NodeJS.ErrnoException
  return code === 'ECONNREFUSED' ? 'connection refused.' : (code ?? messageOf(error))
}
