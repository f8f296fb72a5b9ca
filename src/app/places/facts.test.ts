import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, test, vi } from 'vitest'
import { discoveryQuery } from '../api/queries.ts'
import { factsFrom, readingsQuery } from './facts.ts'

const types: Readonly<Record<string, readonly string[]>> = {
  '': ['nodes', 'services', 'configmaps'],
  apps: ['daemonsets', 'deployments', 'statefulsets'],
  'networking.k8s.io': ['ingressclasses', 'servicecidrs'],
  'metallb.io': ['ipaddresspools'],
}
const kinds: Readonly<Record<string, string>> = { servicecidrs: 'ServiceCIDR' }

function discoveryOf(groups: readonly string[]) {
  return {
    items: groups.map((name) => ({
      metadata: { name },
      versions: [
        {
          version: 'v1',
          resources: (types[name] ?? []).map((resource) => ({
            resource,
            scope: resource === 'ingressclasses' || resource === 'nodes' ? 'Cluster' : 'Namespaced',
            responseKind: { kind: kinds[resource] ?? resource },
            verbs: ['list'],
          })),
        },
      ],
    })),
  }
}

const asked: string[] = []
/** By path and query; what is not there is not found. */
let answers: Readonly<Record<string, number | object>> = {}
let most = 0

beforeEach(() => {
  asked.length = 0
  most = 0
  let open = 0
  vi.stubGlobal('fetch', async (url: string) => {
    const path = url.replace('/clusters/near', '')
    asked.push(path)
    open += 1
    most = Math.max(most, open)
    await new Promise((resolve) => setTimeout(resolve))
    open -= 1
    const groups = Object.keys(types)
    const found =
      { '/api': discoveryOf(['']), '/apis': discoveryOf(groups.slice(1)), ...answers }[path] ?? 404
    return typeof found === 'number'
      ? new Response(JSON.stringify({ kind: 'Status', code: found }), { status: found })
      : new Response(JSON.stringify(found))
  })
})

async function factsNow() {
  const client = new QueryClient()
  const discovery = await client.fetchQuery(discoveryQuery('near'))
  most = 0
  return factsFrom(discovery, await client.fetchQuery(readingsQuery('near')))
}

test('objects are read by their names, two at a time, and each once', async () => {
  const speaker = {
    metadata: { namespace: 'm', name: 'speaker' },
    spec: { template: { spec: { containers: [{ image: 'metallb/speaker:v0.16.2' }] } } },
  }
  answers = {
    '/apis/apps/v1/daemonsets?fieldSelector=metadata.name%3Dspeaker': { items: [speaker] },
    '/api/v1/nodes?limit=20': { items: [{ spec: { podCIDRs: ['10.1.0.0/24'] } }] },
    '/api/v1/namespaces/kube-flannel/configmaps?fieldSelector=metadata.name%3Dkube-flannel-cfg': {
      items: [{ metadata: { name: 'kube-flannel-cfg' } }],
    },
  }
  const facts = await factsNow()
  expect(facts.presence('metallb')).toBe('found')
  expect(facts.parts.find(({ part }) => part.id === 'metallb')?.version).toBe('v0.16.2')
  expect(facts.cni).toMatchObject({ found: [{ name: 'Flannel' }], isCertain: true })
  expect(facts.stack).toMatchObject({ families: ['IPv4'], isCertain: true })
  expect([...new Set(asked)]).toEqual(asked)
  expect(asked.join()).not.toContain('calico')
  expect(most).toBeLessThanOrEqual(2)
})

test('what is refused, or fails, is not known; what is not found is not there', async () => {
  const refused = (plural: string, ...names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => [`/apis/apps/v1/${plural}?fieldSelector=metadata.name%3D${name}`, 403]),
    )
  answers = refused('daemonsets', 'kube-flannel-ds', 'ingress-nginx-controller', 'speaker')
  const facts = await factsNow()
  expect(facts.presence('flannel')).toBe('unknown')
  expect(facts.cni.isCertain).toBe(false)
  expect(facts.presence('ingress-nginx')).toBe('unknown')
  expect(facts.presence('metallb')).toBe('found')
  expect(facts.presence('monitoring')).toBe('absent')
  expect(facts.stack.families).toEqual([])
  answers = { '/apis/apps/v1/statefulsets?fieldSelector=metadata.name%3Dprometheus': 503 }
  expect((await factsNow()).presence('monitoring')).toBe('unknown')
})
