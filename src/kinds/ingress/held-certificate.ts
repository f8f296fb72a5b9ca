/** What is wrong with the certificate that a host is served with. Reading it needs much code: import this lazily. */
import type { KubeObject } from '../../k8s/objects.ts'
import { coversHost, timeLeft } from '../../net/certificates/index.ts'
import { leafOf } from '../certificate/reading.ts'
import { named } from '../lookups.ts'
import { allTlsSecrets, tlsSecrets } from '../related.ts'
import type { World } from '../world.ts'
import type { Certificate } from './spec.ts'

export type CertificateFault = 'unreadable' | 'expired' | 'notYet' | 'nameless' | 'uncovered'

/** The Secret, where one may read it. */
export function secretOf({ namespace, secretName }: Certificate, world: World): KubeObject | undefined {
  return named(world, tlsSecrets, namespace, secretName) ?? named(world, allTlsSecrets, namespace, secretName)
}

/** The gravest for a host; with `''`, whatever the host. */
export function faultOf(secret: KubeObject, host: string, now: number): CertificateFault | null {
  const leaf = leafOf(secret)
  if (leaf === undefined) return 'unreadable'
  const { state } = timeLeft(leaf, now)
  if (state === 'expired' || state === 'notYet') return state
  // What stands in the subject alone is read by no client any more.
  if (leaf.names.length === 0 && leaf.addresses.length === 0) return 'nameless'
  return host === '' || coversHost(leaf, host) ? null : 'uncovered'
}
