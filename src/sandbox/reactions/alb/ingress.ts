/** Ingresses as an ALB's leader reads them. */

import type { Service } from '../../../k8s/core.ts'
import type { KubeObject } from '../../../k8s/objects.ts'
import { services } from '../collections.ts'
import type { World } from '../reaction.ts'
import { type Alb, configOf } from './objects.ts'

export interface IngressBackend {
  readonly service?: {
    readonly name: string
    readonly port?: { readonly name?: string; readonly number?: number }
  }
}

export interface IngressPath {
  readonly path?: string
  readonly pathType?: string
  readonly backend: IngressBackend
}

export interface Ingress extends KubeObject {
  readonly spec?: {
    readonly ingressClassName?: string
    readonly defaultBackend?: IngressBackend
    readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[]
    readonly rules?: readonly {
      readonly host?: string
      readonly http?: { readonly paths?: readonly IngressPath[] }
    }[]
  }
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly unknown[] } }
}

/** The class an Ingress asks for, in its field or in the annotation of old; `''` where in neither. */
export function classNameOf({ metadata, spec }: Ingress): string {
  return spec?.ingressClassName ?? metadata.annotations?.['kubernetes.io/ingress.class'] ?? ''
}

/** The certificates of an Ingress by host in lower case: its own, then the shared ones an annotation names. */
export function certificatesOf({ metadata, spec }: Ingress): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { hosts = [], secretName = '' } of spec?.tls ?? []) {
    for (const host of hosts) found.set(host.toLowerCase(), `${metadata.namespace}_${secretName}`)
  }
  for (const pair of (metadata.annotations?.['alb.networking.cpaas.io/tls'] ?? '').split(',')) {
    const [host = '', certificate = ''] = pair.trim().split('=')
    const key = host.toLowerCase()
    if (certificate !== '' && !found.has(key)) found.set(key, certificate)
  }
  return found
}

export interface Need {
  readonly http: boolean
  readonly https: boolean
}

/** Which of its two Ingress ports an ALB serves the Ingress on. */
export function needOf(ingress: Ingress, alb: Alb): Need {
  const { defaultSSLStrategy, ingressHTTPPort } = configOf(alb)
  const wish = ingress.metadata.annotations?.['alb.networking.cpaas.io/enable-https']
  const certificates = certificatesOf(ingress)
  const isBoth = defaultSSLStrategy === 'Both' && wish !== 'false'
  const isAlways = defaultSSLStrategy === 'Always' && wish !== 'false'
  const isAsked = defaultSSLStrategy === 'Request' && wish === 'true'
  const needs = (ingress.spec?.rules ?? []).map(({ host = '' }): Need => {
    if (certificates.has(host.toLowerCase())) return { http: false, https: true }
    if (isBoth) return { http: true, https: true }
    return isAlways || isAsked ? { http: false, https: true } : { http: true, https: false }
  })
  if (ingress.spec?.defaultBackend !== undefined) needs.push({ http: true, https: false })
  return {
    http: ingressHTTPPort !== 0 && needs.some(({ http }) => http),
    https: needs.some(({ https }) => https),
  }
}

export interface Target {
  readonly namespace: string
  readonly name: string
  readonly port: number
  readonly weight: number
}

/** The Service and the number of its port; `null` where there is no such Service or port. */
export function targetOf({ service }: IngressBackend, namespace: string, world: World): Target | null {
  const name = service?.name ?? ''
  const found = world.get<Service>(services, { namespace, name })
  const { number, name: portName } = service?.port ?? {}
  const port = found?.spec?.ports?.find((each) =>
    number === undefined ? each.name === portName : each.port === number,
  )
  return port === undefined ? null : { namespace, name, port: port.port, weight: 100 }
}

/** All Services an Ingress names, as `namespace/name`. */
export function backendKeysOf({ metadata, spec }: Ingress): readonly string[] {
  const paths = (spec?.rules ?? []).flatMap(({ http }) => http?.paths ?? [])
  const backends = [
    ...paths.map(({ backend }) => backend),
    ...(spec?.defaultBackend ? [spec.defaultBackend] : []),
  ]
  return backends.flatMap(({ service }) =>
    service === undefined ? [] : [`${metadata.namespace}/${service.name}`],
  )
}
