/** A request to begin with: one that the object's first rule is made for. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Listener, Match } from '../../net/route/index.ts'
import { domainOf } from '../domain/spec.ts'
import { protocolOf, viewOf } from '../ingress/spec.ts'
import { domains, ingresses } from '../related.ts'
import type { World } from '../world.ts'
import type { Entrance } from './entrances.ts'

const anyHost = 'example.com'

export function exampleUrl(object: KubeObject, entrances: readonly Entrance[], world: World): string {
  if (object.kind === domains.kind) return `https://${hostLike(domainOf(object))}/`
  if (object.kind === ingresses.kind) {
    const view = viewOf(object)
    const [rule] = view.rules
    const path = rule?.paths?.[0]?.path ?? '/'
    return `${protocolOf(view, rule?.host ?? '', world.labelDomain).toLowerCase()}://${hostLike(rule?.host ?? '')}${path || '/'}`
  }
  const listeners = entrances.flatMap(({ router }) => router.listeners).filter(isHttp)
  const best =
    listeners.find(({ routes }) => routes.some(({ match }) => given(match, 'HOST') !== '')) ?? listeners[0]
  const match = best?.routes.find((route) => given(route.match, 'HOST') !== '')?.match
  const { port, isTls } = best ?? { port: 80, isTls: false }
  const usual = port === (isTls ? 443 : 80)
  const host = match === undefined ? '' : given(match, 'HOST')
  const path = match === undefined ? '' : given(match, 'URL')
  return `${isTls ? 'https' : 'http'}://${hostLike(host)}${usual ? '' : `:${port}`}${path.startsWith('/') ? path : '/'}`
}

const isHttp = ({ protocol }: Listener) => protocol === 'http' || protocol === 'https'

/** What a test that can be met by writing it down says; `''` where there is none. */
function given({ conditions }: Match, indicator: 'HOST' | 'URL'): string {
  const tests = conditions.find((each) => each.indicator === indicator)?.tests ?? []
  return tests.find(({ operator }) => !operator.startsWith('REGEX'))?.values[0] ?? ''
}

/** Any name will do below a wildcard. */
function hostLike(host: string): string {
  return host === '' ? anyHost : host.startsWith('*.') ? `www${host.slice(1)}` : host
}
