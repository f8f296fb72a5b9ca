/** BaselineAdminNetworkPolicy, as the conformance suite of network-policy-api tries it. */
import { all, app, baseline, type Case, color, network } from './world.ts'

const subject = { namespaces: color('red') }
const green = { namespaces: color('green') }

export const baselineCases: readonly Case[] = [
  {
    says: 'the baseline denies what nobody else decided',
    policies: [
      baseline({
        subject,
        ingress: [
          { action: 'Allow', from: [green] },
          { action: 'Deny', from: [{ namespaces: all }] },
        ],
      }),
    ],
    yes: ['green/one > red/one 80', 'red/one > red/one 80', '8.8.8.8 > red/one 80'],
    no: ['blue/one > red/one 80', 'red/two > red/one 80'],
  },
  {
    says: 'a NetworkPolicy overrides the baseline',
    policies: [
      baseline({ subject, ingress: [{ action: 'Deny', from: [green] }] }),
      network('red', {
        podSelector: app('one'),
        ingress: [{ from: [{ namespaceSelector: color('green') }] }],
      }),
    ],
    yes: ['green/one > red/one 80'],
    no: ['green/one > red/two 80', 'blue/one > red/one 80'],
  },
  {
    says: 'it does so only in its direction',
    policies: [
      baseline({
        subject,
        ingress: [{ action: 'Deny', from: [green] }],
        egress: [{ action: 'Deny', to: [green] }],
      }),
      network('red', { podSelector: all, policyTypes: ['Egress'], egress: [{}] }),
    ],
    yes: ['red/one > green/one 80'],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'the baseline knows no pass, and must be called default',
    policies: [
      baseline({
        subject,
        ingress: [
          { action: 'Pass', from: [green] },
          { action: 'Deny', from: [green] },
        ],
      }),
      baseline({ subject, egress: [{ action: 'Deny', to: [green] }] }, 'other'),
    ],
    yes: ['red/one > green/one 80'],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'the baseline of destinations',
    policies: [
      baseline({
        subject,
        egress: [
          { action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }], ports: [{ portNumber: { port: 443 } }] },
        ],
      }),
    ],
    yes: ['red/one > 8.8.8.8 80', 'green/one > 8.8.8.8 443'],
    no: ['red/one > 8.8.8.8 443', 'red/one > green/one 443'],
  },
]
