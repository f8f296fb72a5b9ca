/** A Service on its way into the store: defaults, allocation, rules. */
import { readOnce } from '../../../k8s/readonce.ts'
import { formatAddress, parseAddress } from '../../../net/address.ts'
import type { RuleContext, SandboxObject } from '../../types.ts'
import { decoded } from '../builtin/decoded.ts'
import type { FieldError } from '../schema/messages.ts'
import { type Draft, isMap } from '../schema/schema.ts'
import { allocate, type ServiceRanges, type Taken } from './allocate.ts'
import { defaultService, dropForType, keepAllocated, pairClusterIPs } from './default.ts'
import { nodePortsOf, type ServiceDraft } from './fields.ts'
import { serviceErrors, serviceStatusErrors } from './validate.ts'

/** The rest is an error only if `fatal` ones are none: allocation ends a request before validation. */
export interface ServiceFindings {
  readonly fatal: readonly FieldError[]
  readonly errors: readonly FieldError[]
}

/** In place. */
export function prepareService(
  object: Draft,
  old: Draft | null,
  ranges: ServiceRanges,
  context: RuleContext,
): ServiceFindings {
  const service = serviceOf(object)
  const before = old === null ? null : serviceOf(structuredClone(old))
  defaultService(service)
  if (before !== null) keepAllocated(service.spec, before.spec)
  pairClusterIPs(service.spec, before?.spec ?? null)
  const fatal = allocate(service.spec, before?.spec ?? null, {
    ranges,
    taken: takenByOthers(service, before !== null, context),
    dryRun: context.dryRun,
    seed: seedOf(`${service.metadata.namespace ?? ''}/${service.metadata.name ?? ''}`),
  })
  if (fatal.length > 0) return { fatal, errors: [] }
  if (before !== null) dropForType(service.spec, before.spec)
  if (service.spec.type !== 'LoadBalancer') service.status.loadBalancer = {}
  return { fatal, errors: serviceErrors(service, before) }
}

export function serviceStatusFindings(object: Draft, old: Draft | null): readonly FieldError[] {
  const service = serviceOf(object)
  const before = old === null ? undefined : serviceOf(structuredClone(old)).status.loadBalancer
  defaultService(service)
  return serviceStatusErrors(service.spec, service.status.loadBalancer ?? {}, before ?? {})
}

/** Gives the object the maps that every Service has. */
export function serviceOf(object: Draft): ServiceDraft {
  if (!isMap(object.metadata)) object.metadata = {}
  if (!isMap(object.spec)) object.spec = {}
  if (!isMap(object.status)) object.status = {}
  return decoded<ServiceDraft>(object)
}

interface Held {
  readonly ips: readonly string[]
  readonly nodePorts: readonly number[]
}

const heldBy = readOnce((object: SandboxObject): Held => {
  const spec = decoded<Partial<ServiceDraft>>(object).spec ?? {}
  const addresses = (spec.clusterIPs ?? []).map(parseAddress).filter((address) => address !== null)
  const healthCheck = spec.healthCheckNodePort ? [spec.healthCheckNodePort] : []
  return { ips: addresses.map(formatAddress), nodePorts: [...nodePortsOf(spec), ...healthCheck] }
})

/** Looked up when it is first asked for: most writes take nothing, and there may be very many Services. */
function takenByOthers(service: ServiceDraft, exists: boolean, context: RuleContext): Taken {
  let looked: Taken | null = null
  const look = () => {
    looked ??= lookAtOthers(service, exists, context)
    return looked
  }
  return {
    get ips() {
      return look().ips
    },
    get nodePorts() {
      return look().nodePorts
    },
  }
}

function lookAtOthers({ metadata }: ServiceDraft, exists: boolean, context: RuleContext): Taken {
  const ips = new Set<string>()
  const nodePorts = new Set<number>()
  for (const object of context.lookup.list('', 'services')) {
    const { name, namespace } = object.metadata
    if (exists && name === metadata.name && namespace === metadata.namespace) continue
    const other = heldBy(object)
    for (const ip of other.ips) ips.add(ip)
    for (const port of other.nodePorts) nodePorts.add(port)
  }
  return { ips, nodePorts }
}

/** A number that looks random and is the same for the same name. */
function seedOf(text: string): number {
  let hash = 2166136261
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619)
  return hash >>> 1
}
