/** What mends a finding about a Service, where one change does. */
import type { ServicePort } from '../../k8s/core.ts'
import { type Path, valueAt } from '../../k8s/fieldpath.ts'
import { isDns1123Label } from '../../k8s/names.ts'
import { asFields, asList, asString, type Fields } from '../../k8s/shape.ts'
import type { Finding, Fix } from '../../manifest/finding.ts'
import { generatedPortName } from './protocols.ts'

/** The finding with its fix, if there is one. */
export function withFix(found: Finding, object: unknown): Finding {
  const fix = fixes[found.id.slice('service/'.length)]?.(object, found.path)
  return fix === undefined ? found : { ...found, fix }
}

type MakeFix = (object: unknown, path: Path) => Fix | undefined

const nameThePort: MakeFix = (object, path) => {
  const name = freePortName(asList(valueAt(object, ['spec', 'ports'])).map(asFields), Number(path[2]))
  return name === undefined ? undefined : fix('name-port', path, name)
}

/** A whole number in quotes. */
const takeTheQuotesOff: MakeFix = (object, path) => {
  const typed = asString(valueAt(object, path))
  const number = /^[1-9]\d{0,4}$/.test(typed) ? Number(typed) : 0
  return number < 1 || number > 65535 ? undefined : fix('write-number', path, number)
}

const letTheClusterChoose: MakeFix = (_, path) => fix('free-node-port', path)

const fixes: Readonly<Record<string, MakeFix>> = {
  'port-name-missing': nameThePort,
  'port-name-invalid': nameThePort,
  'port-name-twice': nameThePort,
  'port-range': takeTheQuotesOff,
  'target-port-invalid': takeTheQuotesOff,
  'node-port-taken': letTheClusterChoose,
  'node-port-twice': letTheClusterChoose,
  'protocol-case': (object, path) =>
    fix('write-protocol', path, asString(valueAt(object, path)).toUpperCase()),
  'headless-type': (_, path) => fix('make-type', path, 'ClusterIP'),
}

function fix(id: string, path: Path, value?: string | number): Fix {
  const values = value === undefined ? {} : { values: { value } }
  return { label: { key: `service:fix.${id}`, ...values }, edits: [{ path, value }] }
}

/** The name that the form would give to a port, with a number behind it where another port has that one. */
function freePortName(ports: readonly Fields[], index: number): string | undefined {
  const given = generatedPortName(plainPort(ports[index] ?? {}))
  const taken = new Set(ports.filter((_, other) => other !== index).map(({ name }) => name))
  const numbered = ports.map((_, other) => `${given}-${other + 2}`)
  return [given, ...numbered].find((name) => isDns1123Label(name) && !taken.has(name))
}

/** The port without what is of a wrong type: a name is made of what can be read. */
function plainPort({ port, targetPort, protocol, appProtocol }: Fields): Partial<ServicePort> {
  return {
    ...(typeof port === 'number' && { port }),
    ...((typeof targetPort === 'number' || typeof targetPort === 'string') && { targetPort }),
    ...(typeof protocol === 'string' && { protocol }),
    ...(typeof appProtocol === 'string' && { appProtocol }),
  }
}
