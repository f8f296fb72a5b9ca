/** ALB: what each indicator and operator holds for (`match_engine` of the data plane, and the documents' example). */
import { alb, type RouteCase, rule } from './world.ts'

const only = (...terms: string[]) => alb([rule('r', terms)])

export const operatorCases: readonly RouteCase[] = [
  {
    says: 'STARTS_WITH is a beginning of letters, not of path elements',
    router: only('URL STARTS_WITH /app'),
    lines: [
      'http://a.com/app -> r',
      'http://a.com/app/x -> r',
      'http://a.com/apple -> r',
      'http://a.com/ap -> none; r URL',
      'http://a.com/App -> none',
      'http://a.com/x/app -> none',
    ],
  },
  {
    says: 'EQ is the whole path, without the query',
    router: only('URL EQ /a'),
    lines: [
      'http://a.com/a -> r',
      'http://a.com/a?x=1 -> r',
      'http://a.com/a/ -> none; r URL',
      'http://a.com/A -> none',
    ],
  },
  {
    says: 'paths are compared decoded, with slashes merged and dots resolved',
    router: only('URL EQ /a/b'),
    lines: [
      'http://a.com/a//b -> r',
      'http://a.com/a/./b -> r',
      'http://a.com/x/../a/b -> r',
      'http://a.com/%61/b -> r',
      'http://a.com/a%2Fb -> r',
    ],
  },
  {
    says: 'REGEX is searched in the path and looks at case',
    router: only('URL REGEX ^/v[0-9]+/(users|orders)$'),
    lines: [
      'http://a.com/v12/users -> r',
      'http://a.com/v1/orders -> r',
      'http://a.com/v1/orders/7 -> none; r URL',
      'http://a.com/V1/users -> none',
    ],
  },
  {
    says: 'a pattern without an anchor may match anywhere',
    router: only('URL REGEX \\.php$'),
    lines: ['http://a.com/x/index.php -> r', 'http://a.com/x.php/y -> none'],
  },
  {
    says: 'rows are alternatives, terms must all hold',
    router: only('URL STARTS_WITH /a | STARTS_WITH /b', 'METHOD EQ POST'),
    lines: [
      'POST http://a.com/a -> r',
      'POST http://a.com/b -> r',
      'GET http://a.com/a -> none; r METHOD',
      'POST http://a.com/c -> none; r URL',
    ],
  },
  {
    says: 'hosts are in lower case and without port',
    router: only('HOST EQ a.com'),
    lines: [
      'http://a.com/ -> r',
      'http://A.COM/ -> r',
      'http://a.com./ -> r',
      'http://b.a.com/ -> none; r HOST',
      'http://1.2.3.4/ | Host: a.com:8080 -> r',
    ],
  },
  {
    says: 'a host written in upper case matches nobody',
    router: only('HOST EQ A.com'),
    lines: ['http://a.com/ -> none; r HOST', 'http://A.com/ -> none'],
  },
  {
    says: 'HOST IN is a list of whole names',
    router: only('HOST IN a.com b.com'),
    lines: ['http://a.com/ -> r', 'http://b.com/ -> r', 'http://c.com/ -> none'],
  },
  {
    says: 'ENDS_WITH with a star is one label',
    router: only('HOST ENDS_WITH *.app.com'),
    lines: [
      'http://a.app.com/ -> r',
      'http://long-name.app.com/ -> r',
      'http://a.b.app.com/ -> none; r HOST',
      'http://app.com/ -> none',
      'http://myapp.com/ -> none',
    ],
  },
  {
    says: 'ENDS_WITH takes its first letter for a star: the documents’ .app.com holds for other domains too',
    router: only('HOST ENDS_WITH .app.com'),
    lines: [
      'http://a.app.com/ -> r',
      'http://myapp.com/ -> r',
      'http://a.b.app.com/ -> none; r HOST',
      'http://app.com/ -> none',
    ],
  },
  {
    says: 'HOST STARTS_WITH and REGEX',
    router: alb([rule('s', ['HOST STARTS_WITH shop.']), rule('x', ['HOST REGEX ^(eu|us)\\.a\\.com$'])]),
    lines: ['http://shop.a.com/ -> s', 'http://eu.a.com/ -> x', 'http://asia.a.com/ -> none'],
  },
  {
    says: 'METHOD is compared as it is sent',
    router: only('METHOD IN GET HEAD'),
    lines: [
      'GET http://a.com/ -> r',
      'HEAD http://a.com/ -> r',
      'get http://a.com/ -> none; r METHOD',
      'POST http://a.com/ -> none',
    ],
  },
  {
    says: 'HEADER names do not look at case, values do',
    router: only('HEADER:LOCATION IN east-1 east-2'),
    lines: [
      'http://a.com/ | location: east-2 -> r',
      'http://a.com/ | Location: East-2 -> none; r HEADER',
      'http://a.com/ -> none; r HEADER',
    ],
  },
  {
    says: 'HEADER with an underscore in its name is the header with a dash',
    router: only('HEADER:x_canary EQ yes'),
    lines: ['http://a.com/ | X-Canary: yes -> r', 'http://a.com/ | X-Canary: no -> none'],
  },
  {
    says: 'HEADER with a dash in its name is never found in the published data plane, so it is not certain',
    router: only('HEADER:x-canary EQ yes'),
    lines: [
      'http://a.com/ | X-Canary: yes -> ? none; r unknown',
      'http://a.com/ | X-Canary: no -> none; r HEADER',
      'http://a.com/ -> none',
    ],
  },
  {
    says: 'HEADER EXIST, STARTS_WITH and REGEX',
    router: alb([
      rule('e', ['HEADER:debug EXIST']),
      rule('s', ['HEADER:agent STARTS_WITH curl/']),
      rule('x', ['HEADER:version REGEX ^1\\.']),
    ]),
    lines: [
      'http://a.com/ | Debug: -> e',
      'http://a.com/ | Agent: curl/8 -> s',
      'http://a.com/ | Version: 1.7 -> x',
      'http://a.com/ | Version: 2.1 -> none',
    ],
  },
  {
    says: 'a range of a header is compared by letters, unless its value is an address',
    router: only('HEADER:version RANGE 10 20'),
    lines: [
      'http://a.com/ | Version: 15 -> r',
      'http://a.com/ | Version: 1x -> r',
      'http://a.com/ | Version: 2 -> r',
      'http://a.com/ | Version: 100 -> r',
      'http://a.com/ | Version: 9 -> none',
    ],
  },
  {
    says: 'COOKIE EXIST and EQ; names do not look at case',
    router: alb([rule('e', ['COOKIE:uid EXIST']), rule('q', ['COOKIE:tier EQ gold'])]),
    lines: [
      'http://a.com/ | cookie uid=7 -> e',
      'http://a.com/ | cookie UID=7 -> e',
      'http://a.com/ | cookie tier=gold -> q',
      'http://a.com/ | cookie tier=Gold -> none',
      'http://a.com/ | Cookie: x=1; tier=gold -> q',
    ],
  },
  {
    says: 'PARAM names look at case and values are decoded',
    router: only('PARAM:group EQ very+vip | EQ vip'),
    lines: [
      'http://a.com/?group=vip -> r',
      'http://a.com/?x=1&group=vip -> r',
      'http://a.com/?Group=vip -> none; r PARAM',
      'http://a.com/?group=very%2Bvip -> r',
      'http://a.com/?group=very+vip -> none',
    ],
  },
  {
    says: 'a parameter without a value exists and equals nothing',
    router: alb([
      rule('e', ['PARAM:debug EXIST', 'URL EQ /e']),
      rule('q', ['PARAM:debug EQ true', 'URL EQ /q']),
      rule('s', ['PARAM:debug STARTS_WITH t', 'URL EQ /s']),
    ]),
    lines: [
      'http://a.com/e?debug -> e',
      'http://a.com/q?debug -> none; q PARAM',
      'http://a.com/q?debug=true -> q',
      'http://a.com/s?debug -> ? none; s unknown',
    ],
  },
  {
    says: 'a parameter that is repeated is a list, which equals nothing',
    router: alb([rule('q', ['PARAM:a EQ 1']), rule('e', ['PARAM:a EXIST'])]),
    lines: ['http://a.com/?a=1 -> q', 'http://a.com/?a=1&a=1 -> e; q PARAM'],
  },
  {
    says: 'SRC_IP RANGE has both of its ends',
    router: only('SRC_IP RANGE 1.1.1.1 1.1.1.100'),
    lines: [
      'http://a.com/ | from 1.1.1.1 -> r',
      'http://a.com/ | from 1.1.1.100 -> r',
      'http://a.com/ | from 1.1.1.101 -> none; r SRC_IP',
      'http://a.com/ | from 1.1.1.9 -> r',
      'http://a.com/ | from fd00::1 -> none',
    ],
  },
  {
    says: 'SRC_IP EQ and IN compare texts',
    router: only('SRC_IP IN 10.0.0.1 fd00::1'),
    lines: [
      'http://a.com/ | from 10.0.0.1 -> r',
      'http://a.com/ | from fd00:0::1 -> r',
      'http://a.com/ | from 10.0.0.2 -> none',
    ],
  },
  {
    says: 'SRC_IP is X-Real-IP, then the first of X-Forwarded-For, then the connection',
    router: only('SRC_IP EQ 10.0.0.1'),
    lines: [
      'http://a.com/ | from 9.9.9.9 | X-Real-IP: 10.0.0.1 -> r',
      'http://a.com/ | from 9.9.9.9 | X-Forwarded-For: 10.0.0.1, 8.8.8.8 -> r',
      'http://a.com/ | from 10.0.0.1 | X-Forwarded-For: 8.8.8.8 -> none; r SRC_IP',
      'http://a.com/ | X-Real-IP: 10.0.0.1 | X-Forwarded-For: 8.8.8.8 -> r',
      'http://a.com/ -> ? none; r unknown',
    ],
  },
  {
    says: 'a range of IPv6 is compared in groups of 32 bits, each for itself',
    router: only('SRC_IP RANGE 2001:db8::1 2001:db8::ff'),
    lines: [
      'http://a.com/ | from 2001:db8::80 -> r',
      'http://a.com/ | from 2001:db8::100 -> none',
      'http://a.com/ | from 2001:db9::80 -> none',
    ],
  },
  {
    says: 'the documents’ example, all seven indicators',
    router: only(
      'METHOD EQ POST',
      'URL STARTS_WITH /app-a | STARTS_WITH /app-b',
      'PARAM:group EQ vip',
      'HOST ENDS_WITH *.app.com',
      'HEADER:LOCATION IN east-1 east-2',
      'COOKIE:uid EXIST',
      'SRC_IP RANGE 1.1.1.1 1.1.1.100',
    ),
    lines: [
      'POST http://x.app.com/app-b/7?group=vip | Location: east-1 | cookie uid=1 | from 1.1.1.7 -> r',
      'GET http://x.app.com/app-b/7?group=vip | Location: east-1 | cookie uid=1 | from 1.1.1.7 -> none; r METHOD',
      'POST http://x.app.com/app-c?group=vip | Location: east-1 | cookie uid=1 | from 1.1.1.7 -> none; r URL',
      'POST http://x.app.com/app-a | Location: east-1 | cookie uid=1 | from 1.1.1.7 -> none; r PARAM',
      'POST http://app.com/app-a?group=vip | Location: east-1 | cookie uid=1 | from 1.1.1.7 -> none; r HOST',
      'POST http://x.app.com/app-a?group=vip | Location: west-1 | cookie uid=1 | from 1.1.1.7 -> none; r HEADER',
      'POST http://x.app.com/app-a?group=vip | Location: east-1 | from 1.1.1.7 -> none; r COOKIE',
      'POST http://x.app.com/app-a?group=vip | Location: east-1 | cookie uid=1 | from 1.1.2.7 -> none; r SRC_IP',
    ],
  },
]
