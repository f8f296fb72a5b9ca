/** A sandbox without a listener, in which reactions have come to rest. */
import type { KubeObject } from '../../../k8s/objects.ts'
import { createSandboxApi } from '../../api/server.ts'
import { loadDefinitions } from '../../definitions/index.ts'
import { celExpressions } from '../../rules/cel/engine.ts'
import { builtinSchema, createRules } from '../../rules/index.ts'
import type { JsonMap } from '../../types.ts'
import type { Collection, Manifest, Place, Reaction, Write } from '../reaction.ts'
import { Reactor } from '../reactor.ts'
import { applyWrite } from '../write.ts'

export interface ReactingSandbox {
  /** Creates objects, with their status, and lets the reactions come to rest. */
  load(...objects: readonly Manifest[]): void
  /** Does what a user does, and lets the reactions come to rest. */
  write(...writes: readonly Exclude<Write, { verb: 'wait' }>[]): void
  get<T extends KubeObject>(collection: Collection, namespace: string, name: string): T | null
  list<T extends KubeObject>(collection: Collection, place?: Partial<Place>): readonly T[]
  /** Resource versions by object: equal before and after where nothing was written. */
  readonly revision: number
}

/** Read once for all tests of a file: it takes longer than most of them. */
const definitions = loadDefinitions()
const start = Date.parse('2026-01-01T00:00:00Z')

/** Failures of reactions are thrown. Time passes only when something waits for it. */
export async function reactingSandbox(...reactions: readonly Reaction[]): Promise<ReactingSandbox> {
  let time = start
  const { core, store, load } = createSandboxApi({
    rules: createRules({ expressions: celExpressions() }),
    schemas: builtinSchema,
    tokens: new Map(),
    definitions: await definitions,
    now: () => new Date(time),
  })
  const reactor = new Reactor(core, reactions, {
    report: (error) => {
      throw error
    },
  })
  const settle = () => {
    reactor.settle((until) => {
      time = until
    }, 2_000)
  }
  return {
    load(...objects) {
      load(objects as readonly unknown[] as readonly JsonMap[])
      settle()
    },
    write(...writes) {
      for (const write of writes) applyWrite(core, write, 'test')
      settle()
    },
    get: (collection, namespace, name) => reactor.world.get(collection, { namespace, name }),
    list: (collection, place = {}) =>
      reactor.world
        .list<never>(collection, place.namespace)
        .filter(({ metadata }: KubeObject) => place.name === undefined || metadata.name === place.name),
    get revision() {
      return store.revision
    },
  }
}
