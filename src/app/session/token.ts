/** A bearer token as somebody pasted it, and how long to wait after too many. */
import { StatusError } from '../../k8s/status.ts'

/** No token has spaces in it, but terminals break lines, and headers and files have words in front of it. */
export function cleanToken(text: string): string {
  return text
    .trim()
    .replace(/^(authorization:\s*)?bearer\s+/i, '')
    .replace(/^token:\s*/i, '')
    .replace(/^(["'])(.*)\1$/s, '$2')
    .replace(/\s+/g, '')
}

/** In seconds; 0 where one may try again at once. */
export function waitAfter(error: unknown): number {
  if (!(error instanceof StatusError) || error.code !== 429) return 0
  return Math.max(1, Math.ceil(error.status.details?.retryAfterSeconds ?? 1))
}
