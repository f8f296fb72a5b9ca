import { UnsecuredJWT } from 'jose'
import { expect, test } from 'vitest'
import { newSession } from '../sessions/session.ts'
import { OidcSignIn } from './oidc.ts'
import { defaultOidc, type OidcOptions } from './options.ts'
import { OidcProvider } from './provider.ts'

const issuer = 'https://sso.example.com'

function personOf(options: Partial<OidcOptions>, sub = 'dora') {
  const oidc: OidcOptions = { ...defaultOidc, issuer, clientId: 'portolan', ...options }
  const idToken = new UnsecuredJWT({ sub, groups: ['devs', 'system:masters'] }).encode()
  const proof = { method: 'oidc', issuer, idToken, refreshToken: null, until: Date.now() + 60_000 } as const
  const person = new OidcSignIn(oidc, new OidcProvider(oidc), Date.now).personOf(
    newSession(proof, Date.now()),
  )
  if (person === null) throw new Error('nobody')
  return { person, idToken }
}

const named = { bearer: null, impersonate: { user: 'dora', groups: ['devs'] } }

test.each([
  ['where only some clusters are', false, true],
  ['where all but some clusters are', true, false],
])('each cluster gets a token or a name, as is configured: %s', async (_, impersonate, onOther) => {
  const { person, idToken } = personOf({ impersonate, impersonateOn: new Map([['other', onOther]]) })
  const bearer = { bearer: { token: idToken, address: null }, impersonate: null }
  expect(await person.prove('a')).toEqual(impersonate ? named : bearer)
  expect(await person.prove('other')).toEqual(onOther ? named : bearer)
})

test('two sessions are the same to clusters only where none of them sees a token', () => {
  const keys = (options: Partial<OidcOptions>) =>
    [personOf(options), personOf(options)].map(({ person }) => person.sameness)
  const [a, b] = keys({ impersonate: true })
  expect(a).toEqual(b)
  for (const options of [
    { impersonate: true, impersonateOn: new Map([['other', false]]) },
    { impersonate: false, impersonateOn: new Map([['other', true]]) },
  ]) {
    const [one, another] = keys(options)
    expect(one).not.toEqual(another)
  }
})

test('a name that Kubernetes keeps for itself is let in only where it is never impersonated', () => {
  expect(() => personOf({ impersonateOn: new Map([['other', true]]) }, 'system:admin')).toThrow('nobody')
  expect(personOf({ impersonateOn: new Map([['other', false]]) }, 'system:admin').person.user).toBe(
    'system:admin',
  )
})
