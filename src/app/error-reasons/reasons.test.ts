import { expect, test } from 'vitest'
import { reasons, reasonsIn } from './reasons.ts'

const names = (text: string) => reasonsIn(text).map(({ name }) => name)

test.each([
  ['InvalidBalancer : no balancer found for shop-80', ['InvalidBalancer']],
  ['X-ALB-ERR-REASON: AuthFail : auth-service-status: 403', ['AuthFail']],
  ['timeout', ['TimeoutViaAlb', 'TimeoutViaBackend']],
  ['504', ['TimeoutViaAlb', 'TimeoutViaBackend']],
  ['nonsense', []],
])('%s is about %j', (text, found) => {
  expect(names(text)).toEqual(found)
})

test('nothing asked for is all of them', () => {
  expect(reasonsIn(' ')).toHaveLength(reasons.length)
})
