/** Rewriting and regular expressions: what they do to the paths of an Ingress, and to those of others. */
import type { KubeObject } from '../../../k8s/objects.ts'
import type { Index } from '../../../k8s/objectset.ts'
import type { Finding, Fix } from '../../../manifest/finding.ts'
import type { World } from '../../world.ts'
import { classNameOf } from '../classes.ts'
import { knownKind } from '../entry-points.ts'
import { type IngressView, type PathRule, viewOf } from '../spec.ts'
import { settingOf } from './keys.ts'
import { type AnnotationRule, mend, said } from './said.ts'
import { isRegex } from './values.ts'

const pathsOf = ({ rules }: IngressView) => rules.flatMap(({ paths }) => paths ?? [])

const signs = /[()[\]{}^$*+?|\\]/

/** How many groups of a regular expression catch what they match. */
export function groupCount(pattern: string): number {
  const bare = pattern.replace(/\\./g, '').replace(/\[\^?\]?[^\]]*\]/g, '')
  return [...bare.matchAll(/\((?!\?)|\(\?P?<(?![=!])/g)].length
}

/** The highest group that a target takes up; 0 where it takes none. */
export function highestGroup(target: string): number {
  return Math.max(0, ...[...target.matchAll(/\$\{?(\d)/g)].map((match) => Number(match[1])))
}

export const rewriteGroups: AnnotationRule = (ingress, { labelDomain }, software) => {
  if (software === 'other') return []
  return ingress.rules.flatMap(({ paths }, ruleIndex) =>
    (paths ?? []).flatMap((rule, index): readonly Finding[] => {
      const target =
        settingOf(ingress, 'rewrite-target', software, labelDomain, [ruleIndex, index])?.value ?? ''
      const highest = highestGroup(target)
      const count = groupCount(rule.path)
      if (rule.path === '' || count >= highest || !isRegex(rule.path)) return []
      const place = [...rule.at, 'path']
      const values = { target, group: `$${highest}`, count }
      return [said('error', 'rewrite-group', place, values, groupsFix(rule, target))]
    }),
  )
}

function groupsFix(rule: PathRule, target: string): Fix | undefined {
  const value = withGroups(rule.path, target)
  if (value === undefined) return undefined
  const edits = [
    { path: [...rule.at, 'path'], value },
    { path: [...rule.at, 'pathType'], value: 'ImplementationSpecific' },
  ]
  return mend('write', edits, { value })
}

/** A plain path with the groups that leave it away, where the target says that this is meant. */
function withGroups(path: string, target: string): string | undefined {
  const start = path.replace(/\/+$/, '')
  if (signs.test(path)) return undefined
  if (target === '/$1') return `${start}/?(.*)`
  return target === '/$2' && start !== '' ? `${start}(/|$)(.*)` : undefined
}

export const rewriteAll: AnnotationRule = (ingress, { labelDomain }, software) => {
  const target = settingOf(ingress, 'rewrite-target', software, labelDomain)
  if (software !== 'nginx' || target === null || target.value === '' || highestGroup(target.value) > 0)
    return []
  const isWide = ({ path, pathType }: PathRule) => pathType !== 'Exact' && !path.endsWith('$')
  if (!pathsOf(ingress).some(isWide)) return []
  return [said('warning', 'rewrite-all', target.path, { target: target.value })]
}

const routing = ['rewrite-target', 'use-regex', 'app-root', 'permanent-redirect', 'temporal-redirect']

export const allHosts: AnnotationRule = (ingress, { labelDomain }, software) => {
  const hosts = [...new Set(ingress.rules.map(({ host }) => host || '*'))]
  if (hosts.length < 2 || software === 'other') return []
  return routing.flatMap((name) => {
    const found = settingOf(ingress, name, software, labelDomain)
    return found === null || found.value === 'false'
      ? []
      : [said('info', 'all-hosts', found.path, { name, hosts: hosts.join(', ') })]
  })
}

/** The annotation by which ingress-nginx reads all paths of the Ingress's hosts as regular expressions. */
function regexSetting(ingress: IngressView) {
  const named = (name: string) => settingOf(ingress, name, 'nginx', '')
  const used = named('use-regex')
  return named('rewrite-target') ?? (used?.value === 'true' ? used : null)
}

const byHost: Index = {
  keysOf: (owner) => [...new Set(viewOf(owner).rules.map(({ host }) => host.toLowerCase()))],
}

/** Other Ingresses of the same class with a rule for the host. */
function neighbours(host: string, ingress: IngressView, world: World): readonly KubeObject[] {
  const kind = knownKind(world)
  if (kind === undefined || host === '') return []
  const { name, namespace } = ingress
  return world
    .lookup(kind, byHost, host.toLowerCase())
    .filter(({ metadata }) => metadata.name !== name || metadata.namespace !== namespace)
    .filter((owner) => classNameOf(viewOf(owner), world) === classNameOf(ingress, world))
}

const nameOf = ({ metadata }: KubeObject, { namespace }: IngressView) =>
  metadata.namespace === namespace ? metadata.name : `${metadata.namespace}/${metadata.name}`

const isPlain = ({ paths }: IngressView['rules'][number]) =>
  (paths ?? []).some(({ pathType }) => pathType !== 'ImplementationSpecific')

export const regexHosts: AnnotationRule = (ingress, world, software) => {
  if (software !== 'nginx') return []
  const own = regexSetting(ingress)
  return ingress.rules.flatMap((rule): readonly Finding[] => {
    const others = neighbours(rule.host, ingress, world)
    const { host } = rule
    if (own === null) {
      const other = others.find((each) => regexSetting(viewOf(each)) !== null)
      if (other === undefined || !isPlain(rule)) return []
      return [said('warning', 'regex-host', [...rule.at, 'host'], { other: nameOf(other, ingress), host })]
    }
    const hit = others.filter((each) => regexSetting(viewOf(each)) === null)
    if (hit.length === 0) return []
    const values = { others: hit.map((each) => nameOf(each, ingress)).join(', '), host }
    return [said('warning', 'regex-spreads', own.path, values)]
  })
}

/** A path that is to be a regular expression: can it be one, and is it read as one? */
export const regexPaths: AnnotationRule = (ingress, world, software) => {
  if (software !== 'nginx' && software !== 'alb') return []
  return ingress.rules.flatMap(({ host, paths }) => {
    const setting = [ingress, ...neighbours(host, ingress, world).map(viewOf)].find(regexSetting)
    return (paths ?? []).flatMap(({ at, path, pathType }): readonly Finding[] => {
      if (pathType !== 'ImplementationSpecific' || !signs.test(path)) return []
      if (!isRegex(path)) return [said('warning', 'regex-broken', [...at, 'path'])]
      if (software === 'alb' || setting !== undefined) return []
      const value = 'true'
      const key = 'nginx.ingress.kubernetes.io/use-regex'
      const fix = mend('switchOn', [{ path: ['metadata', 'annotations', key], value }], { name: 'use-regex' })
      return [said('warning', 'regex-unused', [...at, 'path'], undefined, fix)]
    })
  })
}
