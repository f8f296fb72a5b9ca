/** Which rules decide between two places: every two parts that policies tell apart, by the example of one pair each. */
import { formatAddress } from '../../net/address.ts'
import {
  allPorts,
  type CompiledPolicies,
  type Doubt,
  type Endpoint,
  type EndpointRef,
  evaluate,
  hasPort,
  isNone,
  isOwnNode,
  minus,
  type Part,
  type PortSet,
  rangesOf,
  type SideVerdict,
  type Verdict,
} from '../../net/policy/index.ts'
import type { AskedPort } from './page-state.ts'
import type { Place } from './place.ts'
import type { Answer } from './protocol.ts'

/** One end of a question: parts of pods, or addresses outside. */
export interface End {
  readonly parts: readonly Part[]
  /** The address that was asked for. */
  readonly ip: string | null
  /** Whether it could be something that was not read. */
  readonly inDoubt: boolean
}

/** A course before its rules are looked up in the text of their policies. */
export interface RawCourse {
  readonly answer: Answer
  readonly pairs: number
  readonly port: AskedPort
  readonly from: Place
  readonly to: Place
  readonly verdict: Verdict
  readonly doubts: Readonly<Record<'egress' | 'ingress', boolean>>
}

interface Sample {
  readonly pairs: number
  readonly from: EndpointRef
  readonly to: EndpointRef
  readonly doubts: RawCourse['doubts']
  /** On which it is open, as far as is known. */
  readonly ports: PortSet
  readonly target: Endpoint
}

/** `port`: `null` for one open and one closed port of each pair, if there are. */
export function coursesBetween(
  compiled: CompiledPolicies,
  from: End,
  to: End,
  port: AskedPort | null,
  doubt: Doubt,
): readonly RawCourse[] {
  const courses = new Map<string, RawCourse>()
  for (const sample of samplesOf(compiled, from, to, doubt)) {
    const ports = port === null ? tellingPorts(compiled, sample) : [port]
    for (const asked of ports) {
      const verdict = evaluate(compiled, { from: sample.from, to: sample.to, ...asked })
      const doubts = doubtsOf(verdict, sample.doubts)
      const answer = answerOf(verdict, doubts)
      const key = keyOf(verdict, answer)
      const known = courses.get(key)
      courses.set(key, {
        answer,
        port: known?.port ?? asked,
        from: known?.from ?? placeOf(sample.from),
        to: known?.to ?? placeOf(sample.to),
        verdict: known?.verdict ?? verdict,
        doubts: known?.doubts ?? doubts,
        pairs: (known?.pairs ?? 0) + sample.pairs,
      })
    }
  }
  const order: readonly Answer[] = ['yes', 'no', 'unknown']
  return [...courses.values()].toSorted(
    (a, b) => order.indexOf(a.answer) - order.indexOf(b.answer) || b.pairs - a.pairs,
  )
}

function* samplesOf(compiled: CompiledPolicies, from: End, to: End, doubt: Doubt): Generator<Sample> {
  for (const source of from.parts) {
    for (const target of to.parts) {
      const doubts = {
        egress: from.inDoubt || to.inDoubt || doubt(source.endpoint, 'egress'),
        ingress: from.inDoubt || to.inDoubt || doubt(target.endpoint, 'ingress'),
      }
      const number = compiled.rows.between(source.endpoint, target.endpoint)
      const far = compiled.rows.table.setOf(number)
      for (const { near, pairs, ...refs } of pairsOf(compiled, source, target, from.ip, to.ip))
        yield { ...refs, pairs, doubts, ports: near ? allPorts() : far, target: target.endpoint }
    }
  }
}

/** One pair of two different pods, and one of a pod and its own node where there is any. */
function pairsOf(
  compiled: CompiledPolicies,
  source: Part,
  target: Part,
  fromIp: string | null,
  toIp: string | null,
) {
  const to = refsOf(target, toIp)
  const near: { from: EndpointRef; to: EndpointRef }[] = []
  const far: typeof near = []
  let [nearPairs, farPairs] = [0, 0]
  const [first] = source.pods
  for (const [at, ref] of to.entries()) {
    const pod = target.pods[at] ?? null
    const isAmong = source.endpoint === target.endpoint && pod !== null && source.pods.includes(pod)
    const size = first === undefined ? 1 : source.pods.length - (isAmong ? 1 : 0)
    if (size === 0) continue
    const example = first === pod ? (source.pods[1] ?? first) : first
    const fromRef = refOf(source, example, fromIp)
    const isNear =
      pod !== null &&
      isOwnNode(compiled, { pod: first ?? null, ip: 'ip' in fromRef ? fromRef.ip : '' }, { pod })
    if (isNear) nearPairs += size
    else farPairs += size
    const list = isNear ? near : far
    if (list.length === 0) list.push({ from: fromRef, to: ref })
  }
  return [
    ...near.map((refs) => ({ ...refs, near: true, pairs: nearPairs })),
    ...far.map((refs) => ({ ...refs, near: false, pairs: farPairs })),
  ]
}

function refsOf(part: Part, ip: string | null): readonly EndpointRef[] {
  if (part.endpoint.outside !== null) return [refOf(part, undefined, ip)]
  return part.pods.map((pod) => refOf(part, pod, ip))
}

function refOf({ endpoint }: Part, pod: Part['pods'][number] | undefined, ip: string | null): EndpointRef {
  if (pod !== undefined) return { namespace: pod.namespace, pod: pod.name }
  const first = endpoint.outside?.ranges[0]?.first
  return { ip: ip ?? (first === undefined ? '' : formatAddress(first)) }
}

function placeOf(ref: EndpointRef): Place {
  return 'ip' in ref ? { type: 'ip', ip: ref.ip } : { type: 'pod', namespace: ref.namespace, name: ref.pod }
}

/** Ports that containers name come first: they mean something. */
function tellingPorts(compiled: CompiledPolicies, { ports, target }: Sample): readonly AskedPort[] {
  const named = compiled.rows.namedPortsOf(target).flatMap((each) => rangesOf(each.ports))
  const pick = (set: PortSet): readonly AskedPort[] => {
    const own = named.find(({ protocol, first }) => hasPort(set, protocol, first))
    const usual = [443, 80].find((port) => hasPort(set, 'TCP', port))
    if (own !== undefined) return [{ protocol: own.protocol, port: own.first }]
    if (usual !== undefined) return [{ protocol: 'TCP', port: usual }]
    return rangesOf(set)
      .slice(0, 1)
      .map(({ protocol, first }) => ({ protocol, port: first }))
  }
  const shut = minus(allPorts(), ports)
  return [...(isNone(ports) ? [] : pick(ports)), ...(isNone(shut) ? [] : pick(shut))]
}

/** What is decided whatever policies say is in no doubt. */
function doubtsOf(verdict: Verdict, doubts: RawCourse['doubts']): RawCourse['doubts'] {
  if (verdict.reason !== 'policies') return { egress: false, ingress: false }
  const { egress, ingress } = verdict
  return {
    egress: doubts.egress && egress.reason !== 'exempt',
    ingress: doubts.ingress && ingress.reason !== 'exempt' && ingress.reason !== 'own-node',
  }
}

function answerOf(verdict: Verdict, doubts: RawCourse['doubts']): Answer {
  if (verdict.reason !== 'policies') return verdict.allowed ? 'yes' : 'no'
  const { egress, ingress } = verdict
  const isShut = (!egress.allowed && !doubts.egress) || (!ingress.allowed && !doubts.ingress)
  if (isShut) return 'no'
  if (doubts.egress || doubts.ingress) return 'unknown'
  return verdict.allowed ? 'yes' : 'no'
}

function keyOf(verdict: Verdict, answer: Answer): string {
  if (verdict.reason !== 'policies') return `${answer} ${verdict.reason}`
  const side = ({ reason, steps, ambiguous }: SideVerdict) =>
    [
      reason,
      ambiguous,
      ...steps.map(({ policy, path }) => `${policy.kind}/${policy.namespace}/${policy.name} ${path}`),
    ].join()
  return `${answer} ${verdict.allowed} ${side(verdict.egress)} ${side(verdict.ingress)}`
}
