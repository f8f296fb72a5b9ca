/** Redirects, canaries, and what becomes of ingress-nginx. */
import type { KubeObject } from '../../../k8s/objects.ts'
import { asFields } from '../../../k8s/shape.ts'
import { loadBalancerServices } from '../../related.ts'
import { classNameOf } from '../classes.ts'
import { type EntryPoint, entryPointsOf, keyOf, knownKind, takenAt, textOf } from '../entry-points.ts'
import { isCanary, protocolOf, viewOf } from '../spec.ts'
import { annotationsPath, nginxPrefix, settingOf } from './keys.ts'
import { type AnnotationRule, said } from './said.ts'

export const redirects: AnnotationRule = (ingress, { labelDomain }, software) => {
  if (software === 'other') return []
  const named = (name: string) => settingOf(ingress, name, software, labelDomain)
  const [permanent, temporal] = [named('permanent-redirect'), named('temporal-redirect')]
  const [secure, forced] = [named('ssl-redirect'), named('force-ssl-redirect')]
  const open = ingress.rules
    .filter(({ host }) => protocolOf(ingress, host, labelDomain) === 'HTTP')
    .map(({ host }) => host || '*')
  const hosts = [...new Set(open)].join(', ')
  return [
    ...(permanent !== null && temporal !== null ? [said('warning', 'redirect-twice', temporal.path)] : []),
    ...(secure?.value === 'true' && open.length > 0 && forced?.value !== 'true'
      ? [said('warning', 'ssl-redirect-idle', secure.path, { hosts })]
      : []),
    ...(forced?.value === 'true' && open.length > 0
      ? [said('info', 'force-ssl-open', forced.path, { hosts })]
      : []),
  ]
}

const chances = ['weight', 'by-header', 'by-cookie'].map((end) => `${nginxPrefix}canary-${end}`)

export const canaries: AnnotationRule = (ingress, world, software) => {
  if (!isCanary(ingress) || software === 'alb' || software === 'other') return []
  const at = [...annotationsPath, `${nginxPrefix}canary`]
  const isIdle = chances.every((key) => (ingress.annotations[key] ?? '') === '')
  const lonely =
    knownKind(world) === undefined
      ? []
      : entryPointsOf(ingress, world.labelDomain).filter((entry) => !hasMain(entry))
  const [first] = lonely
  return [
    ...(isIdle ? [said('warning', 'canary-idle', at)] : []),
    ...(first === undefined ? [] : [said('warning', 'canary-alone', at, { entry: textOf(first) })]),
  ]

  /** What a canary takes requests from has the same host and path, with or without a certificate. */
  function hasMain(entry: EntryPoint): boolean {
    return (['HTTP', 'HTTPS'] as const)
      .flatMap((protocol) => takenAt(keyOf({ ...entry, protocol }), world))
      .map(({ owner }) => viewOf(owner))
      .some((other) => !isCanary(other) && classNameOf(other, world) === classNameOf(ingress, world))
  }
}

/** Each number may be right by itself, and still be more than all there is. */
export const canaryWeight: AnnotationRule = ({ annotations }) => {
  const key = `${nginxPrefix}canary-weight`
  const [weight, total] = [annotations[key], annotations[`${key}-total`] ?? '100'].map(Number)
  if (annotations[key] === undefined || weight === undefined || total === undefined || !(weight > total))
    return []
  return [said('warning', 'canary-weight', [...annotationsPath, key], { total })]
}

const everyone = ['0.0.0.0/0', '::/0']

/** A list of who may come in that lets everybody in. */
export const openLists: AnnotationRule = (ingress, { labelDomain }, software) =>
  ['whitelist-source-range', 'allowlist-source-range'].flatMap((name) => {
    const found = settingOf(ingress, name, software, labelDomain)
    const open = found?.value.split(',').find((each) => everyone.includes(each.trim()))
    if (found === null || open === undefined) return []
    return [said('warning', 'list-everyone', found.path, { block: open.trim() })]
  })

/** A node that passes requests on to another one puts its own address in place of the client's. */
export const hiddenClients: AnnotationRule = (ingress, world, software) => {
  if (software !== 'nginx') return []
  const found = ['whitelist-source-range', 'allowlist-source-range', 'denylist-source-range'].flatMap(
    (name) => settingOf(ingress, name, software, world.labelDomain) ?? [],
  )
  const entrance = world.list(loadBalancerServices).find(isHiding)
  if (entrance === undefined) return []
  const { namespace, name } = entrance.metadata
  return found.map(({ path }) => said('warning', 'clients-hidden', path, { service: `${namespace}/${name}` }))
}

function isHiding({ metadata, ...service }: KubeObject): boolean {
  if (metadata.labels?.['app.kubernetes.io/name'] !== 'ingress-nginx') return false
  const { type, externalTrafficPolicy = 'Cluster' } = asFields(asFields(service).spec)
  return type === 'LoadBalancer' && externalTrafficPolicy === 'Cluster'
}

export const retirement: AnnotationRule = (_, __, software) =>
  software === 'nginx' ? [said('info', 'retired', ['spec', 'ingressClassName'])] : []
