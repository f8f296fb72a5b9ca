import { expect, test } from 'vitest'
import { adminDialect, type Dialect, networkDialect, type PeerForm } from './dialects.ts'
import { peerAs, readPeer } from './peers.ts'

const cart = { matchLabels: { app: 'cart' } }
const shop = { matchLabels: { project: 'shop' } }

test.each([
  [networkDialect, { podSelector: {} }, 'here'],
  [networkDialect, { namespaceSelector: {} }, 'cluster'],
  [networkDialect, { namespaceSelector: {}, podSelector: {} }, 'cluster'],
  [networkDialect, { ipBlock: { cidr: '::/0' } }, 'block'],
  [networkDialect, {}, 'none'],
  [networkDialect, null, 'none'],
  [networkDialect, { ipBlock: {}, podSelector: {} }, 'odd'],
  [networkDialect, { future: {} }, 'odd'],
  [adminDialect, { namespaces: {} }, 'namespaces'],
  [adminDialect, { pods: { namespaceSelector: {}, podSelector: {} } }, 'pods'],
  [adminDialect, { nodes: {} }, 'nodes'],
  [adminDialect, { networks: [] }, 'networks'],
  [adminDialect, { domainNames: [] }, 'domains'],
  [adminDialect, { namespaces: {}, pods: {} }, 'odd'],
  // As the first drafts of the API had them.
  [adminDialect, { namespaces: { namespaceSelector: {} } }, 'odd'],
  [adminDialect, { namespaces: { sameLabels: ['a'] } }, 'odd'],
  [adminDialect, { pods: { namespaces: { namespaceSelector: {} }, podSelector: {} } }, 'odd'],
] as const satisfies readonly (readonly [Dialect, unknown, string])[])(
  '%#: %o is %s',
  (dialect, value, form) => {
    expect(readPeer(value, ['p'], dialect).form).toBe(form)
  },
)

test.each([
  ['cluster', { podSelector: cart }, { namespaceSelector: {}, podSelector: cart }],
  ['here', { namespaceSelector: shop, podSelector: cart }, { podSelector: cart }],
  ['here', { namespaceSelector: shop }, { podSelector: {} }],
  ['block', { podSelector: cart }, { ipBlock: { cidr: '' } }],
  ['pods', { namespaces: shop }, { pods: { namespaceSelector: shop, podSelector: {} } }],
  ['namespaces', { pods: { namespaceSelector: shop, podSelector: cart } }, { namespaces: shop }],
  ['nodes', { namespaces: shop }, { nodes: {} }],
  ['networks', null, { networks: [''] }],
] as const satisfies readonly (readonly [PeerForm, unknown, object])[])(
  'as %s, %j is %j',
  (form, value, expected) => {
    expect(peerAs(form, value)).toEqual(expected)
  },
)
