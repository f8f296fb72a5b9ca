/** ingress-nginx: hosts and paths ("Ingress Path Matching" of its guide, and `HTTPIngressPath` of Kubernetes). */
import { ingress, nginx, type RouteCase } from './world.ts'

export const nginxPathCases: readonly RouteCase[] = [
  {
    says: 'Prefix is compared element by element',
    router: nginx(ingress('i', { 'a.com': ['Prefix /app shop'] })),
    lines: [
      'http://a.com/app -> i 0-0',
      'http://a.com/app/ -> i 0-0',
      'http://a.com/app/x -> i 0-0',
      'http://a.com/apple -> a.com default; i URL',
      'http://a.com/App -> a.com default',
    ],
  },
  {
    says: 'Exact is the path alone',
    router: nginx(ingress('i', { 'a.com': ['Exact /app shop'] })),
    lines: [
      'http://a.com/app -> i 0-0',
      'http://a.com/app?x=1 -> i 0-0',
      'http://a.com/app/ -> a.com default; i URL',
    ],
  },
  {
    says: 'ImplementationSpecific is a beginning of letters',
    router: nginx(ingress('i', { 'a.com': ['ImplementationSpecific /app shop'] })),
    lines: ['http://a.com/app -> i 0-0', 'http://a.com/apple -> i 0-0'],
  },
  {
    says: 'Exact goes before Prefix, and the longer before the shorter',
    router: nginx(
      ingress('i', {
        'a.com': ['Prefix / root', 'Prefix /app app', 'Exact /app exact', 'Prefix /app/x deep'],
      }),
    ),
    lines: [
      'http://a.com/app -> i 0-2; i 0-1 behind',
      'http://a.com/app/ -> i 0-1',
      'http://a.com/app/x/y -> i 0-3; i 0-1 behind',
      'http://a.com/other -> i 0-0',
    ],
  },
  {
    says: 'the same of several Ingresses',
    router: nginx(
      ingress('short', { 'a.com': ['Prefix / root'] }),
      ingress('long', { 'a.com': ['Prefix /api api'] }),
    ),
    lines: ['http://a.com/api/x -> long 0-0; short behind', 'http://a.com/x -> short 0-0'],
  },
  {
    says: 'of the same host, path and type the oldest Ingress has it',
    router: nginx(
      ingress('old', { 'a.com': ['Prefix /app old'] }),
      ingress('new', { 'a.com': ['Prefix /app new'] }),
    ),
    lines: ['http://a.com/app -> old 0-0; new unused'],
  },
  {
    says: 'an exact host goes before a wildcard, and that before no host',
    router: nginx(
      ingress('any', { '*': ['Prefix / any'] }),
      ingress('wild', { '*.a.com': ['Prefix / wild'] }),
      ingress('exact', { 'x.a.com': ['Prefix / exact'] }),
    ),
    lines: [
      'http://x.a.com/ -> exact 0-0; wild behind',
      'http://y.a.com/ -> wild 0-0; exact HOST',
      'http://b.com/ -> any 0-0; wild HOST',
      'http://y.x.a.com/ -> any 0-0; wild HOST',
      'http://a.com/ -> any 0-0',
    ],
  },
  {
    says: 'a host that has no such path does not fall back to other servers',
    router: nginx(
      ingress('any', { '*': ['Prefix / any'] }),
      ingress('exact', { 'x.com': ['Prefix /app exact'] }),
    ),
    lines: ['http://x.com/other -> x.com default; any behind', 'http://y.com/other -> any 0-0'],
  },
  {
    says: 'the default backend of an Ingress with rules answers for its hosts',
    router: nginx(
      ingress(
        'i',
        { 'a.com': ['Prefix /app shop'] },
        {},
        { defaultBackend: { service: { name: 'rest', port: { number: 80 } } } },
      ),
    ),
    lines: ['http://a.com/x -> a.com default => /x', 'http://b.com/x -> * default answered'],
  },
  {
    says: 'that of one without rules answers for all other names',
    router: nginx(
      ingress('i', {}, {}, { defaultBackend: { service: { name: 'rest', port: { number: 80 } } } }),
    ),
    lines: ['http://b.com/x -> * default => /x'],
  },
  {
    says: 'use-regex makes all paths of the host patterns that do not look at case, also those that are Exact',
    router: nginx(
      ingress('r', { 'a.com': ['ImplementationSpecific /foo/.* regex'] }, { 'use-regex': true }),
      ingress('e', { 'a.com': ['Exact /bar exact'] }),
    ),
    lines: [
      'http://a.com/foo/x -> r 0-0',
      'http://a.com/FOO/x -> r 0-0',
      'http://a.com/bar -> e 0-0',
      'http://a.com/barbecue -> e 0-0',
      'http://a.com/foo -> a.com default',
    ],
  },
  {
    says: 'patterns are tried by length: the guide’s example',
    router: nginx(
      ingress('one', {
        'test.com': ['ImplementationSpecific /foo/bar service1', 'ImplementationSpecific /foo/bar/ service2'],
      }),
      ingress(
        'two',
        { 'test.com': ['ImplementationSpecific /foo/bar/(.+) service3'] },
        { 'rewrite-target': '/$1' },
      ),
    ),
    lines: [
      'http://test.com/foo/bar/1 -> two 0-0 => /1',
      'http://test.com/foo/bar/ -> one 0-1',
      'http://test.com/foo/bar -> one 0-0',
    ],
  },
  {
    says: 'the guide’s warning: the longer text wins, not the better match',
    router: nginx(
      ingress(
        'i',
        {
          'test.com': [
            'ImplementationSpecific /foo/bar/bar bar',
            'ImplementationSpecific /foo/bar/[A-Z0-9]{3} class',
          ],
        },
        { 'use-regex': true },
      ),
    ),
    lines: ['http://test.com/foo/bar/bar -> i 0-1; i 0-0 behind'],
  },
  {
    says: 'patterns of one host leave other hosts alone',
    router: nginx(
      ingress('r', { 'a.com': ['ImplementationSpecific /x.* x'] }, { 'use-regex': true }),
      ingress('p', { 'b.com': ['Prefix /x x'] }),
    ),
    lines: [
      'http://b.com/xy -> b.com default; p URL',
      'http://b.com/X -> b.com default',
      'http://a.com/XY -> r 0-0',
    ],
  },
  {
    says: 'a prefix with a slash at its end sends the bare path there',
    router: nginx(ingress('i', { 'a.com': ['Prefix /app/ shop'] })),
    lines: [
      'http://a.com/app/ -> i 0-0',
      'http://a.com/app/x -> i 0-0',
      'http://a.com/app -> i 0-0 slash 301 http://a.com/app/',
    ],
  },
  {
    says: 'server-alias is another name, unless an Ingress has it',
    router: nginx(
      ingress('i', { 'a.com': ['Prefix / shop'] }, { 'server-alias': 'b.com, c.com' }),
      ingress('c', { 'c.com': ['Prefix / other'] }),
    ),
    lines: ['http://b.com/ -> i 0-0', 'http://c.com/ -> c 0-0; i HOST'],
  },
]
