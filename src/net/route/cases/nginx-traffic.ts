/** ingress-nginx: redirects, rewriting and canaries (the annotations' documentation). */
import { ingress, nginx, type RouteCase, tls } from './world.ts'

const shop = { 'a.com': ['Prefix / shop'] }
const canary = (notes: Readonly<Record<string, unknown>>) =>
  nginx(ingress('i', shop), ingress('c', { 'a.com': ['Prefix / next'] }, { canary: true, ...notes }))

export const nginxTrafficCases: readonly RouteCase[] = [
  {
    says: 'a host with a certificate sends HTTP to https with 308, query and all',
    router: nginx(ingress('i', shop, {}, tls('a.com'))),
    lines: ['http://a.com/x?y=1 -> i 0-0 308 https://a.com/x?y=1', 'https://a.com/x -> i 0-0 => /x'],
  },
  {
    says: 'ssl-redirect: "false" does not',
    router: nginx(ingress('i', shop, { 'ssl-redirect': false }, tls('a.com'))),
    lines: ['http://a.com/x -> i 0-0 => /x'],
  },
  {
    says: 'without a certificate there is none, unless force-ssl-redirect asks for it',
    router: nginx(
      ingress('i', shop),
      ingress('f', { 'b.com': ['Prefix / shop'] }, { 'force-ssl-redirect': true }),
    ),
    lines: [
      'http://a.com/ -> i 0-0 => /',
      'http://b.com/ -> f 0-0 308 https://b.com/',
      'https://b.com/ -> f 0-0 => /',
    ],
  },
  {
    says: 'challenges of certificate authorities stay on HTTP',
    router: nginx(
      ingress(
        'i',
        { 'a.com': ['Prefix /.well-known/acme-challenge solver', 'Prefix / shop'] },
        {},
        tls('a.com'),
      ),
    ),
    lines: [
      'http://a.com/.well-known/acme-challenge/x -> i 0-0 => /.well-known/acme-challenge/x',
      'http://a.com/x -> i 0-1 308 https://a.com/x',
    ],
  },
  {
    says: 'permanent-redirect is 301 and comes before that to https',
    router: nginx(ingress('i', shop, { 'permanent-redirect': 'https://b.com' }, tls('a.com'))),
    lines: ['http://a.com/x -> i 0-0 301 https://b.com', 'https://a.com/x -> i 0-0 301 https://b.com'],
  },
  {
    says: 'temporal-redirect is 302, and codes may be given',
    router: nginx(
      ingress('t', shop, { 'temporal-redirect': 'https://b.com' }),
      ingress(
        'p',
        { 'b.com': ['Prefix / x'] },
        { 'permanent-redirect': 'https://c.com', 'permanent-redirect-code': 308 },
      ),
    ),
    lines: ['http://a.com/ -> t 0-0 302 https://b.com', 'http://b.com/ -> p 0-0 308 https://c.com'],
  },
  {
    says: 'rewrite-target replaces the whole path with what the groups took',
    router: nginx(
      ingress(
        'i',
        { 'a.com': ['ImplementationSpecific /something(/|$)(.*) shop'] },
        { 'rewrite-target': '/$2' },
      ),
    ),
    lines: [
      'http://a.com/something -> i 0-0 => /',
      'http://a.com/something/ -> i 0-0 => /',
      'http://a.com/something/new?x=1 -> i 0-0 => /new?x=1',
    ],
  },
  {
    says: 'rewrite-target without groups sends everything to one path',
    router: nginx(ingress('i', { 'a.com': ['Prefix /app shop'] }, { 'rewrite-target': '/' })),
    lines: ['http://a.com/app/x/y -> i 0-0 => /', 'http://a.com/apple -> i 0-0 => /'],
  },
  {
    says: 'a rewrite-target that is the path changes nothing',
    router: nginx(ingress('i', { 'a.com': ['Prefix /app shop'] }, { 'rewrite-target': '/app' })),
    lines: ['http://a.com/app/x -> i 0-0 => /app/x', 'http://a.com/apple -> a.com default'],
  },
  {
    says: 'app-root sends the root to a path',
    router: nginx(ingress('i', shop, { 'app-root': '/app' })),
    lines: ['http://a.com/ -> i 0-0 app-root 302 http://a.com/app', 'http://a.com/x -> i 0-0 => /x'],
  },
  {
    says: 'canary-by-header: always and never, anything else is passed over',
    router: canary({ 'canary-by-header': 'X-Next', 'canary-weight': 0 }),
    lines: [
      'http://a.com/ | X-Next: always -> i 0-0 shop 0 next 100',
      'http://a.com/ | X-Next: never -> i 0-0 shop 100 next 0',
      'http://a.com/ | X-Next: maybe -> i 0-0 shop 100 next 0',
    ],
  },
  {
    says: 'canary-by-header-value is the only value then',
    router: canary({ 'canary-by-header': 'X-Next', 'canary-by-header-value': 'blue', 'canary-weight': 10 }),
    lines: [
      'http://a.com/ | X-Next: blue -> i 0-0 shop 0 next 100',
      'http://a.com/ | X-Next: always -> i 0-0 shop 90 next 10',
    ],
  },
  {
    says: 'canary-by-header-pattern',
    router: canary({ 'canary-by-header': 'X-Next', 'canary-by-header-pattern': '^(blue|green)$' }),
    lines: [
      'http://a.com/ | X-Next: green -> i 0-0 shop 0 next 100',
      'http://a.com/ | X-Next: red -> i 0-0 shop 100 next 0',
    ],
  },
  {
    says: 'header before cookie before weight',
    router: canary({ 'canary-by-header': 'X-Next', 'canary-by-cookie': 'next', 'canary-weight': 30 }),
    lines: [
      'http://a.com/ | X-Next: never | cookie next=always -> i 0-0 shop 100 next 0',
      'http://a.com/ | cookie next=always -> i 0-0 shop 0 next 100',
      'http://a.com/ | cookie next=never -> i 0-0 shop 100 next 0',
      'http://a.com/ | cookie next=yes -> i 0-0 shop 70 next 30',
      'http://a.com/ -> i 0-0 shop 70 next 30',
    ],
  },
  {
    says: 'canary-weight-total',
    router: canary({ 'canary-weight': 50, 'canary-weight-total': 1000 }),
    lines: ['http://a.com/ -> i 0-0 shop 95 next 5'],
  },
  {
    says: 'a canary joins only a location with its host and path',
    router: nginx(
      ingress('i', { 'a.com': ['Prefix /app shop'] }),
      ingress('c', { 'a.com': ['Prefix /other next'] }, { canary: true, 'canary-weight': 50 }),
    ),
    lines: ['http://a.com/app -> i 0-0 shop 100', 'http://a.com/other -> a.com default'],
  },
]
