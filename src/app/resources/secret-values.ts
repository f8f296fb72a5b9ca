/** What is secret in a Secret, kept out of sight until somebody asks for it. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields } from '../../k8s/shape.ts'

const hidden = '••••••••'
/** Holds the whole object once more, as it was last applied. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

export function isSecret({ apiVersion, kind }: KubeObject): boolean {
  return apiVersion === 'v1' && kind === 'Secret'
}

/** The object with dots for each of its values; keys stay, as they are what one looks for. */
export function withHiddenValues(object: KubeObject): KubeObject {
  const { annotations } = object.metadata
  return {
    ...object,
    ...masked(object, 'data'),
    ...masked(object, 'stringData'),
    ...(annotations?.[lastApplied] !== undefined && {
      metadata: { ...object.metadata, annotations: { ...annotations, [lastApplied]: hidden } },
    }),
  }
}

function masked(object: KubeObject, field: string): object {
  if (!(field in object)) return {}
  const keys = Object.keys(asFields(asFields(object)[field]))
  return { [field]: Object.fromEntries(keys.map((key) => [key, hidden])) }
}
