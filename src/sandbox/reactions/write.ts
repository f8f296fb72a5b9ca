/** Writes of reactions, into the sandbox's own store. */
import type { KubeObject } from '../../k8s/objects.ts'
import { parseApiVersion } from '../../k8s/resource.ts'
import { fromStored, toStored } from '../api/conversion.ts'
import type { Core, WriteContext } from '../api/core.ts'
import { backgroundDeletion, deleteObject } from '../api/deletion.ts'
import { withMetadata } from '../api/values.ts'
import { createObject, updateObject } from '../api/write.ts'
import type { KindInfo, SandboxObject } from '../types.ts'
import type { Write } from './reaction.ts'
import { keyOf } from './world.ts'

/** Throws what a client would be told. What is gone meanwhile is left alone. */
export function applyWrite(core: Core, write: Exclude<Write, { verb: 'wait' }>, manager: string): void {
  const context: WriteContext = {
    user: { name: `system:serviceaccount:kube-system:${manager}`, groups: ['system:masters'] },
    dryRun: false,
    manager,
  }
  switch (write.verb) {
    case 'create':
      createObject(core, kindOf(core, write.object), asStored(write.object), context)
      return
    case 'update':
    case 'status': {
      const kind = kindOf(core, write.object)
      const old = stored(core, kind, write.object)
      if (old === null) return
      // Between its look and its write nothing else happens, so the version it saw is the version there is.
      const input = withMetadata(asStored(write.object), { resourceVersion: old.metadata.resourceVersion })
      const status = write.verb === 'status' && kind.subresources.status
      updateObject(core, kind, input, old, status ? 'status' : '', context)
      return
    }
    case 'delete': {
      const kind = kindOf(core, write.object)
      const old = stored(core, kind, write.object)
      const { gracePeriodSeconds = null } = write
      if (old !== null) deleteObject(core, kind, old, { ...backgroundDeletion, gracePeriodSeconds })
      return
    }
    case 'bind': {
      const kind = kindOf(core, write.pod)
      const old = stored(core, kind, write.pod)
      if (old === null) return
      const spec = { ...(old.spec as object), nodeName: write.node }
      core.store.put(kind.storageKey, toStored(kind, { ...old, spec }))
    }
  }
}

function kindOf(core: Core, { apiVersion, kind }: KubeObject): KindInfo {
  const { group, version } = parseApiVersion(apiVersion)
  const found = core.kinds.findKind(group, version, kind)
  if (found === null) throw new Error(`no kind ${kind} in ${apiVersion} is served`)
  return found
}

function stored(core: Core, kind: KindInfo, object: KubeObject): SandboxObject | null {
  const found = core.store.collection(kind.storageKey).get(keyOf(object))
  return found === undefined ? null : fromStored(kind, found)
}

/** Manifests hold JSON; their types name only the fields that reactions read. */
function asStored(object: KubeObject): SandboxObject {
  return JSON.parse(JSON.stringify(object)) as SandboxObject
}
