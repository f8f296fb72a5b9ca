import { describe, expect, it } from 'vitest'
import type { KindInfo, RuleContext, SandboxObject } from '../../types.ts'
import type { PolicyRule } from '../builtin/rbac.ts'
import { refuseEscalation } from './escalation.ts'

const group = 'rbac.authorization.k8s.io'
const role = (name: string, rules: readonly PolicyRule[]) =>
  ({
    apiVersion: `${group}/v1`,
    kind: 'Role',
    metadata: { name, namespace: 'shop' },
    rules,
  }) as unknown as SandboxObject
const binding = (name: string, roleName: string, user: string) =>
  ({
    apiVersion: `${group}/v1`,
    kind: 'RoleBinding',
    metadata: { name, namespace: 'shop' },
    roleRef: { apiGroup: group, kind: 'Role', name: roleName },
    subjects: [{ kind: 'User', name: user }],
  }) as unknown as SandboxObject

const pods = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }
const secrets = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] }
const roles = [role('pods', [pods]), role('secrets', [secrets])]
const stored: Readonly<Record<string, readonly SandboxObject[]>> = {
  roles,
  rolebindings: [binding('heidi', 'pods', 'heidi')],
}

const context = (groups: readonly string[] = []): RuleContext => ({
  lookup: {
    get: (_, plural, __, name) => stored[plural]?.find(({ metadata }) => metadata.name === name) ?? null,
    list: (_, plural) => stored[plural] ?? [],
  },
  now: new Date(0),
  user: { name: 'heidi', groups },
  dryRun: false,
  kind: () => null,
})
const kind = (name: string) => ({ group, kind: name, plural: `${name.toLowerCase()}s` }) as KindInfo
const write = (object: SandboxObject, old: SandboxObject | null = null, groups?: readonly string[]) => {
  refuseEscalation(kind(object.kind), object, old, context(groups))
}

describe('granting', () => {
  it('allows what the writer has', () => {
    write(role('same', [{ apiGroups: [''], resources: ['pods'], verbs: ['list'], resourceNames: ['a'] }]))
    write(binding('same', 'pods', 'ivan'))
  })

  it('refuses more, and says what', () => {
    expect(() => write(role('more', [pods, { ...secrets, verbs: ['get', 'list'] }]))).toThrow(
      'roles.rbac.authorization.k8s.io "more" is forbidden: user "heidi" (groups=[]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["secrets"], Verbs:["get" "list"]}',
    )
    expect(() => write(binding('more', 'secrets', 'heidi'))).toThrow('not currently held')
  })

  it('asks nothing of writes that grant nothing new', () => {
    const existing = role('secrets', [secrets])
    write({ ...existing, metadata: { ...existing.metadata, labels: { a: 'b' } } }, existing)
  })

  it('does not find a role that is not there', () => {
    expect(() => write(binding('lost', 'gone', 'heidi'))).toThrow('"gone" not found')
  })

  it('leaves administrators alone', () => {
    write(role('all', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]), null, ['system:masters'])
  })
})
