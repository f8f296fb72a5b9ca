/** A policy is for the pods that the compiled policies judge by it. */
import { expect, test } from 'vitest'
import { type ClusterObjects, compilePolicies } from './compile.ts'
import { podKey } from './pods.ts'
import { subjectPods } from './subject-pods.ts'
import { Random, randomCluster } from './testing/random-clusters.ts'

test('on random clusters', () => {
  let found = 0
  for (let seed = 500; seed < 900; seed += 1) {
    const cluster: ClusterObjects = randomCluster(new Random(seed))
    for (const object of cluster.policies) {
      const subject = subjectPods(cluster, object)
      const { groups, policies } = compilePolicies({ ...cluster, policies: [object] })
      expect(subject === null, `seed ${seed}`).toBe(policies.length === 0)
      if (subject === null || !(subject.judges.egress || subject.judges.ingress)) continue
      const judged = groups.filter(({ egress, ingress }) =>
        [egress, ingress].some(({ tiers }) => Object.values(tiers).flat().length > 0),
      )
      const keys = (pods: readonly { namespace: string; name: string }[]) =>
        pods.map(({ namespace, name }) => podKey(namespace, name)).sort()
      expect(keys(subject.pods), `seed ${seed}`).toEqual(keys(judged.flatMap(({ pods }) => pods)))
      found += subject.pods.length
    }
  }
  expect(found).toBeGreaterThan(100)
})
