/** What is wrong with the certificates of an Ingress. */
import { isDns1123Subdomain } from '../../k8s/names.ts'
import type { Finding } from '../../manifest/finding.ts'
import { isHostName } from '../hosts.ts'
import { named } from '../lookups.ts'
import { tlsSecrets } from '../related.ts'
import type { World } from '../world.ts'
import { finding, fix, type Rule } from './finding.ts'
import { type IngressView, isSameHost, protocolOf, type TlsEntry } from './spec.ts'

/** Where some hosts have a certificate, one without was mostly forgotten. */
export const plainHosts: Rule = (ingress, { labelDomain }) =>
  ingress.tls.length === 0
    ? []
    : ingress.rules.flatMap(({ at, host }) =>
        host === '' || protocolOf(ingress, host, labelDomain) === 'HTTPS' || isCertified(host, ingress)
          ? []
          : [finding('info', 'host-plain', [...at, 'host'], { host })],
      )

function isCertified(host: string, ingress: IngressView): boolean {
  return ingress.tls.some(({ hosts }) => hosts.some((each) => isCovered(host, each)))
}

export const tls: Rule = (ingress, world) =>
  ingress.tls.flatMap((entry, index) => [
    ...secretFindings(entry, ingress.namespace, world),
    ...hostFindings(entry, index, ingress),
  ])

export function isTlsSecret(namespace: string, name: string, world: World): boolean {
  const secret = named(world, tlsSecrets, namespace, name)
  return secret !== undefined && 'type' in secret && secret.type === 'kubernetes.io/tls'
}

function secretFindings({ at, secretName }: TlsEntry, namespace: string, world: World): readonly Finding[] {
  const path = [...at, 'secretName']
  if (secretName === '') return [finding('warning', 'secret-missing', path)]
  if (!isDns1123Subdomain(secretName)) return [finding('error', 'secret-invalid', path)]
  if (namespace === '' || world.availability(tlsSecrets) !== 'live') return []
  if (isTlsSecret(namespace, secretName, world)) return []
  return [finding('warning', 'secret-unknown', path, { name: secretName, namespace })]
}

function hostFindings({ at, hosts }: TlsEntry, index: number, ingress: IngressView): readonly Finding[] {
  const { rules, tls: entries, defaultBackend } = ingress
  // A rule without a host takes them all, and so does the default backend.
  const takesAll = defaultBackend !== null || rules.some(({ host }) => host === '')
  return hosts.flatMap((host, position) => {
    const path = [...at, 'hosts', position]
    // An entry that loses its last host would stand for all of them.
    const mend = fix('remove-host', [{ path: hosts.length === 1 ? at : path }])
    if (!isHostName(host)) return [finding('error', 'tls-host-invalid', path)]
    const isEarlier = entries
      .slice(0, index)
      .some((entry) => entry.hosts.some((each) => isSameHost(each, host)))
    if (isEarlier) return [finding('warning', 'tls-host-twice', path, { host }, mend)]
    if (takesAll || rules.some((rule) => isCovered(rule.host, host))) return []
    return [finding('warning', 'tls-host-unknown', path, { host }, mend)]
  })
}

/** Whether a certificate's host is for a rule's: the same one, or a wildcard for its first label. */
function isCovered(host: string, certified: string): boolean {
  return (
    isSameHost(host, certified) ||
    (certified.startsWith('*.') && isSameHost(host.slice(host.indexOf('.')), certified.slice(1)))
  )
}
