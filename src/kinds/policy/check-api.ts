/** Pods that talk to the API server, and no longer could. */
import type { EndpointSlice } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import type { PodFacts } from '../../net/policy/index.ts'
import { named } from '../lookups.ts'
import { endpointSlices } from '../related.ts'
import type { RelatedKind, World } from '../world.ts'
import { lossFinding } from './loss-finding.ts'
import { outOfReach, type Scene } from './scene.ts'
import { allPods } from './selected.ts'

export const apiSlices: RelatedKind = {
  ...endpointSlices,
  fieldSelector: 'metadata.name=kubernetes',
  everywhere: true,
}

export function apiFindings(scene: Scene, world: World): readonly Finding[] {
  if (!scene.subject.judges.egress || world.availability(apiSlices) !== 'live') return []
  const slice = named<EndpointSlice>(world, apiSlices, 'default', 'kubernetes')
  const targets = (slice?.endpoints ?? []).flatMap(({ addresses }) =>
    addresses.flatMap((ip) =>
      (slice?.ports ?? []).flatMap(({ port }) =>
        typeof port === 'number' ? [{ end: { ip }, protocol: 'TCP' as const, port }] : [],
      ),
    ),
  )
  if (targets.length === 0) return []
  const pods = scene.subject.pods.filter((pod) => usesApi(pod, world))
  const narrowed = { ...scene, subject: { ...scene.subject, pods } }
  return lossFinding('info', 'api-server', 'egress', outOfReach(narrowed, targets), {})
}

/** One of its own, because every pod is given the account of its namespace whether it needs one or not. */
function usesApi({ namespace, name }: PodFacts, world: World): boolean {
  const spec = asFields(asFields(named<KubeObject>(world, allPods, namespace, name)).spec)
  const account = asString(spec.serviceAccountName)
  return account !== '' && account !== 'default' && spec.automountServiceAccountToken !== false
}
