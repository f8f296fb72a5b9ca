/** How a host is served: over HTTP, or over HTTPS with a certificate of the namespace or of its domain. */
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { asString } from '../../k8s/shape.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { SelectInput } from '../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { useCreationEntry } from '../creation.ts'
import { tlsSecrets } from '../related.ts'
import { useRights } from '../rights.ts'
import { tlsSecretNames } from '../tls-secrets.ts'
import type { World } from '../world.ts'
import { softwareOf } from './annotations/software.ts'
import { assignedCertificates, type DomainCertificate, domainCertificate } from './assigned-hosts.ts'
import { sharedPath } from './shared-certificate.ts'
import { withSharedCertificate } from './shared-change.ts'
import { type Certificate, certificateOf, type HostRule, servesHost, viewOf } from './spec.ts'
import { withHttps, withoutHttps, withSecret } from './tls-change.ts'

interface RuleProps {
  readonly world: World
  readonly rule: HostRule
}

export function ProtocolSelect({ world, path, rule: { host } }: RuleProps & { path: Path }) {
  const { t } = useTranslation('ingress')
  const { edit } = useForm()
  const { certificate, ofDomain } = useCertificate(world, host)
  // The certificate comes back when the user changes their mind.
  const last = useRef<Certificate | null>(null)
  const change = (protocol: string) => {
    if (protocol === 'HTTPS')
      return edit((current) => withCertificate(current, host, last.current ?? ofDomain, world))
    last.current = certificate
    edit((current) => withSharedCertificate(withoutHttps(current, host), host, null, world.labelDomain))
  }
  return (
    <SelectInput
      path={[...path, 'protocol']}
      label={t('protocol')}
      help={null}
      value={certificate === null ? 'HTTP' : 'HTTPS'}
      onChange={change}
      options={[
        { value: 'HTTP', label: 'HTTP', help: t('protocolHelp.HTTP') },
        { value: 'HTTPS', label: 'HTTPS', help: t('protocolHelp.HTTPS') },
      ]}
    />
  )
}

/** What the host is served with, and the certificate of its domain where the controller can take it. */
function useCertificate(world: World, host: string) {
  const { manifest } = useForm()
  const view = viewOf(manifest.value)
  const namespace = asString(useLens(['metadata', 'namespace']).value)
  const isBalancer = softwareOf(view, world) === 'alb'
  return {
    view,
    namespace,
    certificate: certificateOf(view, host, world.labelDomain),
    ofDomain: isBalancer ? domainCertificate(namespace, host, world) : null,
    assigned: isBalancer ? assignedCertificates(namespace, world) : [],
  }
}

/** One of another namespace stands in an annotation, one of the Ingress's own in `spec.tls`. */
function withCertificate(
  manifest: Manifest,
  host: string,
  certificate: Certificate | null,
  world: World,
): Manifest {
  const { labelDomain } = world
  const own = asString(viewOf(manifest.value).namespace)
  if (certificate === null || certificate.namespace === own) {
    const alone = withSharedCertificate(manifest, host, null, labelDomain)
    return certificate === null ? withHttps(alone, host, '') : withSecret(alone, host, certificate.secretName)
  }
  return withSharedCertificate(withoutHttps(manifest, host), host, certificate, labelDomain)
}

/** How one of another namespace is told apart in the list. */
const placed = ({ namespace, secretName }: Certificate) => `${namespace}/${secretName}`

export function CertificateSelect({ world, rule: { host } }: RuleProps) {
  const { t } = useTranslation('ingress')
  const { edit } = useForm()
  const { view, namespace, certificate, ofDomain, assigned } = useCertificate(world, host)
  const lackAt = useRights().useLacks('list', tlsSecrets, namespace === '' ? [] : [namespace])
  const choose = (name = '') => {
    const next = [ofDomain, certificate, ...assigned].find((each) => each !== null && placed(each) === name)
    edit((current) =>
      withCertificate(current, host, next ?? { namespace: view.namespace, secretName: name }, world),
    )
  }
  const create = useCreationEntry(tlsSecrets, namespace, t('createCertificate'), choose)
  if (certificate === null) return null
  const entry = view.tls.find((each) => servesHost(each, host))
  const isShared = entry === undefined
  const others = (entry?.hosts.length ?? 1) - 1
  return (
    <ObjectSelect
      path={isShared ? sharedPath(world.labelDomain) : [...entry.at, 'secretName']}
      label={t('certificate')}
      help={
        others > 0
          ? t('certificateShared', { count: others })
          : isShared
            ? t('certificateElsewhere')
            : t('certificateHelp')
      }
      value={isShared ? placed(certificate) : certificate.secretName}
      onChange={choose}
      placeholder={t('controllerCertificate')}
      availability={world.availability(tlsSecrets)}
      lack={lackAt(namespace)}
      create={create}
      options={[
        ...elsewhere(isShared ? certificate : null, ofDomain, assigned).map((each) => ({
          name: placed(each),
          ...('domain' in each && { note: t('certificateOfDomain', { domain: each.domain }) }),
          ...(assigned.includes(each) && { note: t('certificateAssigned') }),
        })),
        ...tlsSecretNames(world, tlsSecrets, namespace).map((name) => ({ name })),
      ]}
    />
  )
}

/** Those of other namespaces, each once: of the domain, then those that are assigned, then what stands there now. */
function elsewhere(
  shared: Certificate | null,
  ofDomain: DomainCertificate | null,
  assigned: readonly Certificate[],
): readonly (Certificate | DomainCertificate)[] {
  const all = [ofDomain, ...assigned, shared].filter((each) => each !== null)
  return all.filter((each, at) => all.findIndex((other) => placed(other) === placed(each)) === at)
}
