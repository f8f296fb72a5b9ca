/** Keeps the served kinds in step with the CustomResourceDefinition objects in the store. */
import type { Json, SandboxObject } from '../types.ts'
import type { Core } from './core.ts'
import { storageKeyOf } from './store.ts'
import { isMap, listOf, mapOf, nameOf, sameJson, textOf, timestamp } from './values.ts'

export const definitionsKey = storageKeyOf('apiextensions.k8s.io', 'customresourcedefinitions')

/** Registers kinds as definitions come, change and go, and writes the status that says so. Ends with the result. */
export function followDefinitions(core: Core): () => void {
  return core.store.subscribe(definitionsKey, (_, { current, object }) => {
    if (current === null) {
      core.kinds.undefine(nameOf(object))
      return
    }
    if (core.kinds.clashes(current)) return
    core.kinds.define(current)
    // The status is a write of its own, after this one has reached every watcher.
    queueMicrotask(() => establish(core, nameOf(current)))
  })
}

function establish(core: Core, name: string): void {
  const definition = core.store.get('apiextensions.k8s.io', 'customresourcedefinitions', '', name)
  if (definition === null || definition.metadata.deletionTimestamp !== undefined) return
  const status = establishedStatus(definition, timestamp(core.now()))
  if (sameJson(definition.status, status)) return
  core.store.put(definitionsKey, { ...definition, status })
}

function establishedStatus(definition: SandboxObject, now: string): Json {
  const spec = mapOf(definition.spec)
  const names = mapOf(spec.names)
  const kind = textOf(names.kind)
  const before = mapOf(definition.status)
  const storage = listOf(spec.versions)
    .filter(isMap)
    .filter((version) => version.storage === true)
    .map((version) => textOf(version.name))
  const stored = new Set([...listOf(before.storedVersions).map(textOf), ...storage])
  return {
    conditions: [
      condition(before, 'NamesAccepted', 'NoConflicts', 'no conflicts found', now),
      condition(before, 'Established', 'InitialNamesAccepted', 'the initial names have been accepted', now),
    ],
    acceptedNames: {
      ...names,
      singular: textOf(names.singular) || kind.toLowerCase(),
      listKind: textOf(names.listKind) || `${kind}List`,
    },
    storedVersions: [...stored],
  }
}

function condition(status: unknown, type: string, reason: string, message: string, now: string): Json {
  const known = listOf(mapOf(status).conditions).find((each) => mapOf(each).type === type)
  return known ?? { type, status: 'True', lastTransitionTime: now, reason, message }
}
