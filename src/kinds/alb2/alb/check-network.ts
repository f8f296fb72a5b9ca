/** Whether a load balancer can be reached: its name, its addresses, its Service, its network cards. */

import { isDns1123Subdomain } from '../../../k8s/names.ts'
import { asFields, asString } from '../../../k8s/shape.ts'
import type { Finding } from '../../../manifest/finding.ts'
import { parseAddress } from '../../../net/address.ts'
import { configAt } from '../../alb/spec.ts'
import { nicsIn, tolerationsIn } from '../changes.ts'
import { addressPath, modePath, nicPath, servicePath, tolerationPath } from '../spec.ts'
import { finding, fix, missing, type Rule } from './finding.ts'

const namePath = ['metadata', 'name']

/** The names of its Services add nine characters to its own. */
const longestName = 54

const name: Rule = ({ name: given }) => {
  if (given === '') return [missing('name-missing', namePath)]
  if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(given)) return [finding('error', 'name-invalid', namePath)]
  return given.length > longestName ? [finding('error', 'name-long', namePath, { most: longestName })] : []
}

const mode: Rule = ({ mode: given }) =>
  ['host', 'container'].includes(given) ? [] : [finding('error', 'mode-unknown', modePath, { given })]

const addresses: Rule = ({ addresses: given, hasService }) => {
  const isNone = given.every((text) => text === '')
  if (isNone) return hasService ? [] : [missing('address-missing', addressPath)]
  return given.flatMap((text, index): readonly Finding[] => {
    const path = [...addressPath, index]
    if (text === '') return [finding('error', 'address-empty', path)]
    if (parseAddress(text) !== null) return []
    // What has only digits in its last label is meant as an address.
    const isName = isDns1123Subdomain(text.toLowerCase()) && !/(^|\.)\d+$/.test(text)
    if (!isName) return [finding('error', 'address-invalid', path, { text })]
    return given.indexOf(text) < index ? [finding('warning', 'address-twice', path, { text })] : []
  })
}

/** The Service may be added to what runs, and not be taken away from it. */
const service: Rule = ({ config, hasService, saved, mode: given }) => {
  const vip = asFields(config.vip)
  if (saved?.hasService === true && !hasService)
    return [
      finding(
        'error',
        'service-off',
        servicePath,
        {},
        fix('service-on', [{ path: servicePath, value: true }]),
      ),
    ]
  if (given === 'container' && vip.enableLbSvc === false)
    return [
      finding(
        'info',
        'service-always',
        servicePath,
        {},
        fix('service-on', [{ path: servicePath, value: true }]),
      ),
    ]
  return []
}

const nics: Rule = ({ config }) => {
  if (config.bindNIC === undefined) return []
  const names = nicsIn(config.bindNIC)
  if (names === null) return [finding('error', 'nic-text', nicPath)]
  return names.flatMap((each, index) => {
    const path = [...nicPath, index]
    if (each === '') return [finding('error', 'nic-empty', path)]
    return /^[^\s/]{1,15}$/.test(each) ? [] : [finding('error', 'nic-invalid', path, { name: each })]
  })
}

const tolerations: Rule = ({ object }, { labelDomain }) => {
  const path = tolerationPath(labelDomain)
  const text = asFields(asFields(asFields(object).metadata).annotations)[path[2] ?? '']
  if (text === undefined) return []
  const list = tolerationsIn(text)
  if (list === null) return [finding('error', 'toleration-text', path)]
  return list.flatMap(({ key, operator, effect }, index) => {
    const at = [...path, index]
    if (key === '' && operator !== 'Exists') return [finding('error', 'toleration-key', at)]
    if (!['Equal', 'Exists'].includes(operator))
      return [finding('error', 'toleration-operator', at, { operator })]
    return ['', 'NoSchedule', 'PreferNoSchedule', 'NoExecute'].includes(effect)
      ? []
      : [finding('error', 'toleration-effect', at, { effect })]
  })
}

/** They look like booleans and are texts in the definition. */
const textFlags: Rule = ({ config }) =>
  (['enableIPV6', 'enableIngress'] as const).flatMap((field) => {
    const value = config[field]
    if (value === undefined || value === 'true' || value === 'false') return []
    const path = configAt(field)
    const mend = typeof value === 'boolean' ? fix('as-text', [{ path, value: String(value) }]) : undefined
    return [finding('error', 'flag-text', path, { given: asString(value) || String(value) }, mend)]
  })

export const networkRules: readonly Rule[] = [
  ...[name, mode, addresses, service],
  ...[nics, tolerations, textFlags],
]
