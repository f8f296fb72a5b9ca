import { describe, expect, it } from 'vitest'
import { makerOf } from './maker.ts'

const reference = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-1', uid: 'u' }
const helm = {
  labels: { 'app.kubernetes.io/managed-by': 'Helm' },
  annotations: { 'meta.helm.sh/release-name': 'shop' },
}

describe('who made an object', () => {
  it.each([
    [
      { ownerReferences: [reference, { ...reference, controller: true }], ...helm },
      'controller',
      'ReplicaSet web-1',
    ],
    [{ annotations: { 'argocd.argoproj.io/tracking-id': 'shop:/Service:prod/web' } }, 'argocd', 'shop'],
    [{ labels: { 'argocd.argoproj.io/instance': 'shop' } }, 'argocd', 'shop'],
    [{ labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } }, 'flux', 'apps'],
    [
      {
        ...helm,
        labels: {
          ...helm.labels,
          'helm.toolkit.fluxcd.io/name': 'shop',
          'helm.toolkit.fluxcd.io/namespace': 'flux-system',
        },
      },
      'fluxHelm',
      'flux-system/shop',
    ],
    [helm, 'helm', 'shop'],
    [{ labels: helm.labels }, 'label', 'Helm'],
    [{ labels: { 'app.kubernetes.io/managed-by': 'envoy-gateway' } }, 'label', 'envoy-gateway'],
  ])('is read from %j', (metadata, tool, name) => {
    expect(makerOf({ metadata })).toEqual({ tool, name })
  })

  it.each([
    null,
    'text',
    {},
    { metadata: [] },
    { metadata: { ownerReferences: [reference, null, 1] } },
    {
      metadata: { ownerReferences: {}, labels: 'Helm', annotations: { 'meta.helm.sh/release-name': 'shop' } },
    },
    { metadata: { labels: { 'app.kubernetes.io/managed-by': 1, 'argocd.argoproj.io/instance': '' } } },
  ])('is nobody of whom %j says anything', (object) => {
    expect(makerOf(object)).toBeNull()
  })
})
