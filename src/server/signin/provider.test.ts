import { expect, test } from 'vitest'
import { defaultOidc } from './options.ts'
import { OidcProvider } from './provider.ts'

const start = (issuer: string) => new OidcProvider({ ...defaultOidc, issuer, clientId: 'portolan' })

test.each([
  'http://id.example.com',
  'http://127.0.0.1.example.com',
  'ftp://id.example.com',
  'http://10.0.0.1',
])('a provider at %s, where others could read along, is refused', (issuer) => {
  expect(() => start(issuer)).toThrow('must begin with https://')
})

test.each(['https://id.example.com', 'http://localhost:8080', 'http://127.0.0.1', 'http://[::1]:1'])(
  'a provider at %s is not',
  (issuer) => {
    expect(() => start(issuer)).not.toThrow()
  },
)
