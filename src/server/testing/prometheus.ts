/** As much of a Prometheus as tests of what asks it need: it writes down what it is asked, and answers as told. */
import type { IncomingHttpHeaders } from 'node:http'
import { startUpstream } from './portolan.ts'

export interface Asked {
  readonly path: string
  readonly query: string
  readonly form: URLSearchParams
  readonly headers: IncomingHttpHeaders
}

type Answer = (asked: Asked) => { readonly code?: number; readonly body: unknown }

const matrix = (values: readonly (readonly [number, string])[]) => ({
  status: 'success',
  data: { resultType: 'matrix', result: values.length === 0 ? [] : [{ metric: {}, values }] },
})

export const answers = {
  /** A series of these values, a step apart. */
  series: (asked: Asked, ...values: readonly string[]) => {
    const [from, step] = [Number(asked.form.get('start')), Number(asked.form.get('step'))]
    return { body: matrix(values.map((value, at) => [from + at * step, value] as const)) }
  },
  nothing: () => ({ body: matrix([]) }),
}

export async function startPrometheus(answer: Answer) {
  const asked: Asked[] = []
  const { url } = await startUpstream(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const form = new URLSearchParams(text)
    const one = {
      path: request.url ?? '',
      form,
      query: form.get('query') ?? '',
      headers: request.headers,
    }
    asked.push(one)
    const { code = 200, body } = answer(one)
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  return { url, asked }
}
