/** What is wrong with the rules of a policy: actions, peers, and how many there are. */

import type { Path } from '../../k8s/fieldpath.ts'
import { asString } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import { formatAddress } from '../../net/address.ts'
import { contains, networkOf, parseCidr } from '../../net/cidr.ts'
import { addressProblem } from '../../ui/fields/address-problem.ts'
import type { World } from '../world.ts'
import { directions } from './dialects.ts'
import { everyRule, finding, fix, missing, type Rule } from './finding.ts'
import type { Peer } from './peers.ts'
import { selectedNamespaces, selectedPods } from './selected.ts'
import { selectorText } from './selector-text.ts'
import type { Policy, PolicyRule } from './view.ts'

export const count: Rule = ({ dialect: { ruleLimit }, rules }) =>
  directions.flatMap((direction) => {
    const { length } = rules[direction]
    if (ruleLimit === null || length <= ruleLimit) return []
    return [finding('error', 'too-many', ['spec', direction], { count: length, limit: ruleLimit })]
  })

export const actions: Rule = (policy) =>
  policy.dialect.actions.length === 0
    ? []
    : everyRule(policy).flatMap(({ at, action }): readonly Finding[] => {
        const path = [...at, 'action']
        if (action === '') return [missing('action-missing', path)]
        const { actions: known } = policy.dialect
        return known.includes(action)
          ? []
          : [finding('error', 'action-unknown', path, { action, actions: known.join(', ') })]
      })

export const peers: Rule = (policy, world) =>
  everyRule(policy).flatMap((rule) => [
    ...nobody(rule, policy),
    ...rule.peers.flatMap((peer) => [...shape(peer), ...reach(peer, policy, world), ...blocks(peer)]),
  ])

/** No peers: that is everybody, or refused. */
function nobody(
  { at, peersAt, peers: given, direction }: PolicyRule,
  { dialect }: Policy,
): readonly Finding[] {
  if (given.length > 0) return []
  if (dialect.ports !== 'plain') return [missing('peers-missing', peersAt)]
  return [finding('info', `everybody-${direction}`, at)]
}

function shape({ at, form }: Peer): readonly Finding[] {
  return form === 'none' ? [finding('error', 'peer-empty', at)] : []
}

/** Selectors that select nothing, and such that select everything where less was meant. */
function reach(peer: Peer, policy: Policy, world: World): readonly Finding[] {
  if (!('set' in peer)) return []
  const { namespaces, pods } = peer.set
  if (peer.form === 'cluster' && namespaces !== null && selectorText(namespaces.value) === '') {
    const here = fix('this-namespace', [
      { path: namespaces.at },
      ...(pods === null ? [{ path: [...peer.at, 'podSelector'], value: {} }] : []),
    ])
    const id = pods !== null && selectorText(pods.value) !== '' ? 'every-namespace' : 'every-pod'
    return [finding('warning', id, namespaces.at, undefined, here)]
  }
  if (namespaces !== null && selectedNamespaces(namespaces, world)?.length === 0)
    return [finding('warning', 'no-namespace', namespaces.at)]
  const at = pods?.at ?? namespaces?.at ?? peer.at
  return selectedPods(peer.set, policy.namespace, world)?.length === 0
    ? [finding('warning', 'no-pod', at)]
    : []
}

function blocks(peer: Peer): readonly Finding[] {
  if (peer.form === 'networks')
    return peer.values.flatMap((value, index) =>
      block(asString(value), [...peer.at, 'networks', index], 'host-bits'),
    )
  if (peer.form !== 'block') return []
  const cidrAt = [...peer.at, 'ipBlock', 'cidr']
  return [
    ...block(peer.cidr, cidrAt, 'host-bits-refused'),
    ...peer.except.flatMap((value, index) =>
      hole(asString(value), peer.cidr, [...peer.at, 'ipBlock', 'except', index]),
    ),
  ]
}

/** Of bits beyond the prefix only the API of NetworkPolicy has become strict. */
function block(text: string, path: Path, hostBits: 'host-bits' | 'host-bits-refused'): readonly Finding[] {
  if (text === '') return [missing('block-missing', path)]
  const problem = addressProblem(text, 'cidr')
  if (problem !== null) return [{ id: 'policy/block-invalid', severity: 'error', path, text: problem }]
  const cidr = parseCidr(text)
  if (cidr === null || networkOf(cidr).value === cidr.address.value) return []
  const network = `${formatAddress(networkOf(cidr))}/${cidr.length}`
  const write = fix('write', [{ path, value: network }], { value: network })
  return [finding('warning', hostBits, path, { block: text, network }, write)]
}

function hole(text: string, around: string, path: Path): readonly Finding[] {
  const own = block(text, path, 'host-bits-refused')
  const [outer, inner] = [parseCidr(around), parseCidr(text)]
  if (outer === null || inner === null || own.some(({ severity }) => severity === 'error')) return own
  const isInside = contains(outer, networkOf(inner)) && inner.length > outer.length
  return isInside ? own : [finding('error', 'except-outside', path, { block: around })]
}
