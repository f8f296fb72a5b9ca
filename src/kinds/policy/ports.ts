/** The ports of rules: one reading of three spellings, and back. */
import { asFields, asList, type Fields } from '../../k8s/shape.ts'
import type { PortSpelling } from './dialects.ts'

export const protocols = ['TCP', 'UDP', 'SCTP'] as const

export interface Port {
  /** `''` where a name alone decides. */
  readonly protocol: string
  /** A number, or a name as a text; `''` while there is none. */
  readonly port: unknown
  /** The last one of a range; `undefined` where it is none. */
  readonly end: unknown
}

/** Whether it means a port by the name that pods give it. */
export function isNamed({ port }: Port): boolean {
  return typeof port === 'string' && port !== ''
}

/** `null` for what no form has fields for. */
export function readPort(value: unknown, spelling: PortSpelling): Port | null {
  const fields = asFields(value)
  if (spelling === 'plain') {
    const { protocol = 'TCP', port = '', endPort } = fields
    return known(protocol, port, endPort)
  }
  const keys = Object.keys(fields)
  const [key = ''] = keys
  if (keys.length !== 1) return null
  return spelling === 'admin' ? readAdmin(key, fields[key]) : readProtocol(key, fields[key])
}

function readAdmin(key: string, value: unknown): Port | null {
  const { protocol = 'TCP', port = '', start = '', end = '' } = asFields(value)
  if (key === 'portNumber') return known(protocol, port, undefined)
  if (key === 'portRange') return known(protocol, start, end)
  return key === 'namedPort' ? known('', value ?? '', undefined) : null
}

function readProtocol(key: string, value: unknown): Port | null {
  if (key === 'destinationNamedPort') return known('', value ?? '', undefined)
  if (!['tcp', 'udp', 'sctp'].includes(key)) return null
  const { destinationPort } = asFields(value)
  const { number = '', range } = asFields(destinationPort)
  if (range === undefined) return known(key.toUpperCase(), number, undefined)
  const { start = '', end = '' } = asFields(range)
  return known(key.toUpperCase(), start, end)
}

function known(protocol: unknown, port: unknown, end: unknown): Port | null {
  const isScalar = (each: unknown) => ['string', 'number', 'undefined'].includes(typeof each)
  return typeof protocol === 'string' && isScalar(port) && isScalar(end) ? { protocol, port, end } : null
}

/** `before` is what stood there: of a spelling that may hold more, the rest stays. */
export function writePort(port: Port, spelling: PortSpelling, before?: unknown): Fields {
  const { protocol, port: first, end } = port
  const written = protocol === '' ? 'TCP' : protocol
  if (spelling === 'plain') {
    const { port: _, endPort: __, ...rest } = asFields(before)
    return {
      ...rest,
      ...(('protocol' in rest || written !== 'TCP' || before === undefined) && { protocol: written }),
      ...(first !== '' && first !== undefined && { port: first }),
      ...(end !== undefined && { endPort: end }),
    }
  }
  const isRange = end !== undefined
  if (spelling === 'admin') {
    if (isRange) return { portRange: { protocol: written, start: first, end } }
    return isNamed(port) ? { namedPort: first } : { portNumber: { protocol: written, port: first } }
  }
  if (isNamed(port) && !isRange) return { destinationNamedPort: first }
  const destinationPort = isRange ? { range: { start: first, end } } : { number: first }
  return { [written.toLowerCase()]: { destinationPort } }
}

/** The paths that findings of a port may stand at, within it. */
export function placesOf(value: unknown, spelling: PortSpelling): { port: string[]; end: string[] } {
  const fields = asFields(value)
  if (spelling === 'plain') return { port: ['port'], end: ['endPort'] }
  const [key = ''] = Object.keys(fields)
  if (key === 'portRange') return { port: [key, 'start'], end: [key, 'end'] }
  if (key === 'portNumber') return { port: [key, 'port'], end: [key] }
  if (key === 'namedPort' || key === 'destinationNamedPort') return { port: [key], end: [key] }
  const at = [key, 'destinationPort']
  const isRange = 'range' in asFields(asFields(fields[key]).destinationPort)
  return isRange
    ? { port: [...at, 'range', 'start'], end: [...at, 'range', 'end'] }
    : { port: [...at, 'number'], end: [...at, 'number'] }
}

export const newPort = (spelling: PortSpelling) =>
  writePort({ protocol: 'TCP', port: spelling === 'plain' ? undefined : 80, end: undefined }, spelling)

/** All of a rule. */
export const readPorts = (value: unknown, spelling: PortSpelling) =>
  asList(value).map((each) => readPort(each, spelling))
