import { expect, it } from 'vitest'
import { alb, ingress, namespace, service } from './alb/testing.ts'
import { gateway, gatewayClass, http, route } from './gateway/testing.ts'
import { platformReactions } from './platform.ts'
import type { Manifest } from './reaction.ts'
import { reactingSandbox } from './testing/sandbox.ts'

it('runs all controllers side by side, each under its own name', async () => {
  const names = platformReactions().map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

it('comes to rest where much hangs on few objects', async () => {
  const count = 40
  const sandbox = await reactingSandbox(...platformReactions())
  const backendRefs = [{ name: 'web', port: 80 }]
  const many = Array.from({ length: count }, (_, at): readonly Manifest[] => {
    const site = ingress([`${at}.a.com /`])
    return [
      { ...site, metadata: { ...site.metadata, name: `site-${at}` } },
      route(`r-${at}`, { parentRefs: [{ name: 'front' }], rules: [{ backendRefs }] }),
    ]
  })
  sandbox.load(
    ...['cpaas-system', 'envoy-gateway-system'].map((name) => namespace(name)),
    namespace('shop', 'p1'),
    gatewayClass,
    ...many.flat(),
    alb('alb', { projects: ['ALL_ALL'] }),
    gateway([http]),
    service('web', 80),
  )
  const rules = sandbox.list({ group: 'crd.alauda.io', plural: 'rules' })
  expect(rules).toHaveLength(count)
  const front = sandbox.get<Manifest>(
    { group: 'gateway.networking.k8s.io', plural: 'gateways' },
    'shop',
    'front',
  )
  expect(front?.status).toMatchObject({ listeners: [{ attachedRoutes: count }] })
})
