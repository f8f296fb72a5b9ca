/** What is wrong with the listeners of a Gateway. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asList, asString, type Fields } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import { isHostName } from '../hosts.ts'
import type { Check } from '../kind.ts'
import { inNamespace } from '../lookups.ts'
import { referenceGrants } from '../related.ts'
import type { World } from '../world.ts'
import { finding, fix } from './finding.ts'

type Rule = (listener: Fields, at: Path, namespace: string, world: World) => readonly Finding[]

const hostname: Rule = ({ hostname: given }, at) => {
  const host = asString(given)
  return host === '' || isHostName(host) ? [] : [finding('error', 'hostname', [...at, 'hostname'])]
}

const routes: Rule = ({ allowedRoutes }, at) => {
  const { from } = asFields(asFields(allowedRoutes).namespaces)
  if (from !== 'All') return []
  return [finding('warning', 'routes-all', [...at, 'allowedRoutes', 'namespaces', 'from'])]
}

const passthrough: Rule = ({ protocol, tls }, at) => {
  if (protocol !== 'HTTPS' || asFields(tls).mode !== 'Passthrough') return []
  const mend = fix('use-tls', [{ path: [...at, 'protocol'], value: 'TLS' }])
  return [finding('error', 'passthrough', [...at, 'tls', 'mode'], undefined, mend)]
}

const certificates: Rule = ({ tls }, at, own, world) =>
  asList(asFields(tls).certificateRefs).flatMap((reference, index) => {
    const { namespace: given, name, kind = 'Secret', group = '' } = asFields(reference)
    const namespace = asString(given)
    if (namespace === '' || namespace === own || kind !== 'Secret' || group !== '') return []
    if (world.availability(referenceGrants) !== 'live') return []
    if (isGranted(own, namespace, asString(name), world)) return []
    const path = [...at, 'tls', 'certificateRefs', index, 'namespace']
    return [finding('error', 'certificate-elsewhere', path, { namespace, own, name: asString(name) })]
  })

/** Whether the owner of a Secret lets Gateways of a namespace use it. */
function isGranted(own: string, namespace: string, name: string, world: World): boolean {
  return inNamespace(world, referenceGrants, namespace).some((grant) => {
    const { from, to } = asFields(asFields(grant).spec)
    const isFrom = asList(from)
      .map(asFields)
      .some(
        (each) =>
          each.group === 'gateway.networking.k8s.io' && each.kind === 'Gateway' && each.namespace === own,
      )
    const isTo = asList(to)
      .map(asFields)
      .some((each) => (each.group ?? '') === '' && each.kind === 'Secret' && (each.name ?? name) === name)
    return isFrom && isTo
  })
}

const rules: readonly Rule[] = [hostname, routes, passthrough, certificates]

export const gatewayChecks: readonly Check[] = rules.map((rule) => (object, world) => {
  const { metadata, spec } = asFields(object)
  const namespace = asString(asFields(metadata).namespace)
  return asList(asFields(spec).listeners).flatMap((listener, index) =>
    rule(asFields(listener), ['spec', 'listeners', index], namespace, world),
  )
})
