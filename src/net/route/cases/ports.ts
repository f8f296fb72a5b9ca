/** ALB: ports, certificates, redirects, rewriting, and what of it the documents show. */
import { alb, port, type RouteCase, rule } from './world.ts'

const root = ['URL STARTS_WITH /']
const cert = { certificate_name: 'web_shop' }
const group = { services: [{ name: 'other', namespace: 'web', port: 80, weight: 100 }] }

export const portCases: readonly RouteCase[] = [
  {
    says: 'a rule answers on its own port only',
    router: alb([rule('plain', root), rule('tls', root, { on: 443 })], [port(80), port(443, cert)]),
    lines: [
      'http://a.com/ -> plain; tls elsewhere',
      'https://a.com/ -> tls; plain elsewhere',
      'http://a.com:8080/ -> no-listener',
    ],
  },
  {
    says: 'HTTP on a port of TLS is refused, and the other way round',
    router: alb([rule('tls', root, { on: 443 })], [port(80), port(443, cert)]),
    lines: ['http://a.com:443/ -> wrong-scheme', 'https://a.com:80/ -> wrong-scheme'],
  },
  {
    says: 'without a certificate for the name the handshake fails',
    router: alb(
      [
        rule('shop', root, { on: 443, domain: 'shop.com', certificate_name: 'web/shop' }),
        rule('wild', root, { on: 443, domain: '*.app.com', certificate_name: 'web_app' }),
      ],
      [port(443)],
    ),
    lines: [
      'https://shop.com/ -> shop',
      'https://x.app.com/ -> shop; wild behind',
      'https://y.x.app.com/ -> no-certificate',
      'https://other.com/ -> no-certificate',
      'https://10.0.0.1/ -> no-certificate',
    ],
  },
  {
    says: 'the default certificate of the ALB serves all names with strategy Always and Both',
    router: alb([rule('r', root, { on: 443 })], [port(443)], {
      defaultSSLStrategy: 'Always',
      defaultSSLCert: 'web/any',
    }),
    lines: ['https://any.com/ -> r'],
  },
  {
    says: 'with strategy Never it does not',
    router: alb([rule('r', root, { on: 443 })], [port(443)], {
      defaultSSLStrategy: 'Never',
      defaultSSLCert: 'web/any',
    }),
    lines: ['https://any.com/ -> no-certificate'],
  },
  {
    says: 'a redirect of the port comes before all of its rules',
    router: alb(
      [rule('r', root, { priority: 1 })],
      [port(80, { serviceGroup: group, config: { redirect: { code: 301, scheme: 'https' } } })],
    ),
    lines: ['http://a.com/x -> alb-00080 301 https://a.com/x; r behind'],
  },
  {
    says: 'ingressSSLRedirect sends the port of Ingresses to https with 308',
    router: alb([rule('r', root)], [port(80), port(8080)], { ingressSSLRedirect: true }),
    lines: ['http://a.com/x -> alb-00080 308 https://a.com/x'],
  },
  {
    says: 'a redirect without code is 302 in the data plane, whatever the comments say',
    router: alb([rule('r', root, { config: { redirect: { url: 'https://b.com/new' } } })]),
    lines: ['http://a.com/ -> r 302 https://b.com/new'],
  },
  {
    says: 'the older redirect fields count too, and win',
    router: alb([
      rule('r', root, {
        redirectURL: 'https://b.com/',
        redirectCode: 301,
        config: { redirect: { url: 'https://c.com/' } },
      }),
    ]),
    lines: ['http://a.com/ -> r 301 https://b.com/'],
  },
  {
    says: 'a redirect by parts keeps the others, and drops the query',
    router: alb([
      rule('host', ['URL STARTS_WITH /h'], {
        config: { redirect: { host: 'b.com', port: 8443, scheme: 'https' } },
      }),
      rule('prefix', ['URL STARTS_WITH /old'], {
        config: { redirect: { code: 301, prefix_match: '/old', replace_prefix: '/new' } },
      }),
    ]),
    lines: [
      'http://a.com/h?x=1 -> host 302 https://b.com:8443/h',
      'http://a.com/old/x -> prefix 301 http://a.com/new/x',
      'http://a.com/older -> prefix 301 http://a.com/new/er',
    ],
  },
  {
    says: 'the documents’ rewriting: /(prefix-x)(/|$)(.*) to /$3',
    router: alb([
      rule('r', ['URL REGEX ^/(prefix-x)(/|$)(.*)'], {
        rewrite_base: '/(prefix-x)(/|$)(.*)',
        rewrite_target: '/$3',
      }),
    ]),
    lines: [
      'http://a.com/prefix-x/abc -> r => /abc',
      'http://a.com/prefix-x -> r => /',
      'http://a.com/prefix-x/abc?q=1 -> r => /abc?q=1',
      'http://a.com/prefix-xy -> none',
    ],
  },
  {
    says: 'with $2, as the other sample has it, the path is lost',
    router: alb([rule('r', root, { rewrite_base: '/(prefix-x)(/|$)(.*)', rewrite_target: '/$2' })]),
    lines: ['http://a.com/prefix-x/abc -> r => //'],
  },
  {
    says: 'only what the base matches is replaced, and .* replaces all',
    router: alb([
      rule('part', ['URL STARTS_WITH /api/'], { rewrite_base: '/api', rewrite_target: '/v2' }),
      rule('all', ['URL STARTS_WITH /all'], { rewrite_base: '.*', rewrite_target: '/fixed' }),
    ]),
    lines: ['http://a.com/api/x -> part => /v2/x', 'http://a.com/all/x?y=1 -> all => /fixed?y=1'],
  },
  {
    says: 'without rewriting the backend sees what was sent',
    router: alb([rule('r', root)]),
    lines: ['http://a.com/a%20b//c?x=%2B -> r => /a%20b//c?x=%2B'],
  },
  {
    says: 'with CORS the balancer answers OPTIONS itself',
    router: alb([rule('r', root, { enableCORS: true })]),
    lines: ['OPTIONS http://a.com/ -> r answered', 'GET http://a.com/ -> r'],
  },
  {
    says: 'an unknown protocol is plain TCP, which looks at nothing',
    router: alb(
      [rule('r', ['HOST EQ b.com'], { on: 9000 })],
      [port(9000, { protocol: 'grpcs', serviceGroup: group })],
    ),
    lines: ['http://a.com:9000/ -> r'],
  },
  {
    says: 'a TCP port without rules goes to its group',
    router: alb([], [port(9000, { protocol: 'tcp', serviceGroup: group })]),
    lines: ['http://a.com:9000/ -> alb-09000'],
  },
]
