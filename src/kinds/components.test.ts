/** The table of parts against synthetic clusters. */
import { describe, expect, test } from 'vitest'
import { type ClusterFacts, factsOf, noFacts } from '../k8s/cluster/facts.ts'
import {
  isObjectSign,
  type ObjectSign,
  readingKey,
  type Sign,
  signsToRead,
  tellingEvidence,
} from '../k8s/cluster/parts.ts'
import { Discovery } from '../k8s/discovery.ts'
import { type PartId, partOfGroup, parts } from './components.ts'

const builtin = [
  'apps/daemonsets',
  'apps/deployments',
  'apps/statefulsets',
  '/configmaps',
  'networking.k8s.io/ingressclasses',
  'apiextensions.k8s.io/customresourcedefinitions',
]

function discoveryOf(apis: readonly string[]): Discovery {
  return new Discovery(
    [...builtin, ...apis].map((each) => {
      const [group = '', plural = ''] = each.split('/')
      return { group, version: 'v1', plural, kind: plural, namespaced: true, verbs: ['list'], shortNames: [] }
    }),
  )
}

interface Cluster {
  /** `<group>/<plural>`, besides what every cluster serves. */
  readonly apis?: readonly string[]
  /** By plural and name, `<namespace>/<name>`: the image. */
  readonly runs?: Readonly<Record<string, string>>
  readonly ingressClasses?: Readonly<Record<string, string>>
  /** Plurals that may not be read. */
  readonly refused?: readonly string[]
  readonly objects?: readonly object[]
}

function clusterFacts({ apis = [], runs = {}, ingressClasses = {}, refused = [], objects = [] }: Cluster) {
  const workloads = Object.entries(runs).map(([place, image]) => {
    const [plural = '', namespace = '', name = ''] = place.split('/')
    const spec = { template: { spec: { containers: [{ image }] } } }
    return { plural, metadata: { namespace, name }, spec }
  })
  const classes = Object.entries(ingressClasses).map(([name, controller]) => ({
    plural: 'ingressclasses',
    metadata: { name },
    spec: { controller },
  }))
  const all = [...workloads, ...classes, ...objects] as readonly {
    plural: string
    metadata: { namespace?: string; name: string }
  }[]
  return factsOf(parts, {
    discovery: discoveryOf(apis),
    objects: ({ plural, namespace, name }: ObjectSign) =>
      refused.includes(plural)
        ? null
        : all.filter(
            (each) =>
              each.plural === plural &&
              (name === undefined || each.metadata.name === name) &&
              (namespace === undefined || each.metadata.namespace === namespace),
          ),
    stack: null,
  })
}

const presenceOf = (facts: ClusterFacts, id: PartId) => facts.presence(id)
const versionOf = (facts: ClusterFacts, id: PartId) => facts.parts.find(({ part }) => part.id === id)?.version
const cniOf = ({ cni }: ClusterFacts) =>
  `${cni.found.map(({ name }) => name).join('+') || 'none'}${cni.isCertain ? '' : '?'}`

const kubeOvn = { apis: ['kubeovn.io/vpcs', 'kubeovn.io/subnets'] }
const calico = { apis: ['crd.projectcalico.org/felixconfigurations'] }
const node = (name: string, image: string) => ({ [`daemonsets/kube-system/${name}`]: image })

describe('the network of pods', () => {
  test.each<[string, Cluster, string]>([
    ['Kube-OVN', { ...kubeOvn, runs: node('kube-ovn-cni', 'kubeovn/kube-ovn:v1.15.4') }, 'Kube-OVN'],
    ['Calico', { ...calico, runs: node('calico-node', 'calico/node:v3.32.1') }, 'Calico'],
    [
      'Calico where the platform serves Subnets of Kube-OVN',
      { apis: [...calico.apis, 'kubeovn.io/subnets'], runs: node('calico-node', 'calico/node:v3.32.1') },
      'Calico',
    ],
    [
      'Cilium',
      { apis: ['cilium.io/ciliumnodes'], runs: node('cilium', 'quay.io/cilium/cilium:v1.19.0') },
      'Cilium',
    ],
    [
      'Cilium, where only its configuration may be read',
      {
        apis: ['cilium.io/ciliumnodes'],
        refused: ['daemonsets'],
        objects: [{ plural: 'configmaps', metadata: { namespace: 'kube-system', name: 'cilium-config' } }],
      },
      'Cilium?',
    ],
    ['Flannel', { runs: { 'daemonsets/kube-flannel/kube-flannel-ds': 'flannel:v0.27.4' } }, 'Flannel'],
    ['Canal', { ...calico, runs: node('canal', 'calico/node:v3.32.1') }, 'Flannel'],
    [
      'two beside each other',
      {
        apis: [...kubeOvn.apis, 'cilium.io/x'],
        runs: { ...node('kube-ovn-cni', 'k:v1'), ...node('cilium', 'c:v1') },
      },
      'Kube-OVN+Cilium',
    ],
    [
      'definitions that were left behind, beside what runs',
      { apis: [...calico.apis, ...kubeOvn.apis], runs: node('kube-ovn-cni', 'k:v1') },
      'Kube-OVN',
    ],
    ['definitions alone', kubeOvn, 'Kube-OVN'],
    ['none of the known ones', {}, 'none'],
    ['none that may be read', { refused: ['daemonsets', 'configmaps'] }, 'none?'],
    [
      'Kube-OVN, by its API, where nothing may be read',
      { ...kubeOvn, refused: ['daemonsets', 'deployments', 'configmaps'] },
      'Kube-OVN?',
    ],
  ])('is %s', (_, cluster, cni) => expect(cniOf(clusterFacts(cluster))).toBe(cni))

  test('is not known where nothing has been asked yet', () => expect(cniOf(noFacts(parts))).toBe('none?'))
})

describe('a part', () => {
  test('is found by its API and by what runs it, and has the version of the image', () => {
    const facts = clusterFacts({
      apis: ['metallb.io/ipaddresspools'],
      runs: { 'daemonsets/metallb-system/speaker': 'registry:5000/metallb/speaker:v0.16.2@sha256:00' },
    })
    expect(presenceOf(facts, 'metallb')).toBe('found')
    expect(versionOf(facts, 'metallb')).toBe('v0.16.2')
    expect(facts.parts.find(({ part }) => part.id === 'metallb')?.evidence[1]?.places).toEqual([
      'metallb-system/speaker',
    ])
  })

  test('is idle where its API is served and nothing runs it', () => {
    expect(presenceOf(clusterFacts({ apis: ['metallb.io/ipaddresspools'] }), 'metallb')).toBe('idle')
  })

  test('is found, without a version, where its API is served and more may not be read', () => {
    const facts = clusterFacts({ apis: ['metallb.io/ipaddresspools'], refused: ['daemonsets'] })
    expect(presenceOf(facts, 'metallb')).toBe('found')
    expect(versionOf(facts, 'metallb')).toBeNull()
  })

  test('is absent without its API, also where nothing may be read', () => {
    expect(presenceOf(clusterFacts({ refused: ['daemonsets', 'deployments'] }), 'metallb')).toBe('absent')
    expect(presenceOf(clusterFacts({ apis: ['kubeovn.io/subnets'] }), 'kube-ovn')).toBe('absent')
  })

  test('without an API of its own is absent only where all signs were read', () => {
    expect(presenceOf(clusterFacts({}), 'ingress-nginx')).toBe('absent')
    expect(presenceOf(clusterFacts({ refused: ['deployments'] }), 'ingress-nginx')).toBe('unknown')
    expect(presenceOf(clusterFacts({ refused: ['statefulsets'] }), 'monitoring')).toBe('unknown')
  })

  test('is found by any one of its signs', () => {
    const byClass = clusterFacts({
      refused: ['deployments', 'daemonsets'],
      ingressClasses: { traefik: 'traefik.io/ingress-controller', nginx: 'k8s.io/ingress-nginx' },
    })
    expect(presenceOf(byClass, 'ingress-nginx')).toBe('found')
    expect(
      presenceOf(clusterFacts({ ingressClasses: { a: 'ingress-nginx.cpaas.io/a' } }), 'ingress-nginx'),
    ).toBe('found')
    expect(presenceOf(clusterFacts({ ingressClasses: { a: 'traefik.io/x' } }), 'ingress-nginx')).toBe(
      'absent',
    )
    expect(presenceOf(clusterFacts({ apis: ['monitoring.coreos.com/prometheuses'] }), 'monitoring')).toBe(
      'found',
    )
    expect(presenceOf(clusterFacts({ runs: { 'statefulsets/ops/prometheus': 'p:v3' } }), 'monitoring')).toBe(
      'found',
    )
  })

  test('says its version where it keeps it', () => {
    const version = { annotations: { 'gateway.networking.k8s.io/bundle-version': 'v1.6.2' } }
    const name = 'gateways.gateway.networking.k8s.io'
    const facts = clusterFacts({
      apis: ['gateway.networking.k8s.io/gateways'],
      objects: [{ plural: 'customresourcedefinitions', metadata: { name, ...version } }],
    })
    expect(versionOf(facts, 'gateway-api')).toBe('v1.6.2')
  })

  test('is not known, rather than absent, where nothing has been asked', () => {
    const facts = noFacts(parts)
    for (const { id } of parts) expect(facts.presence(id), id).toBe('unknown')
    expect(facts.presence('whatever')).toBe('unknown')
  })

  test('is told whatever its objects look like', () => {
    for (const junk of [
      null,
      1,
      'x',
      [],
      {},
      { spec: [] },
      { metadata: 3, spec: { template: { spec: { containers: [null, 7, {}] } } } },
    ]) {
      const facts = factsOf(parts, {
        discovery: discoveryOf(['metallb.io/ipaddresspools']),
        objects: () => [junk],
        stack: null,
      })
      expect(facts.presence('metallb')).toBe('found')
      expect(versionOf(facts, 'metallb')).toBeNull()
    }
  })
})

describe('the evidence that is shown', () => {
  const shown = (cluster: Cluster, id: PartId) => {
    const finding = clusterFacts(cluster).parts.find(({ part }) => part.id === id)
    return (finding === undefined ? [] : tellingEvidence(finding)).map(
      ({ sign, answer }) =>
        `${(isObjectSign(sign) ? sign.name : '') || sign.plural || sign.group}: ${answer}`,
    )
  }
  const metallb = { apis: ['metallb.io/ipaddresspools'] }

  test('is what speaks for a part that is there', () => {
    const runs = { 'daemonsets/metallb-system/speaker': 'metallb/speaker:v1' }
    expect(shown({ ...metallb, runs }, 'metallb')).toEqual(['ipaddresspools: yes', 'speaker: yes'])
  })

  test('says that it is not known whether a part runs whose API is all that may be read', () => {
    expect(shown({ ...metallb, refused: ['daemonsets'] }, 'metallb')).toEqual([
      'ipaddresspools: yes',
      'speaker: unknown',
      'metallb-speaker: unknown',
    ])
  })

  test('is where one looked for what was not found', () => {
    expect(shown(metallb, 'metallb')).toEqual(['ipaddresspools: yes', 'speaker: no', 'metallb-speaker: no'])
    expect(shown({}, 'ingress-nginx')).toEqual([
      'ingress-nginx-controller: no',
      'ingress-nginx-controller: no',
      'ingressclasses: no',
    ])
  })

  test('is the missing API alone where nobody looked further', () => {
    expect(shown({}, 'metallb')).toEqual(['ipaddresspools: no'])
  })

  test('is what could not be read where nothing is known', () => {
    expect(shown({ refused: ['deployments'] }, 'ingress-nginx')).toContain(
      'ingress-nginx-controller: unknown',
    )
  })
})

describe('the table', () => {
  test('has an id for each part, and a group in one part only', () => {
    const ids = parts.map(({ id }) => id)
    expect([...new Set(ids)]).toEqual(ids)
    const groups = parts.flatMap(({ groups }): readonly string[] => groups)
    expect([...new Set(groups)]).toEqual(groups)
    expect(partOfGroup('metallb.io')?.name).toBe('MetalLB')
    expect(partOfGroup('example.com')).toBeUndefined()
  })

  test('asks for nothing of a part whose API is not served, and for what is left once', () => {
    const signs = signsToRead(parts, discoveryOf([]))
    expect(signs.map(({ name }) => name)).not.toContain('speaker')
    expect(signs.map(({ name }) => name)).toContain('kube-flannel-ds')
    const served = signsToRead(parts, discoveryOf(['metallb.io/ipaddresspools']))
    expect(served.map(({ name }) => name)).toContain('speaker')
    const all = parts.flatMap(({ signs }): readonly Sign[] => signs)
    const keys = all.filter(isObjectSign).map(readingKey)
    expect([...new Set(keys)]).toEqual(keys)
  })
})
