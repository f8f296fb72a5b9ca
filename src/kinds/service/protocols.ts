/** The protocols of the Service form and how they stand in the object. */
import type { ServicePort } from '../../k8s/core.ts'

/**
 * TCP, UDP and SCTP are transports. The others are TCP with the application protocol that gateways
 * and meshes read from `appProtocol`.
 */
export const protocols = [
  { name: 'TCP', protocol: 'TCP' },
  { name: 'UDP', protocol: 'UDP' },
  { name: 'SCTP', protocol: 'SCTP' },
  { name: 'HTTP', protocol: 'TCP', appProtocol: 'http' },
  { name: 'HTTP2', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
  { name: 'HTTPS', protocol: 'TCP', appProtocol: 'https' },
  { name: 'gRPC', protocol: 'TCP', appProtocol: 'grpc' },
] as const

type PortProtocol = Pick<ServicePort, 'protocol' | 'appProtocol'>

/** The name of a port's protocol; one with an `appProtocol` of its own keeps it: `TCP (mongo)`. */
export function protocolName({ protocol = 'TCP', appProtocol }: PortProtocol): string {
  const known = protocols.find(
    (each) =>
      each.protocol === protocol && ('appProtocol' in each ? each.appProtocol : undefined) === appProtocol,
  )
  return known?.name ?? (appProtocol === undefined ? protocol : `${protocol} (${appProtocol})`)
}

/** What to write for a protocol chosen by name; `appProtocol` is absent where there is none to write. */
export function protocolFields(name: string): PortProtocol {
  const known = protocols.find((each) => each.name === name)
  if (known === undefined) return {}
  return 'appProtocol' in known
    ? { protocol: known.protocol, appProtocol: known.appProtocol }
    : { protocol: known.protocol }
}

/** `<protocol>-<service port>-<container port>`: `tcp-80-6379`, `http-80-web`; at most 63 characters. */
export function generatedPortName(port: Partial<ServicePort>): string {
  const protocol = protocolName(port).split(' ')[0] ?? 'tcp'
  return [protocol, port.port, port.targetPort ?? port.port]
    .filter((part) => part !== undefined && part !== '')
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '')
    .slice(0, 63)
    .replace(/-+$/, '')
}
