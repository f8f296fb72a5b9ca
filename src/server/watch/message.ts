/** What a browser may say on the watch socket, checked. */
import * as z from 'zod/mini'
import type { WatchRequest, WatchTarget } from '../../wire.ts'

const id = z.int().check(z.nonnegative())
const short = z.string().check(z.maxLength(253))
/** A part of an API path: what it may hold keeps it one step. */
const step = short.check(z.regex(/^[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?$/))
const selector = z.string().check(z.maxLength(8192))

const urgencies = z.enum(['page', 'related'])

const request = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('subscribe'),
    id,
    target: z.object({
      cluster: z.string().check(z.minLength(1), z.maxLength(1024)),
      group: z.union([z.literal(''), step]),
      version: step,
      plural: step,
      namespace: z.optional(step),
      labelSelector: z.optional(selector),
      fieldSelector: z.optional(selector),
    }),
    urgency: z.optional(urgencies),
    after: z.optional(short),
  }),
  z.object({ type: z.literal('urgency'), id, urgency: urgencies }),
  z.object({ type: z.literal('unsubscribe'), id }),
  z.object({ type: z.literal('ping') }),
])

type Optional<T> = { [key in keyof T]: T[key] | undefined }

/** The request in a text frame, or `null` for anything else. */
export function parseWatchRequest(text: string): WatchRequest | null {
  try {
    const parsed = request.safeParse(JSON.parse(text))
    if (!parsed.success) return null
    if (parsed.data.type !== 'subscribe') return parsed.data
    const { type, id, target, urgency, after } = parsed.data
    return {
      type,
      id,
      target: defined<WatchTarget>(target),
      ...(urgency !== undefined && { urgency }),
      ...(after !== undefined && { after }),
    }
  } catch {
    return null
  }
}

/** Without the keys that are `undefined`. */
function defined<T extends object>(value: Partial<Optional<T>>): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T
}
