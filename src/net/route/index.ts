/** Where a request goes: matches of rules, their order, what hides what, and the way of one request. */

export { type AlbObjects, albRouter } from './alb.ts'
export { areDisjoint, covers } from './cover.ts'
export {
  type ConditionVerdict,
  evaluateCondition,
  evaluateMatch,
  type MatchVerdict,
} from './evaluate.ts'
export { findRoute, prepareListener } from './find.ts'
export { compareAges } from './ingress-age.ts'
export { madeUpCertificate, type NginxObjects, nginxRouter } from './ingress-nginx.ts'
export {
  type Condition,
  everything,
  type Indicator,
  indicators,
  type Match,
  needsKey,
  type Operator,
  operators,
  operatorsOf,
  type Test,
  valueCount,
} from './match.ts'
export type { Doubt, Outcome } from './operators.ts'
export { compareKeys, decidingFact, type OrderFact, type OrderKey, orderKeyOf } from './order.ts'
export { type DslFault, readDsl } from './read-dsl.ts'
export { type Fate, type MatchFault, type MatchProblem, type Reading, readMatch } from './read-match.ts'
export {
  type ParsedRequest,
  parseRequest,
  type RequestFault,
  type RequestProblem,
  type RouteRequest,
  type TypedRequest,
} from './request.ts'
export type {
  Action,
  Affinity,
  Canary,
  Forward,
  HeaderChange,
  Listener,
  ListenerCertificate,
  ListenerProtocol,
  ObjectRef,
  Redirect,
  Refusal,
  Rewrite,
  Route,
  Router,
  ServiceGroup,
  ServiceShare,
} from './router.ts'
export { type SentencePart, sentenceOf } from './sentence.ts'
export { type Shadow, shadowsOf } from './shadow.ts'
export type { Share, ShareReason } from './shares.ts'
export { type Subject, sourceOf } from './subject.ts'
export {
  type Ending,
  type EndpointFact,
  type EndpointsOf,
  type OtherRoute,
  type Trace,
  type TracedShare,
  trace,
  type WhyNot,
} from './trace.ts'
export { type Term, writeDsl, writeMatch } from './write-match.ts'
