import { describe, expect, it } from 'vitest'
import { namespaceDefaults } from './namespaces.ts'
import type { Manifest, Reaction } from './reaction.ts'
import { reactingSandbox } from './testing/sandbox.ts'

const configMaps = { group: '', plural: 'configmaps' }
const serviceAccounts = { group: '', plural: 'serviceaccounts' }

const namespace = (name: string): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
const configMap = (name: string, data: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { namespace: 'default', name },
  data,
})

/** Sets `count` to what `steps` says, one at a time, with a pause between. */
function counting(pause: number): Reaction {
  return {
    name: 'counting',
    watches: [configMaps],
    subjects: ({ current }) =>
      current === null ? [] : [{ namespace: 'default', name: current.metadata.name }],
    react(place, world) {
      const object = world.get<Manifest>(configMaps, place)
      const data = object?.data as { steps?: string; count?: string; since?: string } | undefined
      if (object === null || data?.steps === undefined) return []
      const count = Number(data.count ?? 0)
      if (count >= Number(data.steps)) return []
      const waited = world.now.getTime() - Number(data.since ?? world.now.getTime())
      if (data.since !== undefined && waited < pause) return [{ verb: 'wait', milliseconds: pause - waited }]
      const since = String(world.now.getTime())
      const next = { ...data, since, count: String(data.since === undefined ? count : count + 1) }
      return [{ verb: 'update', object: { ...object, data: next } }]
    },
  }
}

describe('the reactor', () => {
  it('acts until there is nothing left to do', async () => {
    const sandbox = await reactingSandbox(namespaceDefaults('PEM'))
    sandbox.load(namespace('a'))
    expect(sandbox.get<Manifest>(configMaps, 'a', 'kube-root-ca.crt')?.data).toEqual({ 'ca.crt': 'PEM' })
    expect(sandbox.list(serviceAccounts, { namespace: 'a' })).toHaveLength(1)
  })

  it('puts back what was taken away', async () => {
    const sandbox = await reactingSandbox(namespaceDefaults('PEM'))
    sandbox.load(namespace('a'))
    const [account] = sandbox.list(serviceAccounts, { namespace: 'a' })
    if (account !== undefined) sandbox.write({ verb: 'delete', object: account })
    expect(sandbox.list(serviceAccounts, { namespace: 'a' })[0]?.metadata.uid).not.toBe(account?.metadata.uid)
    expect(sandbox.list(serviceAccounts, { namespace: 'a' })).toHaveLength(1)
  })

  it('lets time pass where something waits for it', async () => {
    const sandbox = await reactingSandbox(counting(1000))
    sandbox.load(configMap('c', { steps: '3' }))
    const data = sandbox.get<Manifest>(configMaps, 'default', 'c')?.data
    const start = Date.parse('2026-01-01T00:00:00Z')
    expect(data).toEqual({ steps: '3', count: '3', since: String(start + 3000) })
  })

  it('stops a reaction that never rests', async () => {
    const sandbox = await reactingSandbox(counting(0))
    expect(() => sandbox.load(configMap('c', { steps: '1000000' }))).toThrow('counting does not come to rest')
  })

  it('finds objects by a key that changes', async () => {
    const index = {
      of: configMaps,
      keys: ({ data }: Manifest) => Object.values(data as Record<string, string>),
    }
    const seen: number[] = []
    const watching: Reaction = {
      name: 'watching',
      watches: [configMaps],
      subjects: () => [{ namespace: '', name: 'x' }],
      react(_, world) {
        seen.push(world.by(index, 'blue').length)
        return []
      },
    }
    const sandbox = await reactingSandbox(watching)
    sandbox.load(configMap('one', { colour: 'blue' }))
    sandbox.load(configMap('two', { colour: 'blue' }))
    sandbox.write({ verb: 'update', object: configMap('one', { colour: 'red' }) })
    sandbox.write({ verb: 'delete', object: configMap('two', {}) })
    expect(seen).toEqual([1, 2, 1, 0])
  })
})
