import { describe, expect, it } from 'vitest'
import type { AccessAttributes, Lookup, SandboxObject } from '../../types.ts'
import { authorize, rulesFor } from './rbac.ts'

const group = 'rbac.authorization.k8s.io'
const object = (kind: string, name: string, more: object, namespace?: string, labels?: object) =>
  ({
    apiVersion: `${group}/v1`,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels }),
    },
    ...more,
  }) as SandboxObject
const to = (kind: string, name: string, subject: object) => ({
  roleRef: { apiGroup: group, kind, name },
  subjects: [subject],
})

const stored: Readonly<Record<string, readonly SandboxObject[]>> = {
  clusterroles: [
    object('ClusterRole', 'reader', {
      rules: [{ verbs: ['get', 'list'], apiGroups: [''], resources: ['services', 'pods/log'] }],
    }),
    object('ClusterRole', 'sum', {
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { sum: 'yes' } }] },
      rules: [],
    }),
    object(
      'ClusterRole',
      'part',
      { rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*/scale'] }] },
      undefined,
      { sum: 'yes' },
    ),
    object('ClusterRole', 'health', { rules: [{ verbs: ['get'], nonResourceURLs: ['/healthz', '/api/*'] }] }),
  ],
  clusterrolebindings: [
    object(
      'ClusterRoleBinding',
      'health',
      to('ClusterRole', 'health', { kind: 'Group', name: 'system:authenticated' }),
    ),
    object('ClusterRoleBinding', 'sum', to('ClusterRole', 'sum', { kind: 'User', name: 'sam' })),
    object('ClusterRoleBinding', 'lost', to('ClusterRole', 'gone', { kind: 'User', name: 'lost' })),
  ],
  roles: [
    object(
      'Role',
      'one',
      { rules: [{ verbs: ['update'], apiGroups: [''], resources: ['configmaps'], resourceNames: ['web'] }] },
      'shop',
    ),
  ],
  rolebindings: [
    object('RoleBinding', 'dana', to('ClusterRole', 'reader', { kind: 'User', name: 'dana' }), 'shop'),
    object('RoleBinding', 'robot', to('Role', 'one', { kind: 'ServiceAccount', name: 'robot' }), 'shop'),
  ],
}

const lookup: Lookup = {
  get: (_, plural, namespace, name) =>
    stored[plural]?.find(
      ({ metadata }) => metadata.name === name && (metadata.namespace ?? '') === namespace,
    ) ?? null,
  list: (_, plural, namespace) =>
    (stored[plural] ?? []).filter(
      ({ metadata }) => namespace === undefined || metadata.namespace === namespace,
    ),
}

const user = (name: string, ...groups: string[]) => ({ name, groups: ['system:authenticated', ...groups] })
const wants = (verb: string, resource: string, namespace = 'shop', name = ''): AccessAttributes => {
  const [plural = '', subresource = ''] = resource.split('/')
  return {
    resourceRequest: true,
    verb,
    group: '',
    version: 'v1',
    resource: plural,
    subresource,
    namespace,
    name,
  }
}

describe('authorize', () => {
  it('allows what a binding grants, where it grants it, and says which', () => {
    expect(authorize(user('dana'), wants('list', 'services'), lookup)).toEqual({
      allowed: true,
      reason: 'RBAC: allowed by RoleBinding "dana/shop" of ClusterRole "reader" to User "dana"',
    })
    expect(authorize(user('dana'), wants('list', 'services', 'other'), lookup)).toEqual({
      allowed: false,
      reason: '',
    })
    expect(authorize(user('dana'), wants('list', 'services', ''), lookup).allowed).toBe(false)
    expect(authorize(user('dana'), wants('create', 'services'), lookup).allowed).toBe(false)
  })

  it('keeps subresources and names apart', () => {
    expect(authorize(user('dana'), wants('get', 'pods'), lookup).allowed).toBe(false)
    expect(authorize(user('dana'), wants('get', 'pods/log'), lookup).allowed).toBe(true)
    const robot = user('system:serviceaccount:shop:robot')
    expect(authorize(robot, wants('update', 'configmaps', 'shop', 'web'), lookup).allowed).toBe(true)
    expect(authorize(robot, wants('update', 'configmaps', 'shop', 'other'), lookup).allowed).toBe(false)
  })

  it('adds up roles that aggregate', () => {
    expect(authorize(user('sam'), wants('update', 'deployments/scale'), lookup).allowed).toBe(true)
    expect(authorize(user('sam'), wants('update', 'deployments'), lookup).allowed).toBe(false)
  })

  it('lets system:masters do everything', () => {
    expect(authorize(user('root', 'system:masters'), wants('delete', 'nodes', ''), lookup).allowed).toBe(true)
  })

  it('matches paths that are no resources', () => {
    const get = (path: string): AccessAttributes => ({ resourceRequest: false, verb: 'get', path })
    expect(authorize(user('dana'), get('/api/v1'), lookup).allowed).toBe(true)
    expect(authorize(user('dana'), get('/metrics'), lookup).allowed).toBe(false)
  })

  it('names a role that is gone', () => {
    expect(authorize(user('lost'), wants('get', 'nodes'), lookup).reason).toBe(
      'RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found',
    )
  })
})

describe('rulesFor', () => {
  it('lists what a user may do in a namespace', () => {
    expect(rulesFor(user('dana'), 'shop', lookup)).toEqual({
      resourceRules: [{ verbs: ['get', 'list'], apiGroups: [''], resources: ['services', 'pods/log'] }],
      nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['/healthz', '/api/*'] }],
      incomplete: false,
    })
  })
})
