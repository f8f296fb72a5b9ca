/**
 * What a cluster of Calico serves of the platform's kinds. Its Subnet is of Kube-OVN's kind, with fields that
 * Kube-OVN's definition does not have; the platform does not publish its own, so they are those of its documents.
 */
import type { Schema } from '../../src/sandbox/types.ts'
import type { Manifest } from './api.ts'

const subnets = 'subnets.kubeovn.io'
const mode: Schema = { type: 'string', enum: ['Always', 'CrossSubnet', 'Never'] }
const fields = { ipipMode: mode, vxlanMode: mode, v4blockSize: { type: 'integer' } as Schema }

interface Spec {
  readonly versions: readonly {
    readonly schema: { readonly openAPIV3Schema: { readonly properties: Readonly<Record<string, Schema>> } }
  }[]
}

/** Of Kube-OVN's kinds there is the Subnet alone. */
export function inCalicoCluster(definitions: readonly Manifest[]): readonly Manifest[] {
  return definitions
    .filter(({ metadata }) => !metadata.name.endsWith('.kubeovn.io') || metadata.name === subnets)
    .map((each) => (each.metadata.name === subnets ? withCalicoFields(each) : each))
}

function withCalicoFields(definition: Manifest): Manifest {
  const spec = definition.spec as Spec
  const versions = spec.versions.map((version) => {
    const { openAPIV3Schema: schema } = version.schema
    const own = schema.properties.spec
    const properties = {
      ...schema.properties,
      spec: { ...own, properties: { ...own?.properties, ...fields } },
    }
    return { ...version, schema: { openAPIV3Schema: { ...schema, properties } } }
  })
  return { ...definition, spec: { ...spec, versions } }
}

/** By which Calico is known to run. */
export const calicoNode: Manifest = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'calico-node', namespace: 'kube-system' },
  spec: {
    selector: { matchLabels: { 'k8s-app': 'calico-node' } },
    template: {
      metadata: { labels: { 'k8s-app': 'calico-node' } },
      spec: { containers: [{ name: 'calico-node', image: 'calico/node:v3.30.2' }] },
    },
  },
}
