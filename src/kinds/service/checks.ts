/** What is wrong, or will not work, with a Service. */
import { runningContainers, type Service } from '../../k8s/core.ts'
import type { Path } from '../../k8s/fieldpath.ts'
import { isDns1123Label, isDns1123Subdomain, isPortName } from '../../k8s/names.ts'
import type { Index } from '../../k8s/objectset.ts'
import { asFields, asList, asString, asStringMap, type Fields } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import type { Check } from '../kind.ts'
import { anyNamed } from '../lookups.ts'
import { addressPools, allServices, pods } from '../related.ts'
import type { World } from '../world.ts'
import { exposureChecks } from './check-exposure.ts'
import { finding } from './finding.ts'
import { withFix } from './fixes.ts'
import { metallbPool, metallbPoolKeys, providers } from './providers.ts'
import { selectedPods } from './target.ts'

interface View {
  readonly name: string
  readonly namespace: string
  readonly annotations: Readonly<Record<string, string>>
  readonly spec: Fields
  readonly type: string
  readonly ports: readonly Fields[]
  readonly selector: Readonly<Record<string, string>>
}

function viewOf(object: unknown): View {
  const metadata = asFields(asFields(object).metadata)
  const spec = asFields(asFields(object).spec)
  return {
    name: asString(metadata.name),
    namespace: asString(metadata.namespace),
    annotations: asStringMap(metadata.annotations),
    spec,
    type: asString(spec.type) || 'ClusterIP',
    ports: asList(spec.ports).map(asFields),
    selector: asStringMap(spec.selector),
  }
}

type Rule = (service: View, world: World) => readonly Finding[]

const name: Rule = ({ name: given }) => {
  if (given === '') return [finding('error', 'name-missing', ['metadata', 'name'])]
  return isDns1123Label(given) ? [] : [finding('error', 'name-invalid', ['metadata', 'name'])]
}

const shape: Rule = ({ type, spec, ports }) => {
  const headless = spec.clusterIP === 'None'
  return [
    ...(headless && type !== 'ClusterIP'
      ? [finding('error', 'headless-type', ['spec', 'type'], { type })]
      : []),
    ...(ports.length === 0 && type !== 'ExternalName' && !headless
      ? [finding('error', 'ports-missing', ['spec', 'ports'])]
      : []),
  ]
}

const externalName: Rule = ({ type, spec }) => {
  if (type !== 'ExternalName') return []
  const path = ['spec', 'externalName']
  const host = asString(spec.externalName)
  if (host === '') return [finding('error', 'external-name-missing', path)]
  if (/^[\d.]+$|:/.test(host)) return [finding('warning', 'external-name-address', path)]
  return isDns1123Subdomain(host.replace(/\.$/, '')) ? [] : [finding('error', 'external-name-invalid', path)]
}

const isPortNumber = (value: unknown) =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65535

const portNumbers: Rule = ({ ports }) =>
  ports.flatMap((port, index) => {
    const at = (field: string): Path => ['spec', 'ports', index, field]
    const { targetPort } = port
    const badTarget =
      targetPort !== undefined &&
      !isPortNumber(targetPort) &&
      !(typeof targetPort === 'string' && isPortName(targetPort))
    return [
      ...(isPortNumber(port.port) ? [] : [finding('error', 'port-range', at('port'))]),
      ...(badTarget ? [finding('error', 'target-port-invalid', at('targetPort'))] : []),
    ]
  })

const portNames: Rule = ({ ports }) =>
  ports.flatMap((port, index) => {
    const path: Path = ['spec', 'ports', index, 'name']
    const given = asString(port.name)
    if (given === '') return ports.length > 1 ? [finding('error', 'port-name-missing', path)] : []
    if (!isDns1123Label(given)) return [finding('error', 'port-name-invalid', path)]
    const first = ports.findIndex((other) => other.name === given)
    return first < index ? [finding('error', 'port-name-twice', path, { name: given })] : []
  })

/** The API takes protocols in capitals only. */
const protocolCase: Rule = ({ ports }) =>
  ports.flatMap((port, index) => {
    const given = asString(port.protocol)
    const wrong = given !== given.toUpperCase() && transports.includes(given.toUpperCase())
    return wrong
      ? [finding('error', 'protocol-case', ['spec', 'ports', index, 'protocol'], { protocol: given })]
      : []
  })

const transports: readonly string[] = ['TCP', 'UDP', 'SCTP']

const transport = (port: Fields) => asString(port.protocol) || 'TCP'

const portsTwice: Rule = ({ ports }) =>
  ports.flatMap((port, index) => {
    const first = ports.findIndex((other) => other.port === port.port && transport(other) === transport(port))
    return first < index && isPortNumber(port.port)
      ? [
          finding('error', 'port-twice', ['spec', 'ports', index, 'port'], {
            port: Number(port.port),
            protocol: transport(port),
          }),
        ]
      : []
  })

const byNodePort: Index<Service> = {
  keysOf: ({ spec }) =>
    (spec?.ports ?? []).flatMap(({ nodePort, protocol = 'TCP' }) =>
      nodePort === undefined || nodePort === 0 ? [] : `${protocol} ${nodePort}`,
    ),
}

const nodePorts: Rule = (service, world) =>
  service.ports.flatMap((port, index) => {
    // The API reads 0 as unset.
    if (port.nodePort === undefined || port.nodePort === 0) return []
    const path: Path = ['spec', 'ports', index, 'nodePort']
    if (!isPortNumber(port.nodePort)) return [finding('error', 'port-range', path)]
    const number = Number(port.nodePort)
    const first = service.ports.findIndex(
      (other) => other.nodePort === number && transport(other) === transport(port),
    )
    if (first < index) return [finding('error', 'node-port-twice', path, { port: number })]
    const holder = world
      .lookup(allServices, byNodePort, `${transport(port)} ${number}`)
      .find(({ metadata }) => !(metadata.name === service.name && metadata.namespace === service.namespace))
    if (holder !== undefined) {
      const { name: holderName, namespace = '' } = holder.metadata
      return [
        finding('error', 'node-port-taken', path, { port: number, holder: `${namespace}/${holderName}` }),
      ]
    }
    return number < 30000 || number > 32767 ? [finding('warning', 'node-port-range', path)] : []
  })

const selection: Rule = ({ type, selector, namespace, ports }, world) => {
  if (type === 'ExternalName') return []
  const path: Path = ['spec', 'selector']
  if (Object.keys(selector).length === 0) return [finding('info', 'selector-empty', path)]
  if (world.availability(pods) !== 'live') return []
  const selected = selectedPods(world, namespace, selector)
  if (selected.length === 0) return [finding('warning', 'selects-nothing', path, { namespace })]
  const declared = selected.flatMap(runningContainers).flatMap((each) => each.ports ?? [])
  return ports.flatMap((port, index) => {
    const target = port.targetPort ?? port.port
    const at: Path = ['spec', 'ports', index, 'targetPort']
    if (typeof target === 'string' && isPortName(target)) {
      if (declared.some(({ name }) => name === target)) return []
      return [finding('warning', 'target-port-unknown', at, { name: target })]
    }
    if (declared.length === 0 || !isPortNumber(target)) return []
    if (declared.some(({ containerPort }) => containerPort === target)) return []
    const listed = declared.map(({ name, containerPort }) =>
      name === undefined ? containerPort : `${containerPort} (${name})`,
    )
    return [
      finding('info', 'target-port-undeclared', at, {
        port: Number(target),
        declared: [...new Set(listed)].join(', '),
      }),
    ]
  })
}

const loadBalancer: Rule = ({ type, annotations, spec }, world) => {
  if (type !== 'LoadBalancer') return []
  const pool = metallbPool(annotations)
  const poolKey = metallbPoolKeys.find((key) => key in annotations) ?? metallbPoolKeys[0]
  const provided = world.availability(addressPools) !== 'absent' || spec.loadBalancerClass !== undefined
  const cloud = providers.some((provider) => provider.annotations.some(({ key }) => key in annotations))
  const missing =
    pool !== undefined &&
    world.availability(addressPools) === 'live' &&
    anyNamed(world, addressPools, pool).length === 0
  return [
    ...(provided || cloud ? [] : [finding('warning', 'no-provider', ['spec', 'type'])]),
    ...(missing ? [finding('warning', 'pool-missing', ['metadata', 'annotations', poolKey], { pool })] : []),
    ...annotationFindings(annotations),
  ]
}

function annotationFindings(annotations: Readonly<Record<string, string>>): readonly Finding[] {
  const json = providers.flatMap((provider) => provider.annotations).filter((preset) => preset.json === true)
  const both = 'kubernetes.io/elb.id' in annotations && 'kubernetes.io/elb.autocreate' in annotations
  return [
    ...json.flatMap(({ key }) =>
      annotations[key] !== undefined && !isJsonObject(annotations[key])
        ? [finding('error', 'annotation-json', ['metadata', 'annotations', key])]
        : [],
    ),
    ...(both
      ? [finding('warning', 'elb-both', ['metadata', 'annotations', 'kubernetes.io/elb.autocreate'])]
      : []),
  ]
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

const rules = [
  name,
  shape,
  externalName,
  portNumbers,
  portNames,
  protocolCase,
  portsTwice,
  nodePorts,
  selection,
  loadBalancer,
]

const ruleChecks: readonly Check[] = rules.map(
  (rule) => (object, world) => rule(viewOf(object), world).map((found) => withFix(found, object)),
)

export const checks: readonly Check[] = [...ruleChecks, ...exposureChecks]
