/** A balancer with many rules, such as a platform with hundreds of teams has. */
import type { KubeObject } from '../../../k8s/objects.ts'
import type { AlbObjects } from '../index.ts'

const labels = { 'alb2.cpaas.io/name': 'alb', 'alb2.cpaas.io/frontend': 'alb-00080' }

/** Hosts of ten paths each, every tenth rule without a host, some with patterns, methods and headers. */
export function manyRules(count: number): AlbObjects {
  const object = (kind: string, name: string, spec: Readonly<Record<string, unknown>>): KubeObject => ({
    apiVersion: 'crd.alauda.io/v1',
    kind,
    metadata: { name, namespace: 'cpaas-system', labels },
    ...{ spec },
  })
  const group = { services: [{ name: 'shop', namespace: 'web', port: 80, weight: 100 }] }
  return {
    alb: object('ALB2', 'alb', {}),
    frontends: [object('Frontend', 'alb-00080', { port: 80, protocol: 'http', serviceGroup: group })],
    rules: Array.from({ length: count }, (_, at) =>
      object('Rule', `alb-00080-${String(at).padStart(6, '0')}`, {
        dslx: termsOf(at),
        priority: 1 + (at % 10),
        serviceGroup: group,
      }),
    ),
  }
}

function termsOf(at: number): readonly unknown[] {
  const path = `/team-${at % 97}/service-${at % 10}`
  const url = at % 25 === 3 ? ['REGEX', `^${path}/v[0-9]+/(users|orders)$`] : ['STARTS_WITH', path]
  const host = `app-${Math.floor(at / 10)}.example.com`
  return [
    { type: 'URL', values: [url] },
    ...(at % 10 === 7 ? [] : [{ type: 'HOST', values: [['EQ', host]] }]),
    ...(at % 7 === 1 ? [{ type: 'METHOD', values: [['IN', 'GET', 'POST']] }] : []),
    ...(at % 11 === 2 ? [{ type: 'HEADER', key: 'version', values: [['EQ', '2']] }] : []),
  ]
}
