/** What the page shows, as its address says it, so that it can be shared. */
import { isPort, type Protocol, protocolOf } from '../../net/policy/index.ts'
import { formatPlace, type Place, parsePlace } from './place.ts'

export interface AskedPort {
  readonly protocol: Protocol
  readonly port: number
}

export interface PageState {
  readonly tab: 'matrix' | 'ask'
  /** Which namespaces are shown. */
  readonly text: string
  /** Whether only namespaces with NetworkPolicies are. */
  readonly onlyPolicies: boolean
  /** `null`: any port. */
  readonly port: AskedPort | null
  /** The namespaces whose workloads are shown against each other; `null`: all namespaces. */
  readonly inside: { readonly from: string; readonly to: string } | null
  /** The chosen cell, or what is asked about. */
  readonly from: Place | null
  readonly to: Place | null
}

export function parseState(params: URLSearchParams): PageState {
  const [from = '', to = ''] = (params.get('in') ?? '').split('/')
  return {
    tab: params.get('tab') === 'ask' ? 'ask' : 'matrix',
    text: params.get('q') ?? '',
    onlyPolicies: params.get('policies') === 'only',
    port: parsePort(params.get('port') ?? ''),
    inside: from === '' ? null : { from, to: to || from },
    from: parsePlace(params.get('from') ?? ''),
    to: parsePlace(params.get('to') ?? ''),
  }
}

export function formatState(state: PageState): URLSearchParams {
  const { tab, text, onlyPolicies, port, inside, from, to } = state
  const entries = [
    ['tab', tab === 'ask' ? 'ask' : ''],
    ['q', text],
    ['policies', onlyPolicies ? 'only' : ''],
    ['port', formatPort(port)],
    ['in', inside === null ? '' : `${inside.from}/${inside.to}`],
    ['from', from === null ? '' : formatPlace(from)],
    ['to', to === null ? '' : formatPlace(to)],
  ]
  return new URLSearchParams(entries.filter(([, value]) => value !== ''))
}

/** `TCP/443`; `null` where that is no protocol and port. */
export function parsePort(text: string): AskedPort | null {
  const [protocolText, portText = ''] = text.split('/')
  const protocol = protocolOf(protocolText)
  const port = /^\d+$/.test(portText) ? Number(portText) : 0
  return protocol === null || !isPort(port) ? null : { protocol, port }
}

export function formatPort(asked: AskedPort | null): string {
  return asked === null ? '' : `${asked.protocol}/${asked.port}`
}
