/** Every namespace has a service account for its pods, and the authority they trust the API server by. */

import type { KubeObject } from '../../k8s/objects.ts'
import { configMaps, namespaces } from './collections.ts'
import { type Change, isIn, objectOf, type Place, type Reaction, type World, type Write } from './reaction.ts'

const serviceAccounts = { group: '', plural: 'serviceaccounts' }

const accountName = 'default'
const authorityName = 'kube-root-ca.crt'

/** `authority` is the PEM of what signed the API server's certificate. */
export function namespaceDefaults(authority: string): Reaction {
  return {
    name: 'namespace-defaults',
    watches: [namespaces, configMaps, serviceAccounts],
    subjects(change: Change): readonly Place[] {
      const object = objectOf(change)
      if (object === null) return []
      const { name, namespace = '' } = object.metadata
      if (isIn(change, namespaces)) return [{ namespace: '', name }]
      const isOurs = isIn(change, configMaps) ? name === authorityName : name === accountName
      return isOurs && change.current === null ? [{ namespace: '', name: namespace }] : []
    },
    react({ name: namespace }: Place, world: World): readonly Write[] {
      const owner = world.get<KubeObject>(namespaces, { namespace: '', name: namespace })
      if (owner === null || owner.metadata.deletionTimestamp !== undefined) return []
      const wanted = [
        { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name: accountName } },
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { namespace, name: authorityName },
          data: { 'ca.crt': authority },
        },
      ]
      const collections = [serviceAccounts, configMaps]
      return wanted
        .filter(({ metadata }, at) => world.get(collections[at] ?? configMaps, metadata) === null)
        .map((object) => ({ verb: 'create', object }))
    },
  }
}
