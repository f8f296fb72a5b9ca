/** EndpointSlices. */

import { formatAddress, parseAddress } from '../../../net/address.ts'
import { duplicate, type FieldError, invalid, notSupported, required, tooMany } from '../schema/messages.ts'
import { jsonEqual } from '../schema/schema.ts'
import { addressErrors, endpointAddressErrors } from './addresses.ts'
import { decoded } from './decoded.ts'
import { dns1123Label, dns1123Subdomain, labelKey } from './text.ts'

interface Endpoint {
  addresses?: string[]
  hostname?: string
  nodeName?: string
}

interface EndpointSlice {
  addressType?: string
  endpoints?: Endpoint[]
  ports?: { name?: string; protocol?: string; port?: number; appProtocol?: string }[]
}

/** In place: a port without a name has the empty one. */
export function defaultEndpointSlice(object: unknown): void {
  for (const port of decoded<EndpointSlice>(object).ports ?? []) {
    port.name ??= ''
    port.protocol ??= 'TCP'
  }
}

/** In place: lists are written even where there are none. */
export function fillEndpointSlice(object: unknown): void {
  const slice = decoded<{ endpoints?: { conditions?: object }[] | null; ports?: object[] | null }>(object)
  slice.endpoints ??= null
  slice.ports ??= null
  for (const endpoint of slice.endpoints ?? []) endpoint.conditions ??= {}
}

const addressTypes = ['FQDN', 'IPv4', 'IPv6']

export function endpointSliceErrors(object: unknown, old: unknown): readonly FieldError[] {
  const { addressType = '', endpoints = [], ports = [] } = decoded<EndpointSlice>(object)
  const before = old === null ? null : decoded<EndpointSlice>(old)
  const unchanged = before !== null && jsonEqual(before.endpoints ?? [], endpoints)
  const errors: FieldError[] = []
  if (addressType === '') errors.push(required('addressType'))
  else if (!addressTypes.includes(addressType)) {
    errors.push(notSupported('addressType', addressType, addressTypes))
  }
  errors.push(...portErrors(ports))
  if (!unchanged) errors.push(...endpointErrors(endpoints, addressType))
  if (before !== null && before.addressType !== addressType) {
    errors.push(invalid('addressType', addressType, 'field is immutable'))
  }
  return errors
}

function portErrors(ports: NonNullable<EndpointSlice['ports']>): readonly FieldError[] {
  if (ports.length > 20000) return [tooMany('ports', ports.length, 20000)]
  const names = new Set<string>()
  return ports.flatMap(({ name = '', protocol = '', appProtocol }, at) => {
    const field = `ports[${at}]`
    const errors: FieldError[] = []
    if (name !== '') errors.push(...dns1123Label(name).map((each) => invalid(`${field}.name`, name, each)))
    if (names.has(name)) errors.push(duplicate(`${field}.name`, name))
    names.add(name)
    const protocols = ['SCTP', 'TCP', 'UDP']
    if (!protocols.includes(protocol)) errors.push(notSupported(`${field}.protocol`, protocol, protocols))
    if (appProtocol !== undefined) {
      errors.push(...labelKey(appProtocol).map((each) => invalid(`${field}.appProtocol`, appProtocol, each)))
    }
    return errors
  })
}

function endpointErrors(endpoints: readonly Endpoint[], type: string): readonly FieldError[] {
  if (endpoints.length > 1000) return [tooMany('endpoints', endpoints.length, 1000)]
  return endpoints.flatMap(({ addresses = [], hostname, nodeName }, at) => {
    const field = `endpoints[${at}]`
    const errors: FieldError[] = []
    if (addresses.length === 0) {
      errors.push(required(`${field}.addresses`, 'must contain at least 1 address'))
    } else if (addresses.length > 100) errors.push(tooMany(`${field}.addresses`, addresses.length, 100))
    for (const [place, address] of addresses.entries()) {
      errors.push(...oneAddressErrors(address, type, `${field}.addresses`, place))
    }
    if (nodeName !== undefined) {
      errors.push(...dns1123Subdomain(nodeName).map((each) => invalid(`${field}.nodeName`, nodeName, each)))
    }
    if (hostname !== undefined) {
      errors.push(...dns1123Label(hostname).map((each) => invalid(`${field}.hostname`, hostname, each)))
    }
    return errors
  })
}

function oneAddressErrors(text: string, type: string, list: string, place: number): readonly FieldError[] {
  const field = `${list}[${place}]`
  if (type === 'FQDN') return fqdnErrors(field, text)
  if (type !== 'IPv4' && type !== 'IPv6') return []
  const wrong = addressErrors(field, text)
  if (wrong.length > 0) return wrong
  const address = parseAddress(text)
  if (address === null) return []
  const canonical = formatAddress(address)
  if (type === 'IPv6' && canonical !== text) {
    return [invalid(field, text, `must be in canonical form ("${canonical}")`)]
  }
  return [
    ...(address.family === type ? [] : [invalid(list, text, `must be an ${type} address`)]),
    ...endpointAddressErrors(field, text),
  ]
}

function fqdnErrors(field: string, text: string): readonly FieldError[] {
  if (text === '') return [required(field)]
  const name = text.replace(/\.$/, '')
  const wrong = dns1123Subdomain(name)
  if (wrong.length > 0) return [invalid(field, name, wrong.join(','))]
  return name.includes('.')
    ? []
    : [invalid(field, name, 'should be a domain with at least two segments separated by dots')]
}
