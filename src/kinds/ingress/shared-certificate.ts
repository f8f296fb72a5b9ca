/**
 * Certificates of other namespaces: a load balancer of the platform reads from an annotation which host is served with
 * which, as `shop.example.com=cpaas-system/shop-tls,…`.
 */
import type { Path } from '../../k8s/fieldpath.ts'

export interface SharedCertificate {
  readonly host: string
  readonly namespace: string
  readonly secretName: string
}

const keyOf = (labelDomain: string) => `alb.networking.${labelDomain}/tls`

export const sharedPath = (labelDomain: string): Path => ['metadata', 'annotations', keyOf(labelDomain)]

export function sharedCertificates(
  annotations: Readonly<Record<string, string>>,
  labelDomain: string,
): readonly SharedCertificate[] {
  return pairsOf(annotations, labelDomain).flatMap((pair) => {
    const [, host = '', namespace = '', secretName = ''] = /^\s*([^=]+)=([^/]+)\/(.+?)\s*$/.exec(pair) ?? []
    return secretName === '' ? [] : [{ host, namespace, secretName }]
  })
}

export function pairsOf(
  annotations: Readonly<Record<string, string>>,
  labelDomain: string,
): readonly string[] {
  return annotations[keyOf(labelDomain)]?.split(',') ?? []
}
