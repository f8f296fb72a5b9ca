/** Feature gates of the platform: what an administrator switches on before it is offered. */

export const gates = [
  'network-policy-next',
  'cluster-network-policy',
  'cluster-network-policy-next',
  'alb2',
  'ecmp',
  'bgp-pools',
] as const

export type Gate = (typeof gates)[number]

export type Gates = Readonly<Record<Gate, boolean>>
