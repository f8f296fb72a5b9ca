/** ALB: which of several rules is asked first, and what becomes of rules that are written wrongly. */
import { alb, port, type RouteCase, rule } from './world.ts'

const group = { services: [{ name: 'other', namespace: 'web', port: 80, weight: 100 }] }

export const orderCases: readonly RouteCase[] = [
  {
    says: 'the smaller priority goes first, whatever the matches are',
    router: alb([
      rule('exact', ['URL EQ /a', 'HOST EQ a.com']),
      rule('any', ['URL STARTS_WITH /'], { priority: 4 }),
    ]),
    lines: ['http://a.com/a -> any; exact behind', 'http://b.com/x -> any; exact URL'],
  },
  {
    says: 'a priority left out is 0, and 0 outranks all',
    router: alb([
      rule('one', ['URL STARTS_WITH /'], { priority: 1 }),
      rule('unset', ['URL STARTS_WITH /'], { priority: undefined }),
    ]),
    lines: ['http://a.com/ -> unset; one behind'],
  },
  {
    says: 'of one priority an exact host goes before a wildcard, and that before a path',
    router: alb([
      rule('path', ['URL EQ /a/long/path']),
      rule('wild', ['HOST ENDS_WITH *.a.com']),
      rule('exact', ['HOST EQ x.a.com']),
    ]),
    lines: [
      'http://x.a.com/a/long/path -> exact; wild behind',
      'http://y.a.com/a/long/path -> wild; path behind',
      'http://b.com/a/long/path -> path; exact HOST',
    ],
  },
  {
    says: 'a host by a pattern has no weight',
    router: alb([rule('pattern', ['HOST REGEX ^a\\.com$']), rule('wild', ['HOST ENDS_WITH *.com'])]),
    lines: ['http://a.com/ -> wild; pattern behind'],
  },
  {
    says: 'the longer beginning goes first, and an exact path before any that is shorter than 1000 letters',
    router: alb([
      rule('root', ['URL STARTS_WITH /']),
      rule('a', ['URL STARTS_WITH /a']),
      rule('ab', ['URL STARTS_WITH /a/b']),
      rule('exact', ['URL EQ /a']),
    ]),
    lines: [
      'http://a.com/a/b/c -> ab; a behind',
      'http://a.com/a -> exact; a behind',
      'http://a.com/a/x -> a; root behind',
      'http://a.com/x -> root',
    ],
  },
  {
    says: 'a beginning weighs two letters more than a pattern of its length',
    router: alb([rule('begin', ['URL STARTS_WITH /ab']), rule('regex', ['URL REGEX ^/ab'])]),
    lines: ['http://a.com/ab -> begin; regex behind'],
  },
  {
    says: 'a pattern goes before a beginning that is three letters shorter',
    router: alb([rule('begin', ['URL STARTS_WITH /ab']), rule('regex', ['URL REGEX ^/ab.*'])]),
    lines: ['http://a.com/ab -> regex; begin behind'],
  },
  {
    says: 'every row of a path adds its weight, so two beginnings outweigh one exact path',
    router: alb([rule('two', ['URL STARTS_WITH /a | STARTS_WITH /b']), rule('exact', ['URL EQ /a'])]),
    lines: ['http://a.com/a -> two; exact behind'],
  },
  {
    says: 'URL IN has no weight at all',
    router: alb([rule('in', ['URL IN /a /b']), rule('root', ['URL STARTS_WITH /'])]),
    lines: ['http://a.com/a -> root; in behind'],
  },
  {
    says: 'other indicators weigh 100 a row',
    router: alb([
      rule('plain', ['URL STARTS_WITH /a']),
      rule('post', ['URL STARTS_WITH /a', 'METHOD EQ POST']),
    ]),
    lines: ['POST http://a.com/a -> post; plain behind', 'GET http://a.com/a -> plain; post METHOD'],
  },
  {
    says: 'of equal weight the longer text goes first',
    router: alb([rule('short', ['METHOD IN GET PUT']), rule('long', ['METHOD IN GET PUT DELETE'])]),
    lines: ['GET http://a.com/ -> long; short behind'],
  },
  {
    says: 'of equal text the name decides',
    router: alb([rule('b', ['METHOD EQ GET']), rule('a', ['METHOD EQ GET'])]),
    lines: ['GET http://a.com/ -> a; b behind'],
  },
  {
    says: 'the default service group of the port comes last',
    router: alb([rule('a', ['URL STARTS_WITH /a'], { priority: 10 })], [port(80, { serviceGroup: group })]),
    lines: ['http://a.com/a -> a; alb-00080 behind', 'http://a.com/b -> alb-00080; a URL'],
  },
  {
    says: 'without rule and default group the answer is 404, InvalidUpstream',
    router: alb([rule('a', ['URL STARTS_WITH /a'])]),
    lines: ['http://a.com/b -> none', 'http://a.com/a -> a'],
  },
  {
    says: 'a rule without a match is left out',
    router: alb([rule('nil', null), rule('a', ['URL STARTS_WITH /'])]),
    lines: ['http://a.com/ -> a; nil unused'],
  },
  {
    says: 'an empty list of terms matches nobody',
    router: alb([rule('empty', [])]),
    lines: ['http://a.com/ -> none; empty unused'],
  },
  {
    says: 'EXIST beside other rows drops the whole rule',
    router: alb([rule('bad', ['COOKIE:uid EXIST | EQ 7']), rule('a', ['URL STARTS_WITH /'])]),
    lines: ['http://a.com/ | cookie uid=7 -> a; bad unused'],
  },
  {
    says: 'a term without rows is passed over where there are others',
    router: alb([rule('r', ['METHOD', 'URL STARTS_WITH /a'])]),
    lines: ['POST http://a.com/a -> r', 'http://a.com/b -> none; r URL'],
  },
  {
    says: 'EQ with two values never holds',
    router: alb([rule('two', ['HOST EQ a.com b.com'])]),
    lines: ['http://a.com/ -> none; two unused', 'http://b.com/ -> none'],
  },
  {
    says: 'an indicator nobody knows keeps its rule from matching',
    router: alb([rule('bad', ['PATH EQ /a', 'URL EQ /a']), rule('a', ['URL STARTS_WITH /'])]),
    lines: ['http://a.com/a -> a; bad unused'],
  },
  {
    says: 'an operator nobody knows makes the data plane fail, so that what comes behind it is not certain',
    router: alb([rule('bad', ['HOST LIKE a.com', 'URL EQ /a']), rule('a', ['URL STARTS_WITH /'])]),
    lines: ['http://a.com/a -> ? a; bad unused'],
  },
  {
    says: 'a pattern that needs looking around is not evaluated, and said so',
    router: alb([rule('look', ['URL REGEX ^/(?!admin)']), rule('root', ['URL STARTS_WITH /'])]),
    lines: ['http://a.com/x -> ? root; look unknown', 'http://a.com/ -> ? root'],
  },
  {
    says: 'a pattern that is none matches nothing',
    router: alb([rule('bad', ['URL REGEX ^/(a']), rule('root', ['URL STARTS_WITH /'])]),
    lines: ['http://a.com/a -> root; bad unused'],
  },
  {
    says: 'a key that is missing is taken from the values',
    router: alb([rule('r', ['HEADER IN version 1 2'])]),
    lines: ['http://a.com/ | Version: 2 -> r', 'http://a.com/ | Version: 3 -> none; r HEADER'],
  },
]
