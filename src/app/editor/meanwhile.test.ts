import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { authorOf } from './meanwhile.ts'

const at = (second: number) => `2026-01-01T00:00:0${second}Z`
const entry = (manager: string, second: number, fields = 'f:spec', subresource?: string) => ({
  manager,
  time: at(second),
  fieldsV1: { [fields]: {} },
  ...(subresource !== undefined && { subresource }),
})
const withEntries = (...managedFields: object[]): KubeObject =>
  ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', managedFields } }) as KubeObject

test('is the newest entry that was not there before', () => {
  const origin = withEntries(entry('portolan', 5), entry('helm', 1))
  const newest = withEntries(
    entry('argocd', 7),
    entry('portolan', 5),
    entry('kubectl-edit', 8),
    entry('helm', 1),
  )
  expect(authorOf(newest, origin)).toEqual({ manager: 'kubectl-edit', time: at(8) })
})

test('is found within the same second, by the fields', () => {
  const origin = withEntries(entry('portolan', 5))
  expect(authorOf(withEntries(entry('portolan', 5, 'f:metadata')), origin)?.manager).toBe('portolan')
})

test('is nobody where only the status, or nothing that is kept, has changed', () => {
  const origin = withEntries(entry('portolan', 5))
  expect(authorOf(withEntries(entry('portolan', 5), entry('lb', 9, 'f:status', 'status')), origin)).toBeNull()
  expect(authorOf(origin, origin)).toBeNull()
})
