/** The peers of rules: which sort one is, what it says, and what it becomes as another sort. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asList, asString, type Fields } from '../../k8s/shape.ts'
import type { Dialect, PeerForm } from './dialects.ts'

/** A label selector and where it stands; the value is whatever somebody typed. */
export interface Selection {
  readonly at: Path
  readonly value: unknown
}

export interface PodSet {
  /** `null`: the policy's own namespace. */
  readonly namespaces: Selection | null
  /** `null`: all pods of those namespaces. */
  readonly pods: Selection | null
}

export type Peer = { readonly at: Path } & (
  | { readonly form: 'here' | 'cluster' | 'namespaces' | 'pods'; readonly set: PodSet }
  | { readonly form: 'block'; readonly cidr: string; readonly except: readonly unknown[] }
  | { readonly form: 'nodes'; readonly nodes: Selection }
  | { readonly form: 'networks' | 'domains'; readonly values: readonly unknown[] }
  /** It says nothing, or what no form has fields for. */
  | { readonly form: 'none' | 'odd' }
)

export function readPeer(value: unknown, at: Path, dialect: Dialect): Peer {
  const fields = asFields(value)
  const keys = Object.keys(fields).filter((key) => fields[key] !== undefined)
  if (keys.length === 0) return { at, form: 'none' }
  return dialect.ports === 'plain' ? plainPeer(fields, keys, at) : clusterPeer(fields, keys, at)
}

function plainPeer(fields: Fields, keys: readonly string[], at: Path): Peer {
  if (keys.some((key) => !['podSelector', 'namespaceSelector', 'ipBlock'].includes(key)))
    return { at, form: 'odd' }
  if (keys.includes('ipBlock')) {
    if (keys.length > 1) return { at, form: 'odd' }
    const { cidr, except } = asFields(fields.ipBlock)
    return { at, form: 'block', cidr: asString(cidr), except: asList(except) }
  }
  const selection = (key: string) => (keys.includes(key) ? { at: [...at, key], value: fields[key] } : null)
  const namespaces = selection('namespaceSelector')
  return {
    at,
    form: namespaces === null ? 'here' : 'cluster',
    set: { namespaces, pods: selection('podSelector') },
  }
}

function clusterPeer(fields: Fields, keys: readonly string[], at: Path): Peer {
  const [key = ''] = keys
  const value = fields[key]
  const inner = asFields(value)
  if (keys.length > 1) return { at, form: 'odd' }
  switch (key) {
    case 'namespaces':
      // The first drafts of the API had a selector among other things below it.
      if (isOldNamespaces(inner)) return { at, form: 'odd' }
      return { at, form: 'namespaces', set: { namespaces: { at: [...at, key], value }, pods: null } }
    case 'pods':
      if ('namespaces' in inner) return { at, form: 'odd' }
      return {
        at,
        form: 'pods',
        set: {
          namespaces: { at: [...at, key, 'namespaceSelector'], value: inner.namespaceSelector ?? {} },
          pods: { at: [...at, key, 'podSelector'], value: inner.podSelector ?? {} },
        },
      }
    case 'nodes':
      return { at, form: 'nodes', nodes: { at: [...at, key], value } }
    case 'networks':
      return { at, form: 'networks', values: asList(value) }
    case 'domainNames':
      return { at, form: 'domains', values: asList(value) }
    default:
      return { at, form: 'odd' }
  }
}

const isOldNamespaces = (inner: Fields) =>
  ['namespaceSelector', 'sameLabels', 'notSameLabels'].some((key) => key in inner)

/** What a peer becomes as another sort: the selectors it has in common with that stay. */
export function peerAs(form: PeerForm, value: unknown): Fields {
  const fields = asFields(value)
  const pods = asFields(fields.pods)
  const namespaceSelector = fields.namespaceSelector ?? pods.namespaceSelector ?? fields.namespaces ?? {}
  const podSelector = fields.podSelector ?? pods.podSelector ?? {}
  switch (form) {
    case 'here':
      return { podSelector }
    case 'cluster':
      return { namespaceSelector, podSelector }
    case 'block':
      return { ipBlock: { cidr: '' } }
    case 'namespaces':
      return { namespaces: namespaceSelector }
    case 'pods':
      return { pods: { namespaceSelector, podSelector } }
    case 'nodes':
      return { nodes: {} }
    case 'networks':
      return { networks: [''] }
  }
}
