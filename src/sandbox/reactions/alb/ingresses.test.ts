import { describe, expect, it } from 'vitest'
import { ingresses } from '../collections.ts'
import type { Manifest } from '../reaction.ts'
import { type ReactingSandbox, reactingSandbox } from '../testing/sandbox.ts'
import { albIngresses } from './ingresses.ts'
import { searchText, termsOf } from './matches.ts'
import { type AlbRule, frontends, rules } from './objects.ts'
import { alb, frontend, ingress, namespace, service } from './testing.ts'

async function platform(...objects: readonly Manifest[]): Promise<ReactingSandbox> {
  const sandbox = await reactingSandbox(albIngresses())
  sandbox.load(
    namespace('cpaas-system'),
    namespace('shop', 'p1'),
    service('web', 8080),
    alb('alb', { projects: ['p1'] }, { address: '10.0.0.1,lb.test.cn' }),
    ...objects,
  )
  return sandbox
}

const names = (sandbox: ReactingSandbox) => sandbox.list(frontends).map(({ metadata }) => metadata.name)
const made = (sandbox: ReactingSandbox) => sandbox.list<AlbRule>(rules)

describe('an Ingress of an ALB', () => {
  it('becomes rules on a frontend, and shows where it is served', async () => {
    const sandbox = await platform(ingress(['a.com /shop', '*.b.com /']))
    expect(names(sandbox)).toEqual(['alb-00080'])
    expect(sandbox.list<Manifest>(frontends)[0]?.spec).toMatchObject({ port: 80, protocol: 'http' })
    const [first, second] = made(sandbox)
    expect(first?.metadata.name).toMatch(/^alb-00080-[a-z]{4}$/)
    expect([first, second].map((rule) => rule?.spec.domain).sort()).toEqual(['*.b.com', 'a.com'])
    expect(made(sandbox).find(({ spec }) => spec.domain === 'a.com')).toMatchObject({
      metadata: {
        namespace: 'cpaas-system',
        labels: {
          'alb2.cpaas.io/name': 'alb',
          'alb2.cpaas.io/frontend': 'alb-00080',
          'alb2.cpaas.io/source-type': 'ingress',
          'alb2.cpaas.io/source-index': '0-0',
          'cpaas.io/project': 'p1',
        },
        ownerReferences: [{ kind: 'Frontend', name: 'alb-00080' }],
      },
      spec: {
        priority: 5,
        url: '/shop',
        dslx: [
          { type: 'URL', values: [['STARTS_WITH', '/shop']] },
          { type: 'HOST', values: [['EQ', 'a.com']] },
        ],
        description: 'shop/site:80:0',
        serviceGroup: { services: [{ namespace: 'shop', name: 'web', port: 8080, weight: 100 }] },
        source: { type: 'ingress', namespace: 'shop', name: 'site' },
      },
    })
    expect(sandbox.get<Manifest>(ingresses, 'shop', 'site')?.status).toEqual({
      loadBalancer: {
        ingress: [
          { ip: '10.0.0.1', ports: [{ port: 80, protocol: 'TCP' }] },
          { hostname: 'lb.test.cn', ports: [{ port: 80, protocol: 'TCP' }] },
        ],
      },
    })
    const before = sandbox.revision
    sandbox.load(service('another', 80))
    expect(sandbox.revision).toBe(before + 1)
  })

  it('moves to https with its certificate, and follows its annotations', async () => {
    const sandbox = await platform(ingress(['a.com /']))
    const tls = [{ hosts: ['a.com'], secretName: 'cert' }]
    const annotations = {
      'nginx.ingress.kubernetes.io/rewrite-target': '/x',
      'alb.cpaas.io/ingress-rule-priority-0-0': '2',
    }
    sandbox.write({ verb: 'update', object: ingress(['a.com /'], { tls }, annotations) })
    expect(names(sandbox)).toEqual(['alb-00443'])
    expect(made(sandbox)).toHaveLength(1)
    expect(made(sandbox)[0]?.spec).toMatchObject({
      certificate_name: 'shop_cert',
      rewrite_target: '/x',
      priority: 2,
    })
    const name = made(sandbox)[0]?.metadata.name
    sandbox.write({ verb: 'update', object: ingress(['a.com /new'], { tls }) })
    expect(made(sandbox).map(({ metadata, spec }) => [metadata.name, spec.url, spec.priority])).toEqual([
      [name, '/new', 5],
    ])
  })

  it('is put back where somebody takes a rule away, and waits for its Service', async () => {
    const sandbox = await platform(ingress(['a.com /']))
    const [rule] = made(sandbox)
    if (rule === undefined) throw new Error('no rule')
    sandbox.write({ verb: 'delete', object: rule })
    expect(made(sandbox).map(({ metadata }) => metadata.name)).toEqual([rule.metadata.name])
    sandbox.write({ verb: 'delete', object: service('web', 8080) })
    expect(made(sandbox)).toHaveLength(0)
    sandbox.load(service('web', 9090))
    expect(made(sandbox)[0]?.spec.serviceGroup).toMatchObject({ services: [{ port: 9090 }] })
  })

  it('leaves nothing behind when it goes or changes its class', async () => {
    const sandbox = await platform(ingress(['a.com /']))
    sandbox.write({ verb: 'update', object: ingress(['a.com /'], { ingressClassName: 'nginx' }) })
    expect(made(sandbox)).toHaveLength(0)
    expect(names(sandbox)).toEqual([])
    expect(sandbox.get<Manifest>(ingresses, 'shop', 'site')?.status).toEqual({ loadBalancer: {} })
    sandbox.write({ verb: 'update', object: ingress(['a.com /']) })
    expect(made(sandbox)).toHaveLength(1)
    sandbox.write({ verb: 'delete', object: ingress([]) })
    expect(names(sandbox)).toEqual([])
  })

  it('is left alone by an ALB of other projects, and spares the frontends of people', async () => {
    const sandbox = await platform(frontend('alb', 80, 'http'), ingress(['a.com /']))
    sandbox.write({ verb: 'update', object: namespace('shop', 'p2') })
    expect(made(sandbox)).toHaveLength(0)
    expect(names(sandbox)).toEqual(['alb-00080'])
    sandbox.write({ verb: 'update', object: alb('alb', { projects: ['ALL_ALL'] }) })
    expect(made(sandbox)).toHaveLength(1)
  })
})

describe('the terms of a rule', () => {
  it.each([
    ['a.com', '/x', 'Exact', '(AND (EQ URL /x) (EQ HOST a.com))'],
    ['*.a.com', '', 'Prefix', '(ENDS_WITH HOST *.a.com)'],
    ['', '/x(.*)', 'ImplementationSpecific', '(REGEX URL ^/x(.*))'],
    ['', '/x', 'ImplementationSpecific', '(STARTS_WITH URL /x)'],
    ['', '/x(.*)', 'Prefix', '(STARTS_WITH URL /x(.*))'],
  ])('%s %s %s', (host, path, pathType, text) => {
    expect(searchText(termsOf(host, path, pathType))).toBe(text)
  })
})
