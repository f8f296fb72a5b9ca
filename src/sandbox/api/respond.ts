/** Answers: encoding, compression, warnings, and Status for what failed. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzip } from 'node:zlib'
import { stringify } from 'yaml'
import type { Status } from '../../k8s/status.ts'
import type { JsonMap } from '../types.ts'
import { mediaRanges } from './negotiate.ts'

/** Smaller bodies are not worth compressing; the API server draws the same line. */
const compressionThreshold = 128 * 1024

export interface Answer {
  readonly code: number
  readonly body: JsonMap
  readonly warnings?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

export interface Encoding {
  readonly format: 'json' | 'yaml'
  readonly pretty: boolean
}

/** Whether people are likely to read the answer: on request, or because a browser or curl asks. */
export function wantsPretty(request: IncomingMessage, query: URLSearchParams): boolean {
  const asked = query.get('pretty')
  if (asked !== null) return asked !== 'false' && asked !== '0'
  return /^(curl|Wget|Mozilla\/5\.0)/.test(request.headers['user-agent'] ?? '')
}

export function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  encoding: Encoding,
): void {
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value)
  setWarnings(response, answer.warnings ?? [])
  const text =
    encoding.format === 'yaml'
      ? stringify(answer.body, { lineWidth: 0, indentSeq: false, sortMapEntries: true, version: '1.1' })
      : `${JSON.stringify(answer.body, null, encoding.pretty ? 2 : undefined)}\n`
  sendText(request, response, answer.code, `application/${encoding.format}`, text)
}

/** Sends a finished text, compressed where the client takes it and it is large. */
export function sendText(
  request: IncomingMessage,
  response: ServerResponse,
  code: number,
  contentType: string,
  text: string,
): void {
  const bytes = Buffer.from(text)
  response.statusCode = code
  response.setHeader('Content-Type', contentType)
  response.setHeader('Cache-Control', 'no-cache, private')
  if (bytes.length < compressionThreshold || !takesGzip(request)) {
    response.setHeader('Content-Length', bytes.length)
    response.end(bytes)
    return
  }
  response.setHeader('Vary', 'Accept-Encoding')
  gzip(bytes, { level: 1 }, (error, compressed) => {
    if (response.destroyed) return
    if (error === null) response.setHeader('Content-Encoding', 'gzip')
    response.end(error === null ? compressed : bytes)
  })
}

function takesGzip(request: IncomingMessage): boolean {
  const accepted = mediaRanges(String(request.headers['accept-encoding'] ?? ''))
  return accepted.some(({ type, quality }) => (type === 'gzip' || type === '*') && quality > 0)
}

/** Sets the Warning headers; without warnings, those that are set stay. */
export function setWarnings(response: ServerResponse, warnings: readonly string[]): void {
  if (warnings.length > 0) response.setHeader('Warning', warningHeaders(warnings))
}

/** `299 - "text"`, each text once; control characters would break the header. */
function warningHeaders(warnings: readonly string[]): readonly string[] {
  return [...new Set(warnings)].map((text) => {
    const clean = text.replace(/[\x00-\x1f\x7f]/g, ' ').replace(/([\\"])/g, '\\$1')
    return `299 - "${Buffer.from(clean, 'utf8').toString('latin1')}"`
  })
}

/** A Status as the API server sends it, with the empty metadata it always has. */
export function statusBody({ kind, apiVersion, ...rest }: Status): JsonMap {
  return { kind, apiVersion, metadata: {}, ...rest } as unknown as JsonMap
}
