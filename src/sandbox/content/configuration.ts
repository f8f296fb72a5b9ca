/** What applications read, and what the platform keeps of the administrators' intentions. */
import type { Manifest } from '../../k8s/objects.ts'
import { object } from './manifest.ts'

const configMap = (place: string, data: Readonly<Record<string, string>>) =>
  object('v1', 'ConfigMap', place, { data })

export function configurationManifests(): Manifest[] {
  return [
    configMap('shop-prod/frontend', {
      CATALOG_URL: 'http://catalog.shop-prod.svc',
      PUBLIC_URL: 'https://shop.example.com',
    }),
    configMap('shop-prod/catalog', { 'catalog.yaml': 'pageSize: 48\ncurrency: EUR\n' }),
    configMap('shop-staging/frontend', {
      CATALOG_URL: 'http://catalog.shop-staging.svc',
      PUBLIC_URL: 'https://shop.staging.example.com',
    }),
    configMap('payments-prod/api', { BANK_HOST: 'bank-gateway.payments-prod.svc', RETRIES: '3' }),
    configMap('media-prod/encoder', { 'profiles.yaml': 'profiles: [240p, 480p, 1080p]\n' }),
    configMap('ingress-nginx/ingress-nginx-controller', {
      'ssl-protocols': 'TLSv1.2 TLSv1.3',
      'use-forwarded-headers': 'true',
    }),
    configMap('kube-system/coredns', {
      Corefile: '.:53 {\n  kubernetes cluster.local\n  forward . 192.0.2.53\n  cache 30\n}\n',
    }),
    object('v1', 'Secret', 'payments-prod/ledger-db', {
      type: 'Opaque',
      data: { password: Buffer.from('not-a-real-password').toString('base64') },
    }),
  ]
}
