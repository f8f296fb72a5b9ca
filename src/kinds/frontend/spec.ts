/** What a listening port (Frontend) says, read from whatever shape it has. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asString, asStringMap, type Fields } from '../../k8s/shape.ts'
import { albLabel, configOf, type Placed, sourceOf, specOf } from '../alb/spec.ts'

export const portPath: Path = ['spec', 'port']
export const protocolPath: Path = ['spec', 'protocol']
export const namePath: Path = ['metadata', 'name']
export const balancerPath: Path = ['metadata', 'labels', albLabel]
export const ownersPath: Path = ['metadata', 'ownerReferences']

/** Those that the load balancer knows; what it does not know is plain TCP to it. */
export const protocols = ['http', 'https', 'grpc', 'tcp', 'udp'] as const
export type Protocol = (typeof protocols)[number]

export interface PortView {
  readonly name: string
  readonly namespace: string
  /** The name of its load balancer; `''` where it names none. */
  readonly balancer: string
  /** As it is written. */
  readonly port: unknown
  readonly protocol: string
  /** What the load balancer makes of it. */
  readonly spoken: Protocol
  readonly isStream: boolean
  readonly transport: 'TCP' | 'UDP'
  readonly certificate: string
  readonly backendProtocol: string
  readonly config: Fields
  readonly labels: Readonly<Record<string, string>>
  /** The Ingress that it was made for. */
  readonly source: Placed | null
  /** The instances of its load balancer on whose node somebody else has the port. */
  readonly conflicts: readonly string[]
  readonly listens: boolean
}

export function viewOf(object: unknown): PortView {
  const { metadata: given, status } = asFields(object)
  const metadata = asFields(given)
  const spec = specOf(object)
  const labels = asStringMap(metadata.labels)
  const protocol = asString(spec.protocol)
  const spoken = spokenAs(protocol)
  const instances = Object.entries(asFields(asFields(status).instances))
  const conflicts = instances
    .filter(([, each]) => asFields(each).conflict === true)
    .map(([instance]) => instance)
  return {
    name: asString(metadata.name),
    namespace: asString(metadata.namespace),
    balancer: labels[albLabel] ?? '',
    port: spec.port,
    protocol,
    spoken,
    isStream: spoken === 'tcp' || spoken === 'udp',
    transport: spoken === 'udp' ? 'UDP' : 'TCP',
    certificate: asString(spec.certificate_name),
    backendProtocol: asString(spec.backendProtocol),
    config: configOf(object),
    labels,
    source: sourceOf(object),
    conflicts,
    listens: instances.length > 0 && conflicts.length === 0,
  }
}

export function spokenAs(protocol: string): Protocol {
  return protocols.find((each) => each === protocol) ?? 'tcp'
}

/** A port as it is written, if it is one. */
export function portNumber(port: unknown): number | null {
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535 ? port : null
}

/** `alb-demo-00080`: what the platform calls a port. */
export function nameFor(balancer: string, port: unknown): string {
  const number = portNumber(port)
  return balancer === '' || number === null ? '' : `${balancer}-${String(number).padStart(5, '0')}`
}
