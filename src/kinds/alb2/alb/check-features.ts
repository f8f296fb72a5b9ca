/** Whether what ports and rules inherit is complete: the default certificate, reports, passwords, the firewall. */
import { configFindings } from '../../alb/check-config.ts'
import { configAt, placeIn } from '../../alb/spec.ts'
import { named } from '../../lookups.ts'
import { allTlsSecrets } from '../../related.ts'
import { certificatePath, strategyPath } from '../spec.ts'
import { finding, missing, type Rule } from './finding.ts'

const strategies = ['Never', 'Always', 'Request', 'Both']

const certificate: Rule = ({ strategy, certificate: given }, world) => {
  if (!strategies.includes(strategy)) return [finding('error', 'strategy', strategyPath, { strategy })]
  if (given === '') return strategy === 'Never' ? [] : [missing('certificate-missing', certificatePath)]
  const place = placeIn(given)
  if (place === null) return [finding('error', 'certificate-place', certificatePath)]
  if (strategy === 'Never') return [finding('info', 'certificate-unused', certificatePath)]
  const isThere =
    world.availability(allTlsSecrets) !== 'live' ||
    named(world, allTlsSecrets, place.namespace, place.name) !== undefined
  return isThere ? [] : [finding('warning', 'certificate-unknown', certificatePath, { given })]
}

const features: Rule = ({ config }) => configFindings(config)

const ports: Rule = ({ config }) =>
  (['ingressHTTPPort', 'ingressHTTPSPort'] as const).flatMap((field) => {
    const value = config[field]
    const isPort = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65535
    return value === undefined || isPort ? [] : [finding('error', 'port', configAt(field))]
  })

export const featureRules: readonly Rule[] = [certificate, features, ports]
