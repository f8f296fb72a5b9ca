/** Cookies: their names and flags, and texts that are longer than one of them. */

/** Browsers take 4,096 bytes of name and value. */
const partLength = 3_800
/** Headers of 32 KiB are read (`maxHeaderBytes`); these and what else a browser sends have to fit. */
const maxParts = 5
export const maxHeaderBytes = 32 * 1024

export type Jar = ReadonlyMap<string, string>

/** How a cookie travels. `Lax` is for what has to come along when a provider sends the browser back. */
export interface Travel {
  readonly secure: boolean
  readonly sameSite: 'Strict' | 'Lax'
  /** Without it, until the browser closes. */
  readonly maxAgeSeconds?: number
}

/** A session that no browser would keep. */
export class CookieTooLong extends Error {
  override readonly name = 'CookieTooLong'
}

/**
 * The name of one of Portolan's cookies. Under TLS no other host can set it. Without, the port is part of
 * it: browsers share cookies between all ports of a host, and two consoles may run on one machine.
 */
export function cookieName(what: string, secure: boolean, host: string): string {
  if (secure) return `__Host-portolan-${what}`
  const port = /:(\d{1,5})$/.exec(host)?.[1]
  return port === undefined ? `portolan-${what}` : `portolan-${what}-${port}`
}

/** Of two cookies of one name the first counts, which is the one with the longer path. */
export function parseCookies(header: string | undefined): Jar {
  const jar = new Map<string, string>()
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (at >= 0 && name !== '' && !jar.has(name)) jar.set(name, pair.slice(at + 1).trim())
  }
  return jar
}

/** The text that `writeLong` wrote; null where a part is missing. */
export function readLong(jar: Jar, name: string): string | null {
  const [, digits = '', first = ''] = /^(\d)~(.*)$/.exec(jar.get(name) ?? '') ?? []
  const count = Number(digits)
  if (count < 1 || count > maxParts) return null
  const parts = Array.from({ length: count }, (_, at) => (at === 0 ? first : jar.get(partName(name, at))))
  return parts.every((part) => part !== undefined) ? parts.join('') : null
}

/** `Set-Cookie` values for a text, which also remove what a longer one has left. Throws `CookieTooLong`. */
export function writeLong(jar: Jar, name: string, text: string, travel: Travel): string[] {
  const count = Math.max(1, Math.ceil(text.length / partLength))
  if (count > maxParts) {
    throw new CookieTooLong(
      `A session of ${text.length} characters is more than the ${maxParts * partLength} that cookies carry.`,
    )
  }
  const parts = Array.from({ length: count }, (_, at) => {
    const part = text.slice(at * partLength, (at + 1) * partLength)
    return writeCookie(partName(name, at), at === 0 ? `${count}~${part}` : part, travel)
  })
  return [...parts, ...removals(jar, name, count, travel)]
}

export function removeLong(jar: Jar, name: string, travel: Travel): string[] {
  return removals(jar, name, 0, travel)
}

export function writeCookie(
  name: string,
  value: string,
  { secure, sameSite, maxAgeSeconds }: Travel,
): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`
  return `${name}=${value}; Path=/; HttpOnly; SameSite=${sameSite}${secure ? '; Secure' : ''}${age}`
}

function removals(jar: Jar, name: string, from: number, travel: Travel): string[] {
  const names = Array.from({ length: maxParts - from }, (_, at) => partName(name, from + at))
  return names
    .filter((each) => jar.has(each))
    .map((each) => writeCookie(each, '', { ...travel, maxAgeSeconds: 0 }))
}

function partName(name: string, at: number): string {
  return at === 0 ? name : `${name}.${at}`
}
