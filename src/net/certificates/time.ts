/** How long a certificate still holds. */
import type { CertificateInfo } from './shapes.ts'

const day = 86_400_000

/** From so many milliseconds before its end on, a certificate expires `soon`, and then within `days`. */
export const expiresSoon = 30 * day
export const expiresWithinDays = 7 * day

export type TimeState = 'notYet' | 'fine' | 'soon' | 'days' | 'expired'

/** The `milliseconds` are those until it begins, until it ends, or since it ended. */
export function timeLeft(
  { notBefore, notAfter }: Pick<CertificateInfo, 'notBefore' | 'notAfter'>,
  now: number,
): { readonly state: TimeState; readonly milliseconds: number } {
  // Its last moment is part of it by RFC 5280 (4.1.2.5), but no longer for OpenSSL.
  if (now >= notAfter) return { state: 'expired', milliseconds: now - notAfter }
  if (now < notBefore) return { state: 'notYet', milliseconds: notBefore - now }
  const milliseconds = notAfter - now
  const state = milliseconds < expiresWithinDays ? 'days' : milliseconds < expiresSoon ? 'soon' : 'fine'
  return { state, milliseconds }
}
