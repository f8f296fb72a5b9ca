import { expect, test } from 'vitest'
import { factsOf, noFacts } from '../../k8s/cluster/facts.ts'
import { Discovery } from '../../k8s/discovery.ts'
import { parts } from '../../kinds/components.ts'
import { lackingOf } from './lacking.ts'

const serving = (...groups: readonly string[]) =>
  new Discovery(
    groups.map((each) => {
      const [group = '', plural = ''] = each.split('/')
      return { group, version: 'v1', plural, kind: plural, namespaced: true, verbs: ['list'], shortNames: [] }
    }),
  )
const factsFor = (...groups: readonly string[]) =>
  factsOf(parts, { discovery: serving(...groups), objects: () => null, stack: null })
const namesOf = (...given: Parameters<typeof lackingOf>) =>
  lackingOf(...given)?.map(({ name }) => name) ?? null

test('a kind lacks what it needs only where none of it is there', () => {
  expect(namesOf(['metallb'], factsFor())).toEqual(['MetalLB'])
  expect(namesOf(['calico', 'kube-ovn'], factsFor())).toEqual(['Kube-OVN', 'Calico'])
  expect(namesOf(['calico', 'kube-ovn'], factsFor('kubeovn.io/vpcs'))).toBeNull()
  expect(namesOf(undefined, factsFor())).toBeNull()
})

test('nothing is lacking that is merely not known', () => {
  expect(namesOf(['metallb'], noFacts(parts))).toBeNull()
  // Flannel is known by objects alone, and none could be read.
  expect(namesOf(['flannel'], factsFor('apps/daemonsets', '/configmaps'))).toBeNull()
})
