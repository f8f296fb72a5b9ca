/** What a session is: who signed in how, when, and with what. Nothing else decides whether it holds. */
import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'

const clusterToken = z.object({
  token: z.string(),
  /** Of the API server that accepted it. */
  address: z.string(),
  user: z.string(),
  groups: z.array(z.string()),
})

const proof = z.discriminatedUnion('method', [
  z.object({ method: z.literal('local') }),
  z.object({ method: z.literal('token'), tokens: z.record(z.string(), clusterToken) }),
  z.object({
    method: z.literal('oidc'),
    issuer: z.string(),
    idToken: z.string(),
    refreshToken: z.nullable(z.string()),
    /** Milliseconds since the epoch after which the ID token means nothing. */
    until: z.number(),
  }),
])

const sessionShape = z.object({
  id: z.string(),
  /** Milliseconds since the epoch, as `seen`, when somebody last asked for something. */
  started: z.number(),
  seen: z.number(),
  proof,
})

const viewShape = z.object({
  session: z.string(),
  viewAs: z.object({ user: z.string(), groups: z.array(z.string()), write: z.boolean() }),
})

export type ClusterToken = z.infer<typeof clusterToken>
export type SessionProof = z.infer<typeof proof>
export type OidcProof = Extract<SessionProof, { method: 'oidc' }>
export type SealedSession = z.infer<typeof sessionShape>
export type SealedView = z.infer<typeof viewShape>

export interface SessionLimits {
  /** How long a session holds of which nothing is heard. */
  readonly idleMs: number
  /** How long it holds at most. */
  readonly absoluteMs: number
}

export function parseSession(content: unknown): SealedSession | null {
  const parsed = sessionShape.safeParse(content)
  return parsed.success ? parsed.data : null
}

export function parseView(content: unknown): SealedView | null {
  const parsed = viewShape.safeParse(content)
  return parsed.success ? parsed.data : null
}

export function newSession(proof: SessionProof, now: number): SealedSession {
  return { id: randomBytes(16).toString('base64url'), started: now, seen: now, proof }
}

/** After this nothing prolongs the session. */
export function endOf({ started, proof }: SealedSession, { absoluteMs }: SessionLimits): number {
  const end = started + absoluteMs
  return proof.method === 'oidc' && proof.refreshToken === null ? Math.min(end, proof.until) : end
}

export function holds(session: SealedSession, limits: SessionLimits, now: number): boolean {
  return now < endOf(session, limits) && now < session.seen + limits.idleMs
}

/** A write for each request would be too many; a session may end that much too early. */
export function isRenewalDue({ seen }: SealedSession, { idleMs }: SessionLimits, now: number): boolean {
  return now - seen > Math.min(5 * 60_000, idleMs / 10)
}
