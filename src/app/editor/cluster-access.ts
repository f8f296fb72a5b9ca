/** How the editor reaches the cluster: reads the object of a document, and writes one. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { wholeObject } from '../../k8s/editable.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { apiVersionOf, type ResourceType } from '../../k8s/resource.ts'
import { failed, StatusError } from '../../k8s/status.ts'
import { mayNow } from '../access/asking.ts'
import { lackText, wishOf } from '../access/may.ts'
import { createObject, getObject, replaceObject, type WriteOptions } from '../api/objects.ts'
import { discoveryQuery } from '../api/queries.ts'
import type { Answer } from '../api/request.ts'
import { type Named, namedIn, type Step } from './steps.ts'

export interface ClusterAccess {
  /** The object that `object` names, as it is now; null where there is none. Rejects with a StatusError. */
  readonly read: (object: unknown) => Promise<KubeObject | null>
  /** What is missing to write it, code in backticks; `''` where nothing is, or nobody knows. */
  readonly lacks: (step: Step) => Promise<string>
  /** Makes or replaces an object. Rejects with a StatusError where it is refused. */
  readonly write: (step: Step, options: WriteOptions) => Promise<Answer<KubeObject>>
}

/** A definition is served a moment after it is made. */
const patience = { milliseconds: 10_000, pause: 500 }

export function useClusterAccess(cluster: string): ClusterAccess {
  const queries = useQueryClient()
  const { t } = useTranslation()
  return useMemo(() => {
    const discover = (staleTime: number) => queries.fetchQuery({ ...discoveryQuery(cluster), staleTime })
    // What was kept is asked first; what is not in it may have been installed since.
    const typeOf = async (named: Named, until = Date.now()): Promise<ResourceType> => {
      for (let staleTime = 60_000; ; staleTime = 0) {
        const type = (await discover(staleTime)).find(named.group, named.kind, [named.version])
        if (type?.version === named.version) return type
        if (staleTime > 0) continue
        if (Date.now() >= until) throw notServed(named)
        await new Promise((resolve) => setTimeout(resolve, patience.pause))
      }
    }
    return {
      read: async (object) => {
        const named = namedIn(object)
        try {
          const type = await typeOf(named)
          return (await getObject({ cluster, type, ...placeIn(type, named) })).body
        } catch (error) {
          if (error instanceof StatusError && error.code === 404) return null
          throw error
        }
      },
      lacks: async ({ object, standing }) => {
        const named = namedIn(standing?.origin ?? object)
        // What the cluster does not serve it refuses in words of its own.
        const type = await typeOf(namedIn(object)).catch(() => null)
        if (type === null || (type.namespaced && named.namespace === '')) return ''
        const verb = standing === null ? 'create' : 'update'
        const wish = wishOf(verb, type, named.namespace, named.name)
        const may = await mayNow(queries, cluster, wish)
        return may === false ? lackText(t, wish, [wish.namespace]) : ''
      },
      write: async ({ object, standing }, options) => {
        const until = options.dryRun === true ? Date.now() : Date.now() + patience.milliseconds
        const type = await typeOf(namedIn(object), until)
        if (standing === null) return createObject(cluster, type, object, options)
        const address = { cluster, type, ...placeIn(type, namedIn(standing.origin)) }
        return replaceObject(address, wholeObject(object, standing.origin), options)
      },
    }
  }, [queries, cluster, t])
}

const placeIn = ({ namespaced }: ResourceType, { namespace, name }: Named) => ({
  name,
  ...(namespaced && { namespace }),
})

function notServed(named: Named): StatusError {
  const { kind } = named
  const apiVersion = apiVersionOf(named)
  const message =
    kind === '' || apiVersion === ''
      ? 'A document has to say apiVersion and kind.'
      : `The cluster does not serve the kind ${kind} in ${apiVersion}.`
  const field = kind === '' || apiVersion !== '' ? 'kind' : 'apiVersion'
  const details = { causes: [{ field, message }] }
  return failed({ reason: 'NotFound', code: 404, message, details })
}
