/** Which projects may use which ports of a load balancer: ranges, kept as JSON in a text. */
import { asFields, asList, asString, type Fields, parseJson } from '../../k8s/shape.ts'
import { everyProject } from '../assignment.ts'

export interface PortRange {
  readonly first: number
  readonly last: number
}

export interface PortShare {
  /** As it is written: `80` or `8000-8100`; what is no text is shown all the same. */
  readonly port: string
  readonly projects: readonly string[]
  /** All that the entry holds. */
  readonly fields: Fields
}

/** Node ports of the cluster: no load balancer can listen on them. */
export const nodePorts: PortRange = { first: 30000, last: 32767 }
/** Health checks of load balancers and of Gateways. */
export const reservedPorts: readonly number[] = [1936, 11782]

/** The shares that the text holds, `null` where it holds anything else. */
export function portSharesIn(value: unknown): readonly PortShare[] | null {
  if (value === undefined || value === null || value === '') return []
  const list = parseJson(asString(value))
  if (!Array.isArray(list)) return null
  return list.map((entry: unknown) => {
    const fields = asFields(entry)
    const port = typeof fields.port === 'number' ? String(fields.port) : asString(fields.port)
    return { port, projects: asList(fields.projects).map(asString), fields }
  })
}

/** The text the controller reads; unknown fields of the entries stay. */
export function portSharesText(shares: readonly Pick<PortShare, 'port' | 'projects' | 'fields'>[]): string {
  return JSON.stringify(shares.map(({ port, projects, fields }) => ({ ...fields, port, projects })))
}

/** One port, or two with a hyphen between them in their order; `null` for anything else. */
export function parsePorts(text: string): PortRange | null {
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? []
  const [first, last] = [Number(from), Number(to)]
  const isOne = !text.includes('-')
  return first >= 1 && last <= 65535 && (isOne || first < last) ? { first, last } : null
}

export const formatPorts = ({ first, last }: PortRange) => (first === last ? `${first}` : `${first}-${last}`)

/** What two ranges have in common; `null` where that is nothing. */
export function commonPorts(a: PortRange, b: PortRange): PortRange | null {
  const [first, last] = [Math.max(a.first, b.first), Math.min(a.last, b.last)]
  return first <= last ? { first, last } : null
}

/** The ranges that a project may use, those for every project among them. */
export function portsOf(shares: readonly PortShare[], project: string): readonly PortShare[] {
  return shares.filter(({ projects }) => projects.includes(project) || projects.includes(everyProject))
}
