/** The DefaultIngressClass admission: a new Ingress that names no class gets the cluster's default one. */
import { asFields, asString, asStringMap } from '../../../k8s/shape.ts'
import type { Lookup, SandboxObject } from '../../types.ts'
import { type Draft, isMap } from '../schema/schema.ts'

const classAnnotation = 'kubernetes.io/ingress.class'
const defaultAnnotation = 'ingressclass.kubernetes.io/is-default-class'

/** In place. Of several default classes the newest counts. */
export function admitIngress(object: Draft, lookup: Lookup): void {
  const annotations = asStringMap(asFields(object.metadata).annotations)
  if (!isMap(object.spec) || object.spec.ingressClassName !== undefined) return
  if (annotations[classAnnotation] !== undefined) return
  const [newest] = lookup
    .list('networking.k8s.io', 'ingressclasses')
    .filter(({ metadata }) => asStringMap(metadata.annotations)[defaultAnnotation] === 'true')
    .sort((a, b) => createdAt(b).localeCompare(createdAt(a)) || nameOf(a).localeCompare(nameOf(b)))
  if (newest !== undefined) object.spec.ingressClassName = nameOf(newest)
}

function createdAt({ metadata }: SandboxObject): string {
  return asString(metadata.creationTimestamp)
}

function nameOf({ metadata }: SandboxObject): string {
  return asString(metadata.name)
}
