/** The ranges a cluster was set up with, and the addresses of its Services. */
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { type AddressSource, held, heldAddresses, holderOf, listed } from '../held-range.ts'
import { allServices, serviceNetworks } from '../related.ts'

/** Where kubeadm keeps what it was told. */
export const clusterConfiguration: AddressSource = {
  kind: {
    group: '',
    kind: 'ConfigMap',
    versions: ['v1'],
    fieldSelector: 'metadata.namespace=kube-system,metadata.name=kubeadm-config',
    everywhere: true,
  },
  of: (object) => {
    const text = asString(asFields(asFields(object).data).ClusterConfiguration)
    const { podSubnet, serviceSubnet } = asFields(asFields(parseManifest(text).value).networking)
    const holder = holderOf(object)
    return [...held('cluster', holder, [podSubnet]), ...held('services', holder, [serviceSubnet])]
  },
}

export const serviceRanges: AddressSource = {
  kind: serviceNetworks,
  of: (object) => held('services', holderOf(object), asList(asFields(asFields(object).spec).cidrs)),
}

export const serviceAddresses: AddressSource = {
  kind: allServices,
  of: (object) => {
    const { spec, status } = asFields(object)
    const { type, clusterIP, clusterIPs, externalIPs } = asFields(spec)
    const ingress = asList(asFields(asFields(status).loadBalancer).ingress)
    const outer = type === 'LoadBalancer' ? ingress.map((each) => asFields(each).ip) : []
    return [
      ...heldAddresses('service', holderOf(object), listed(clusterIPs, clusterIP)),
      ...heldAddresses('balancer', holderOf(object), [...new Set([...outer, ...asList(externalIPs)])]),
    ]
  },
}

/** One for each address of a Service, also of those whose Services one may not read. */
export const serviceRecords: AddressSource = {
  kind: { group: 'networking.k8s.io', kind: 'IPAddress', versions: ['v1', 'v1beta1'] },
  unless: allServices,
  of: (object) => {
    const { group, resource, namespace, name } = asFields(asFields(asFields(object).spec).parentRef)
    const isService = asString(group) === '' && resource === 'services'
    const holder = isService
      ? { group: '', kind: 'Service', namespace: asString(namespace), name: asString(name) }
      : holderOf(object)
    return heldAddresses('service', holder, [object.metadata.name])
  },
}
