/** Node ports of Services: every port of a kind that needs one gets one, and the same port gets the same one. */
import { internalError, plainFailure } from '../refusal.ts'
import { type FieldError, invalid } from '../schema/messages.ts'
import type { Allocation } from './allocate.ts'
import {
  allocatesNodePorts,
  hasNodePorts,
  needsHealthCheck,
  nodePortsOf,
  type ServiceSpec,
} from './fields.ts'

/** In place. */
export function allocatePorts(
  spec: ServiceSpec,
  old: ServiceSpec | null,
  at: Allocation,
): readonly FieldError[] {
  /** What this request has reserved so far. */
  const own = new Set<number>()
  if (hasNodePorts(spec)) {
    const errors = old === null ? firstPorts(spec, own, at) : changedPorts(spec, old, own, at)
    if (errors.length > 0) return errors
  }
  if (!needsHealthCheck(spec) || (old !== null && needsHealthCheck(old))) return []
  const wanted = spec.healthCheckNodePort
  const problem = wanted ? reserve(wanted, own, at) : null
  if (problem !== null) {
    throw internalError(`failed to allocate requested HealthCheck NodePort ${wanted}: ${problem}`)
  }
  spec.healthCheckNodePort = wanted || free(new Set([...own, ...nodePortsOf(spec)]), at)
  return []
}

/** Ports of one number, TCP and UDP say, share a node port; any of them may have asked for one. */
function firstPorts(spec: ServiceSpec, own: Set<number>, at: Allocation): readonly FieldError[] {
  const ports = spec.ports ?? []
  const byPort = new Map<number, number>()
  for (const [place, port] of ports.entries()) {
    if (!port.nodePort && !allocatesNodePorts(spec)) continue
    const number = port.port ?? 0
    const shared = byPort.get(number)
    if (shared === undefined) {
      const wanted = ports.find((each) => (each.port ?? 0) === number && each.nodePort)?.nodePort
      const problem = wanted ? reserve(wanted, own, at) : null
      if (problem !== null) return [invalid(`spec.ports[${place}].nodePort`, wanted, problem)]
      port.nodePort = wanted || free(own, at)
      byPort.set(number, port.nodePort)
    } else if (!port.nodePort) port.nodePort = shared
    else if (port.nodePort !== shared) {
      const problem = reserve(port.nodePort, own, at)
      if (problem !== null) return [invalid(`spec.ports[${place}].nodePort`, port.nodePort, problem)]
    }
  }
  return []
}

function changedPorts(
  spec: ServiceSpec,
  old: ServiceSpec,
  own: Set<number>,
  at: Allocation,
): readonly FieldError[] {
  const held = hasNodePorts(old) ? nodePortsOf(old) : []
  /** What the Service has stays taken until the request is through, for itself too. */
  const given = (): number => {
    const checked = old.healthCheckNodePort ? [old.healthCheckNodePort] : []
    const port = free(new Set([...own, ...held, ...checked]), at)
    own.add(port)
    return port
  }
  const seen = new Set<string>()
  for (const [place, port] of (spec.ports ?? []).entries()) {
    if (!port.nodePort) {
      if (allocatesNodePorts(spec)) port.nodePort = given()
    } else if (!held.includes(port.nodePort) && !own.has(port.nodePort)) {
      const problem = reserve(port.nodePort, own, at)
      if (problem !== null) return [invalid(`spec.ports[${place}].nodePort`, port.nodePort, problem)]
    }
    if (!port.nodePort) continue
    const shown = `{${port.protocol} ${port.nodePort}}`
    if (seen.has(shown)) throw plainFailure(`duplicate nodePort: ${shown}`)
    seen.add(shown)
  }
  return []
}

function reserve(port: number, own: Set<number>, at: Allocation): string | null {
  if (own.has(port) || at.taken.nodePorts.has(port)) return 'provided port is already allocated'
  const { first, last } = at.ranges.nodePorts
  if (!at.dryRun && (port < first || port > last)) {
    return `provided port is not in the valid range. The range of valid ports is ${first}-${last}`
  }
  own.add(port)
  return null
}

function free(own: Set<number>, at: Allocation): number {
  const { first, last } = at.ranges.nodePorts
  const found = at.dryRun ? dummyPort(own, last) : firstFree(own, at)
  if (found === null) throw internalError('failed to allocate a nodePort: range is full')
  own.add(found)
  return found

  function firstFree(mine: ReadonlySet<number>, { taken, seed }: Allocation): number | null {
    const count = last - first + 1
    for (let step = 0; step < count; step += 1) {
      const port = first + ((seed + step) % count)
      if (!mine.has(port) && !taken.nodePorts.has(port)) return port
    }
    return null
  }
}

/** A dry run shows a port that nobody could have. */
function dummyPort(own: ReadonlySet<number>, last: number): number {
  return own.size === 0 ? last + 2 : Math.max(...own) + 1
}
