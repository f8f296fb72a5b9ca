/** Which certificate an ALB shows for a name. Source: `getCertMap` and `cert_tool` of alauda/alb. */
import { asFields, asString } from '../../k8s/shape.ts'
import type { Listener, ListenerCertificate } from './router.ts'

export interface NamedCertificate extends ListenerCertificate {
  readonly port: number
}

/** `namespace/name` from either form it is written in; `null` where it is neither. */
export function secretOf(name: string): string | null {
  const parts = name.split(name.includes('_') ? '_' : '/')
  return parts.length === 2 && parts.every((part) => part !== '') ? parts.join('/') : null
}

/** A name that only one port has a certificate for has it on all of them. */
export function certificatesOn(
  port: number,
  own: string | null,
  all: readonly NamedCertificate[],
  albSpec: Readonly<Record<string, unknown>>,
): Pick<Listener, 'certificates' | 'defaultCertificate'> {
  const hosts = [...new Set(all.map(({ host }) => host))]
  const certificates = hosts.flatMap((host) => {
    const entries = all.filter((each) => each.host === host)
    const ports = new Set(entries.map((each) => each.port))
    const here = entries.filter((each) => each.port === port || ports.size === 1)
    const [secret] = here.map((each) => each.secret).sort()
    return secret === undefined ? [] : [{ host, secret }]
  })
  const { defaultSSLStrategy, defaultSSLCert } = asFields(albSpec.config)
  const isGeneral = defaultSSLStrategy === 'Always' || defaultSSLStrategy === 'Both'
  return { certificates, defaultCertificate: own ?? (isGeneral ? secretOf(asString(defaultSSLCert)) : null) }
}
