/** What is wrong with the Services that an Ingress leads to. */
import type { Service } from '../../k8s/core.ts'
import type { Finding } from '../../manifest/finding.ts'
import { services } from '../related.ts'
import type { World } from '../world.ts'
import { findService, stateOf } from './backends.ts'
import { finding, fix, missing, type Rule } from './finding.ts'
import { type Backend, backendsOf, portPath, portText } from './spec.ts'

export const backends: Rule = (ingress, world) =>
  backendsOf(ingress)
    .filter(({ isResource }) => !isResource)
    .flatMap((backend) => [...shapeOf(backend), ...reachOf(backend, ingress.namespace, world)])

const isPortNumber = (value: unknown) =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65535

function shapeOf({ at, service, port, portAt, hasBothPorts }: Backend): readonly Finding[] {
  const keepNumber = fix('keep-number', [{ path: portPath(at, true) }])
  return [
    ...(service === '' ? [missing('service-missing', [...at, 'service', 'name'])] : []),
    ...(port === undefined ? [missing('port-missing', portAt)] : []),
    ...(hasBothPorts ? [finding('error', 'port-both', portAt, undefined, keepNumber)] : []),
    ...(port !== undefined && typeof port !== 'string' && !isPortNumber(port)
      ? [finding('error', 'port-range', portAt)]
      : []),
  ]
}

function reachOf(backend: Backend, namespace: string, world: World): readonly Finding[] {
  const { at, service, port, portAt } = backend
  const state = stateOf(backend, namespace, world)
  const nameAt = [...at, 'service', 'name']
  if (state === 'missing') return [finding('warning', 'service-unknown', nameAt, { service, namespace })]
  const elsewhere = namespaceBehind(findService(namespace, service, world))
  if (elsewhere !== undefined && elsewhere !== namespace && world.availability(services) === 'live')
    return [finding('warning', 'service-elsewhere', nameAt, { service, namespace: elsewhere })]
  if (state === 'unready') return [finding('warning', 'service-unready', nameAt, { service })]
  if (state !== 'noPort') return []
  const ports = findService(namespace, service, world)?.spec?.ports ?? []
  const listed = ports.map(({ port: number, name }) => (name === undefined ? number : `${number} (${name})`))
  const [only] = ports.length === 1 ? ports : []
  const values = { service, port: portText(port), ports: listed.join(', ') || '–' }
  const mend =
    only === undefined
      ? undefined
      : fix('use-port', [{ path: [...at, 'service', 'port'], value: { number: only.port } }], {
          value: only.port,
        })
  return [finding('warning', 'port-unknown', portAt, values, mend)]
}

/** The namespace of the Service that another name in the cluster's DNS stands for. */
function namespaceBehind(service: Service | undefined): string | undefined {
  if (service?.spec?.type !== 'ExternalName') return undefined
  return /^[^.]+\.([^.]+)\.svc(\.|$)/.exec(service.spec.externalName ?? '')?.[1]
}
