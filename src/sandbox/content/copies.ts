/**
 * The projects once more, under other names, for a platform of any size. A finished manifest is renamed, so
 * that no other file knows of copies: namespaces `shop-prod` to `shop-2-prod`, projects `shop` to `shop-2`,
 * hosts `shop.example.com` to `shop-2.example.com`. What stands outside of the projects' namespaces, and
 * hosts of other companies (`example.org`), stand once. Wildcard hosts stay as they are: their certificates
 * are shared.
 */
import type { Manifest } from '../../k8s/objects.ts'
import { projects } from './platform.ts'

/** The Services that a copy still publishes: node ports and addresses of pools are few. */
const published = new Set(['shop-prod/storefront', 'payments-prod/api', 'shop-staging/frontend'])

const projectNames = Object.keys(projects)
const namespaceNames = Object.values(projects).flat()

const namespacePattern = new RegExp(`\\b(${projectNames.join('|')})-(prod|staging|dev)\\b`, 'g')
const hostPattern = /(?<![-.*\w])([a-z][-a-z0-9]*)((?:\.[-a-z0-9]+)*\.example\.com)\b/g
const projectPattern = new RegExp(`^(project:)?(${projectNames.join('|')})$`)

/** `manifests` and, behind them, `copies - 1` times those that belong to projects. */
export function withCopies(manifests: readonly Manifest[], copies: number): readonly Manifest[] {
  const repeated = manifests.filter(isOfProject)
  const numbers = Array.from({ length: copies - 1 }, (_, index) => index + 2)
  return [...manifests, ...numbers.flatMap((number) => repeated.map((each) => copyOf(each, number)))]
}

function isOfProject({ kind, metadata: { namespace, name } }: Manifest): boolean {
  if (kind === 'Project') return projectNames.includes(name)
  return namespaceNames.some((each) => each === (kind === 'Namespace' ? name : namespace))
}

function copyOf(manifest: Manifest, number: number): Manifest {
  return renamed(manifest.kind === 'Service' ? unpublished(manifest) : manifest, number) as Manifest
}

function renamed(value: unknown, number: number): unknown {
  if (typeof value === 'string') return renamedText(value, number)
  if (Array.isArray(value)) return value.map((item) => renamed(item, number))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamed(item, number)]))
}

function renamedText(text: string, number: number): string {
  return text
    .replace(namespacePattern, `$1-${number}-$2`)
    .replace(hostPattern, `$1-${number}$2`)
    .replace(projectPattern, `$1$2-${number}`)
}

interface Port {
  readonly nodePort?: number
}

interface ServiceSpec {
  readonly type?: string
  readonly ports?: readonly Port[]
  readonly externalTrafficPolicy?: string
}

/** The Service without fixed node ports and addresses, and for the cluster only unless it is `published`. */
function unpublished(service: Manifest): Manifest {
  const { metadata } = service
  const { ports, externalTrafficPolicy, ...spec } = service.spec as ServiceSpec
  const stays = published.has(`${metadata.namespace}/${metadata.name}`)
  const isPublished = spec.type === 'LoadBalancer' || spec.type === 'NodePort'
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([key]) => !/^metallb\./.test(key))
  return {
    ...service,
    metadata: { ...metadata, annotations: Object.fromEntries(annotations) },
    spec: {
      ...spec,
      ...(isPublished && !stays ? { type: 'ClusterIP' } : {}),
      ...(stays && externalTrafficPolicy !== undefined ? { externalTrafficPolicy } : {}),
      ...(ports === undefined ? {} : { ports: ports.map(({ nodePort: _, ...port }) => port) }),
    },
  }
}
