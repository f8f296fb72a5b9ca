/** What Envoy Gateway says of a Gateway's listeners, before any route comes. */
import type { WantedCondition } from '../conditions.ts'
import type { World } from '../reaction.ts'
import type { Opening } from './attachment.ts'
import { certificateProblem } from './certificates.ts'
import { conflictsOf } from './conflicts.ts'
import {
  condition,
  type Gateway,
  gatewayGroup,
  generationOf,
  type Listener,
  type RouteGroupKind,
} from './objects.ts'

export interface ListenerState extends Opening {
  readonly conditions: readonly WantedCondition[]
}

/** A condition still without the generation it is true for. */
export interface Problem {
  readonly type: 'Accepted' | 'Programmed' | 'ResolvedRefs' | 'Conflicted'
  readonly reason: string
  readonly message: string
}

export function listenerStates(gateway: Gateway, world: World): readonly ListenerState[] {
  const listeners = gateway.spec.listeners ?? []
  const examined = listeners.map((listener) => {
    const kinds = kindsOf(listener)
    return { listener, kinds, problems: problemsOf(listener, kinds, gateway, world) }
  })
  const sound = examined.filter(({ problems }) => problems.every(isHarmless)).map(({ listener }) => listener)
  const conflicts = conflictsOf(gateway, sound)
  const generation = generationOf(gateway)
  return examined.map(({ listener, kinds, problems }) => ({
    listener,
    supportedKinds: kinds.supported,
    conditions: conditionsOf([...problems, ...(conflicts.get(listener) ?? [])], generation),
  }))
}

/** What routes may attach to, whatever else is wrong with the listeners. */
export function openingsOf({ spec }: Gateway): readonly Opening[] {
  return (spec.listeners ?? []).map((listener) => ({ listener, supportedKinds: kindsOf(listener).supported }))
}

/** A listener with some good certificates works with those. */
function isHarmless({ reason }: Problem): boolean {
  return reason === 'PartiallyInvalidCertificateRef'
}

interface Kinds {
  readonly supported: readonly RouteGroupKind[]
  readonly problem: Problem | null
}

const protocols = ['HTTP', 'HTTPS', 'TLS', 'TCP', 'UDP']

function possibleKinds({ protocol, tls }: Listener): readonly string[] {
  switch (protocol) {
    case 'HTTP':
    case 'HTTPS':
      return ['HTTPRoute', 'GRPCRoute']
    case 'TLS':
      return tls?.mode === 'Passthrough' ? ['TLSRoute'] : ['TCPRoute', 'TLSRoute']
    case 'TCP':
      return ['TCPRoute']
    case 'UDP':
      return ['UDPRoute']
    default:
      return []
  }
}

function kindsOf(listener: Listener): Kinds {
  const possible = possibleKinds(listener)
  if (possible.length === 0) return { supported: [], problem: null }
  const asked = listener.allowedRoutes?.kinds ?? []
  if (asked.length === 0) {
    return { supported: possible.map((kind) => ({ group: gatewayGroup, kind })), problem: null }
  }
  const invalid = (message: string): Problem => ({
    type: 'ResolvedRefs',
    reason: 'InvalidRouteKinds',
    message,
  })
  const ofGroup = asked.filter(({ group = gatewayGroup }) => group === gatewayGroup)
  const supported = ofGroup.filter(({ kind }) => possible.includes(kind))
  const foreign = ofGroup.find(({ kind }) => !possible.includes(kind))
  if (foreign !== undefined) {
    const allowed = supported.length === 0 ? possible : supported.map(({ kind }) => kind)
    const problem = invalid(`${foreign.kind} is not supported, kind must be one of [${allowed.join(' ')}]`)
    return { supported, problem }
  }
  const isMixed = ofGroup.length < asked.length
  const problem = isMixed ? invalid(`Group is not supported, group must be ${gatewayGroup}`) : null
  return { supported, problem }
}

function problemsOf(listener: Listener, kinds: Kinds, gateway: Gateway, world: World): readonly Problem[] {
  const found = [
    selectorProblem(listener),
    kinds.problem,
    protocolProblem(listener),
    tlsProblem(listener, gateway, world),
    hostnameProblem(listener),
  ]
  return found.filter((problem) => problem !== null)
}

function invalid(message: string, reason = 'Invalid'): Problem {
  return { type: 'Programmed', reason, message }
}

function selectorProblem({ allowedRoutes }: Listener): Problem | null {
  const { from, selector } = allowedRoutes?.namespaces ?? {}
  if (from !== 'Selector' || selector !== undefined) return null
  const field = 'allowedRoutes.namespaces'
  return invalid(`The ${field}.selector field must be specified when ${field}.from is set to "Selector".`)
}

function protocolProblem({ protocol }: Listener): Problem | null {
  if (protocols.includes(protocol)) return null
  const message = `Protocol ${protocol} is unsupported, must be HTTP, HTTPS, TCP or UDP.`
  return { type: 'Accepted', reason: 'UnsupportedProtocol', message }
}

function tlsProblem(listener: Listener, gateway: Gateway, world: World): Problem | null {
  const { protocol, tls } = listener
  const wantsTls = protocol === 'HTTPS' || protocol === 'TLS'
  if (!wantsTls) {
    if (tls === undefined || !protocols.includes(protocol)) return null
    return invalid(`Listener must not have TLS set when protocol is ${protocol}.`)
  }
  if (tls === undefined) return invalid(`Listener must have TLS set when protocol is ${protocol}.`)
  const mode = tls.mode ?? 'Terminate'
  const refs = tls.certificateRefs ?? []
  if (protocol === 'HTTPS' && mode !== 'Terminate') {
    const message = `TLS ${mode} mode is not supported, TLS mode must be Terminate.`
    return invalid(message, 'UnsupportedTLSMode')
  }
  if (mode === 'Passthrough') {
    if (refs.length === 0) return null
    return invalid('Listener must not have TLS certificate refs set for TLS mode Passthrough.')
  }
  if (refs.length === 0) {
    return invalid(
      protocol === 'HTTPS'
        ? 'Listener must have at least 1 TLS certificate ref'
        : 'Listener must have TLS certificate refs set for TLS mode Terminate.',
    )
  }
  return certificateProblem(refs, gateway, world)
}

function hostnameProblem({ protocol, hostname }: Listener): Problem | null {
  if (hostname === undefined || (protocol !== 'TCP' && protocol !== 'UDP')) return null
  return invalid(`Listener must not have hostname set when protocol is ${protocol}.`)
}

const accepted = 'Listener has been successfully translated'
const programmed = 'Sending translated listener configuration to the data plane'
const resolved = 'Listener references have been resolved'
const seeOthers = 'Listener is invalid, see other Conditions for details.'

/** The problems as conditions, and what holds beside them. */
function conditionsOf(problems: readonly Problem[], generation: number): readonly WantedCondition[] {
  const good = (type: string, reason: string, message: string) =>
    condition(type, true, reason, message, generation)
  const bad = problems.map(({ type, reason, message }) =>
    condition(type, type === 'Conflicted', reason, message, generation),
  )
  const isAccepted = good('Accepted', 'Accepted', accepted)
  const isProgrammed = good('Programmed', 'Programmed', programmed)
  const isResolved = good('ResolvedRefs', 'ResolvedRefs', resolved)
  const isInvalid = condition('Programmed', false, 'Invalid', seeOthers, generation)
  const [first] = problems
  if (first === undefined) return [isProgrammed, isAccepted, isResolved]
  if (problems.length === 1 && first.reason === 'PartiallyInvalidCertificateRef') {
    return [...bad, isAccepted, isProgrammed]
  }
  if (problems.length === 1 && first.reason === 'InvalidCertificateRef')
    return [...bad, isAccepted, isInvalid]
  const has = (type: string) => bad.some((each) => each.type === type)
  return [...bad, ...(has('Programmed') ? [] : [isInvalid]), ...(has('ResolvedRefs') ? [] : [isResolved])]
}
