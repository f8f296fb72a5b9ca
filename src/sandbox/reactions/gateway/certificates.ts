/** The Secrets that a listener's certificates come from. */

import type { KubeObject } from '../../../k8s/objects.ts'
import { secrets } from '../collections.ts'
import type { World } from '../reaction.ts'
import { isPermitted } from './grants.ts'
import type { Problem } from './listeners.ts'
import { type Gateway, gatewayGroup, type ObjectReference } from './objects.ts'

interface Secret extends KubeObject {
  readonly type?: string
  readonly data?: Readonly<Record<string, string>>
}

interface Fault {
  readonly reason: 'InvalidCertificateRef' | 'RefNotPermitted'
  readonly message: string
}

/** What keeps the certificates from being used; `null` where nothing does. */
export function certificateProblem(
  refs: readonly ObjectReference[],
  gateway: Gateway,
  world: World,
): Problem | null {
  const faults = refs.map((ref, at) => faultOf(ref, at, gateway, world)).filter((fault) => fault !== null)
  if (faults.length === 0) return null
  const text = faults.map(({ message }) => message).join('\n')
  if (faults.length < refs.length) {
    const reason = 'PartiallyInvalidCertificateRef'
    return { type: 'ResolvedRefs', reason, message: `Some secrets are invalid: ${text}` }
  }
  const areForbidden = faults.every(({ reason }) => reason === 'RefNotPermitted')
  const reason = areForbidden ? 'RefNotPermitted' : 'InvalidCertificateRef'
  return { type: 'ResolvedRefs', reason, message: `No valid secrets exist: ${text}` }
}

function faultOf(ref: ObjectReference, at: number, { metadata }: Gateway, world: World): Fault | null {
  const own = metadata.namespace ?? ''
  const namespace = ref.namespace || own
  const place = `${namespace}/${ref.name}`
  const invalid = (text: string): Fault => ({
    reason: 'InvalidCertificateRef',
    message: `certificate refs ${at}: ${text}`,
  })
  if ((ref.group ?? '') !== '')
    return invalid(`Listener's TLS certificate ref group must be unspecified/empty.`)
  if ((ref.kind ?? 'Secret') !== 'Secret') {
    return invalid(`Listener's TLS certificate ref kind must be Secret.`)
  }
  const from = { group: gatewayGroup, kind: 'Gateway', namespace: own }
  if (!isPermitted(from, { group: '', kind: 'Secret', namespace, name: ref.name }, world)) {
    const text = `Certificate ref to secret ${place} not permitted by any ReferenceGrant.`
    return { reason: 'RefNotPermitted', message: `certificate refs ${at}: ${text}` }
  }
  const secret = world.get<Secret>(secrets, { namespace, name: ref.name })
  if (secret === null) return invalid(`Secret ${place} does not exist.`)
  if (secret.type !== 'kubernetes.io/tls')
    return invalid(`Secret ${place} must be of type kubernetes.io/tls.`)
  const isWhole = ['tls.crt', 'tls.key'].every((key) => (secret.data?.[key] ?? '') !== '')
  return isWhole ? null : invalid(`Secret ${place} must contain tls.crt and tls.key.`)
}
