/** What is wrong, or will not work, with a BFDProfile. */
import type { Finding } from '../../manifest/finding.ts'
import type { Check } from '../kind.ts'
import type { World } from '../world.ts'
import { type BfdNumber, type BfdView, bfdLimits, bfdOf, peersWith } from './bfd.ts'
import { namespaceCheck } from './check-namespace.ts'
import { nameFindings } from './check-pool.ts'
import { finding } from './finding.ts'
import { peerOf } from './peer.ts'

type Rule = (profile: BfdView, world: World) => readonly Finding[]

const numbers: Rule = ({ spec }) =>
  (Object.keys(bfdLimits) as readonly BfdNumber[]).flatMap((field) => {
    const value = spec[field]
    if (value === undefined || value === null) return []
    const [min, max] = bfdLimits[field]
    const isIn = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
    return isIn ? [] : [finding('error', 'bfd-range', ['spec', field], { min, max })]
  })

/** Echoes come back from the router next to the node, and from no router behind it. */
const echo: Rule = (profile, world) => {
  if (!profile.isEchoing) return []
  const far = peersWith(profile, world).find((each) => peerOf(each).isMultiHop)
  return far === undefined
    ? []
    : [finding('warning', 'bfd-echo', ['spec', 'echoMode'], { peer: far.metadata.name })]
}

const rules: readonly Rule[] = [({ name }) => nameFindings(name), numbers, echo]

export const bfdChecks: readonly Check[] = [
  ...rules.map(
    (rule): Check =>
      (object, world) =>
        rule(bfdOf(object), world),
  ),
  namespaceCheck,
]
