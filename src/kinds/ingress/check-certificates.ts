/** What is wrong with the certificates that the hosts of an Ingress are served with. */
import type { Check } from '../kind.ts'
import type { World } from '../world.ts'
import { faultOf, secretOf } from './held-certificate.ts'
import { sharedCertificates, sharedPath } from './shared-certificate.ts'
import { type IngressView, isSameHost, viewOf } from './spec.ts'

/** A host with its certificate, and where that is named. */
interface Served {
  readonly host: string
  readonly hostAt: readonly (string | number)[]
  readonly certificate: { readonly namespace: string; readonly secretName: string }
  readonly at: readonly (string | number)[]
}

export const certificateChecks: readonly Check[] = [
  (object, world) => {
    const said = new Set<string>()
    return servedBy(viewOf(object), world).flatMap(({ host, hostAt, certificate, at }) => {
      const secret = secretOf(certificate, world)
      const fault = secret === undefined ? null : faultOf(secret, host, Date.now())
      if (fault === null) return []
      // Of a certificate it is said once, however many hosts it is for; of a host that it is not for, each time.
      const key = fault === 'uncovered' ? `${at.join()} ${host}` : `${at.join()} ${certificate.secretName}`
      if (said.has(key)) return []
      said.add(key)
      const values = { host, name: certificate.secretName }
      return [
        {
          id: `ingress/certificate-${fault}`,
          severity: 'warning',
          path: fault === 'uncovered' ? hostAt : at,
          text: { key: `ingress:certificateFault.${fault}`, values },
        } as const,
      ]
    })
  },
]

function servedBy(view: IngressView, { labelDomain }: World): readonly Served[] {
  const own = view.tls.flatMap(({ at, hosts, secretName }): readonly Served[] => {
    const certificate = { namespace: view.namespace, secretName }
    const place = { certificate, at: [...at, 'secretName'] }
    if (hosts.length === 0) return [{ ...place, host: '', hostAt: at }]
    return hosts.map((host, index) => ({ ...place, host, hostAt: [...at, 'hosts', index] }))
  })
  const at = sharedPath(labelDomain)
  const shared = sharedCertificates(view.annotations, labelDomain)
    .filter(({ host }) => !own.some((each) => isSameHost(each.host, host)))
    .map(({ host, ...certificate }) => ({ host, hostAt: at, certificate, at }))
  return [...own, ...shared]
}
