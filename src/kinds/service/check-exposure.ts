/** What a Service of type LoadBalancer opens besides, and where TLS would end. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asString, asStringMap } from '../../k8s/shape.ts'
import type { Check } from '../kind.ts'
import { finding } from './finding.ts'

const vserver = 'service.beta.kubernetes.io/ucloud-load-balancer-vserver-'
const at = (key: string): Path => ['metadata', 'annotations', key]

/** UCloud ends TLS at its load balancer where a certificate is given, with the port and over HTTPS only. */
const cloudCertificate: Check = (object) => {
  const annotations = asStringMap(asFields(asFields(object).metadata).annotations)
  const [certificate, port, protocol] = ['ssl-cert', 'ssl-port', 'protocol'].map((key) => `${vserver}${key}`)
  if (certificate === undefined || port === undefined || protocol === undefined) return []
  if (annotations[certificate] === undefined) return []
  const said = annotations[protocol] ?? 'tcp'
  return [
    ...(annotations[port] === undefined
      ? [finding('warning', 'cloud-certificate-port', at(certificate), { key: port })]
      : []),
    ...(said === 'https' ? [] : [finding('warning', 'cloud-certificate-protocol', at(protocol), { said })]),
  ]
}

const nodePorts: Check = (object) => {
  const { type, allocateNodePorts } = asFields(asFields(object).spec)
  if (asString(type) !== 'LoadBalancer' || allocateNodePorts === false) return []
  return [finding('info', 'node-ports-too', ['spec', 'type'])]
}

export const exposureChecks: readonly Check[] = [cloudCertificate, nodePorts]
