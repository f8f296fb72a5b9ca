/** What serves a certificate: Ingresses, Gateways and load balancers name its Secret. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Index } from '../../k8s/objectset.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { secretKey } from '../assignment.ts'
import { certificatesOf, viewOf } from '../ingress/spec.ts'
import { type Dependant, dependantOf } from '../kind.ts'
import { perLabelDomain } from '../lookups.ts'
import { albBackends, allIngresses, domains, gateways } from '../related.ts'
import type { RelatedKind, World } from '../world.ts'

interface User {
  readonly kind: RelatedKind
  /** By `<namespace>/<name>` of the Secrets. */
  readonly indexFor: (labelDomain: string) => Index
}

const place = (namespace: string, name: string) => `${namespace}/${name}`

const specOf = (object: KubeObject) => asFields(asFields(object).spec)

const users: readonly User[] = [
  {
    kind: allIngresses,
    indexFor: perLabelDomain((ingress, labelDomain) =>
      certificatesOf(viewOf(ingress), labelDomain).map(({ namespace, secretName }) =>
        place(namespace, secretName),
      ),
    ),
  },
  { kind: gateways, indexFor: perLabelDomain(gatewayCertificates) },
  ...albBackends.map((kind) => ({ kind, indexFor: perLabelDomain(albCertificate) })),
]

/** All that is looked at to know who uses a certificate. */
export const usingKinds: readonly RelatedKind[] = users.map(({ kind }) => kind)

function gatewayCertificates(gateway: KubeObject): readonly string[] {
  const references = asList(specOf(gateway).listeners)
    .flatMap((listener) => asList(asFields(asFields(listener).tls).certificateRefs))
    .map(asFields)
  return references
    .filter(({ kind = 'Secret', group = '' }) => kind === 'Secret' && group === '')
    .map(({ namespace, name }) =>
      place(asString(namespace) || (gateway.metadata.namespace ?? ''), asString(name)),
    )
}

/** `<namespace>/<name>` or `<namespace>_<name>`. */
function albCertificate(object: KubeObject): readonly string[] {
  const [namespace = '', name = ''] = asString(specOf(object).certificate_name).split(/[/_]/)
  return name === '' ? [] : [place(namespace, name)]
}

export function usesOf({ metadata }: KubeObject, world: World): readonly Dependant[] {
  const key = place(metadata.namespace ?? '', metadata.name)
  return users.flatMap(({ kind, indexFor }) =>
    world.lookup(kind, indexFor(world.labelDomain), key).map(dependantOf),
  )
}

const bySecret = perLabelDomain(({ metadata }, labelDomain) => {
  const name = metadata.annotations?.[secretKey(labelDomain)]
  return name === undefined ? [] : [name]
})

/** The Domains whose certificate stands in a Secret of that name. */
export function domainsNamed(secret: string, world: World): readonly KubeObject[] {
  return world.lookup(domains, bySecret(world.labelDomain), secret)
}
