/** What an ID token says of a person, as the operator wants it read. */
import { decodeJwt } from 'jose'
import { asFields, asList, asString, type Fields } from '../../k8s/shape.ts'
import type { OidcOptions } from './options.ts'

/** Somebody whom Portolan cannot let in; the message is a sentence for that person. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'
}

export interface Named {
  readonly user: string
  readonly groups: readonly string[]
}

/** Of a token that was verified before. */
export function claimsOf(idToken: string): Fields {
  return asFields(decodeJwt(idToken))
}

/** Throws `SignInRefused`. */
export function namedBy(claims: Fields, options: OidcOptions): Named {
  const { usernameClaim, groupsClaim, usernamePrefix, groupsPrefix } = options
  const name = asString(claims[usernameClaim])
  if (name === '') {
    throw new SignInRefused(`${options.name} does not say who you are: "${usernameClaim}" is missing.`)
  }
  if (usernameClaim === 'email' && claims.email_verified === false) {
    throw new SignInRefused(`${options.name} has not verified the address ${name}.`)
  }
  const said = claims[groupsClaim]
  const groups = (typeof said === 'string' ? [said] : asList(said).map(asString)).filter(
    (each) => each !== '',
  )
  const named = { user: `${usernamePrefix}${name}`, groups: groups.map((each) => `${groupsPrefix}${each}`) }
  return options.impersonate ? withoutSystem(named) : named
}

/** Whom Kubernetes itself names so is not for a provider to say; a cluster would refuse it in a token, too. */
function withoutSystem({ user, groups }: Named): Named {
  if (user.startsWith('system:')) {
    throw new SignInRefused(`"${user}" is a name that Kubernetes keeps for itself.`)
  }
  return { user, groups: groups.filter((each) => !each.startsWith('system:')) }
}

/** Claims that differ from token to token of the same person. */
const momentary = new Set([
  ...['iat', 'exp', 'nbf', 'auth_time', 'nonce', 'jti', 'sid', 'at_hash', 'c_hash', 's_hash', 'rat'],
  ...['aio', 'rh', 'uti'],
])

/** What a cluster could judge a person by. */
export function lastingClaims(claims: Fields): readonly (readonly [string, unknown])[] {
  return Object.entries(claims)
    .filter(([name]) => !momentary.has(name))
    .sort(([one], [other]) => (one < other ? -1 : 1))
}
