import { describe, expect, it } from 'vitest'
import type { FieldOwner } from '../../k8s/managedfields.ts'
import { Ownership } from '../../manifest/ownership.ts'
import { ownedFindings, writesAgain } from './ownership.ts'

const owner = (manager: string, operation: FieldOwner['operation'] = 'Update', subresource?: string) => ({
  manager,
  operation,
  time: '2026-03-01T10:00:00Z',
  subresource,
})

describe('an owner that writes its fields again', () => {
  it.each([
    owner('argocd-controller', 'Apply'),
    owner('argocd-controller'),
    owner('kube-controller-manager'),
    owner('horizontal-pod-autoscaler', 'Update', 'scale'),
    owner('kubectl', 'Apply'),
    owner('helm'),
    owner('kubectlish-operator'),
    owner('portolanic'),
  ])('is $manager by $operation', (each) => {
    expect(writesAgain(each)).toBe(true)
  })

  it.each([
    owner('portolan'),
    owner('portolan-sandbox'),
    owner('kubectl'),
    owner('kubectl-client-side-apply'),
    owner('kubectl-edit'),
    owner('kubectl-patch'),
    owner('Mozilla'),
    owner('curl'),
    owner('unknown'),
    owner('before-first-apply'),
    owner('metallb-controller', 'Update', 'status'),
    owner('argocd-controller', 'Apply', 'status'),
  ])('is not $manager by $operation through $subresource', (each) => {
    expect(writesAgain(each)).toBe(false)
  })
})

const http = { name: 'http', port: 80, protocol: 'TCP' }
const dns = { name: 'dns', port: 53, protocol: 'UDP' }
const base = {
  metadata: { labels: { app: 'web', mine: 'x' } },
  spec: { type: 'ClusterIP', sessionAffinity: 'None', ports: [http, dns] },
}
const item = { '.': {}, 'f:name': {}, 'f:port': {} }
const argocd = {
  'f:metadata': { 'f:labels': { 'f:app': {} } },
  'f:spec': {
    'f:type': {},
    'f:ports': { '.': {}, 'k:{"port":80,"protocol":"TCP"}': item, 'k:{"port":53,"protocol":"UDP"}': item },
  },
}
const ownership = (...entries: readonly object[]) =>
  new Ownership({ ...base, metadata: { ...base.metadata, managedFields: entries } }, writesAgain)
const entry = (manager: string, fieldsV1: object, time: string | undefined = '2026-03-01T10:00:00Z') => ({
  manager,
  operation: 'Apply',
  time,
  fieldsV1,
})
const owned = ownership(entry('argocd', argocd))
const time = Date.parse('2026-03-01T10:00:00Z')
const found = (value: unknown, of: Ownership = owned) => ownedFindings(of, base, value)
const withSpec = (spec: object) => ({ ...base, spec: { ...base.spec, ...spec } })

describe('a change to an owned field', () => {
  it('is a warning at it that says whose it is and since when', () => {
    expect(found(withSpec({ type: 'NodePort' }))).toEqual([
      {
        id: 'object/owned',
        severity: 'warning',
        path: ['spec', 'type'],
        text: { key: 'app:owned.change', values: { managers: 'argocd', time } },
      },
    ])
  })

  it('is none where nothing changed, nobody owns the field, or nothing can be read', () => {
    expect(found(base)).toEqual([])
    expect(found(withSpec({ sessionAffinity: 'ClientIP' }))).toEqual([])
    expect(found(undefined)).toEqual([])
    expect(
      found(
        withSpec({ type: 'NodePort' }),
        ownership({ ...entry('kubectl-edit', argocd), operation: 'Update' }),
      ),
    ).toEqual([])
  })

  it('names all who own it, and the newest time', () => {
    const both = ownership(entry('argocd', argocd), entry('helm', argocd, '2026-04-01T00:00:00Z'))
    expect(found(withSpec({ type: 'NodePort' }), both)[0]?.text).toEqual({
      key: 'app:owned.change',
      values: { managers: 'argocd, helm', time: Date.parse('2026-04-01T00:00:00Z') },
    })
  })

  it('needs no time', () => {
    const undated = ownership({ manager: 'argocd', operation: 'Apply', fieldsV1: argocd })
    expect(found(withSpec({ type: 'NodePort' }), undated)[0]?.text).toEqual({
      key: 'app:owned.changeUndated',
      values: { managers: 'argocd' },
    })
  })

  it('is said once at the list of which items are gone, by their names', () => {
    const [finding, ...more] = found(withSpec({ ports: [] }))
    expect(more).toEqual([])
    expect(finding?.path).toEqual(['spec', 'ports'])
    expect(finding?.text).toEqual({
      key: 'app:owned.removal',
      values: { managers: 'argocd', items: 'spec.ports[name=http], spec.ports[name=dns]', time },
    })
  })

  it('is said of items that stand elsewhere at their list, and at a key where it is now', () => {
    expect(found(withSpec({ ports: [dns, http] })).map(({ path }) => path)).toEqual([['spec', 'ports']])
    const edited = withSpec({ ports: [{ name: 'new', port: 1 }, { ...http, port: 8080 }, dns] })
    expect(found(edited).map(({ path }) => path)).toEqual([['spec', 'ports', 1, 'port']])
  })
})
