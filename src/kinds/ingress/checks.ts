/** What is wrong, or will not work, with an Ingress. */
import { isDns1123Subdomain } from '../../k8s/names.ts'
import { hostFault, hostIn } from '../hosts.ts'
import type { Check } from '../kind.ts'
import { ingressClasses } from '../related.ts'
import { backends } from './check-backends.ts'
import { entriesTaken, entriesTwice, matchTypes, pathTexts } from './check-paths.ts'
import { plainHosts, tls } from './check-tls.ts'
import { wildcards } from './check-wildcards.ts'
import { classNameOf, findClass, isForNamespace, projectOf } from './classes.ts'
import { finding, fix, missing, type Rule } from './finding.ts'
import { classAnnotation, type HostRule, viewOf } from './spec.ts'

const name: Rule = ({ name: given }) => {
  if (given === '') return [missing('name-missing', ['metadata', 'name'])]
  return isDns1123Subdomain(given) ? [] : [finding('error', 'name-invalid', ['metadata', 'name'])]
}

const classPath = ['spec', 'ingressClassName']
const annotationPath = ['metadata', 'annotations', classAnnotation]

/** The annotation is what classes were before they had a field; beside the field it may only repeat it. */
const oldClass: Rule = ({ className, annotations }) => {
  const old = annotations[classAnnotation]
  if (old === undefined) return []
  if (className === '') {
    const edits = [{ path: annotationPath }, { path: classPath, value: old }]
    return [finding('info', 'class-annotation', classPath, undefined, fix('use-field', edits))]
  }
  if (className === old) return []
  const mend = fix('drop-annotation', [{ path: annotationPath }])
  return [finding('error', 'class-twice', classPath, { old, name: className }, mend)]
}

const ingressClass: Rule = (ingress, world) => {
  if (world.availability(ingressClasses) !== 'live') return []
  const given = classNameOf(ingress, world)
  if (given === '') return [finding('warning', 'class-missing', classPath)]
  const found = findClass(given, world)
  if (found === undefined) return [finding('warning', 'class-unknown', classPath, { name: given })]
  const { namespace } = ingress
  if (namespace === '' || isForNamespace(found, namespace, world)) return []
  const project = projectOf(namespace, world) || namespace
  return [finding('warning', 'class-elsewhere', classPath, { name: given, project })]
}

const rules: Rule = (ingress) => {
  if (ingress.rules.length === 0 && ingress.defaultBackend === null)
    return [missing('rules-missing', ['spec', 'rules'])]
  return ingress.rules.flatMap(({ at, host, paths }) => {
    if (paths !== null) return paths.length === 0 ? [missing('paths-missing', [...at, 'http', 'paths'])] : []
    return ingress.defaultBackend === null
      ? [finding('warning', 'rule-empty', at, { host: host || '*' })]
      : []
  })
}

const hosts: Rule = ({ rules: all }) =>
  all.flatMap(({ at, host }, index) => {
    const path = [...at, 'host']
    const fault = hostFault(host)
    if (fault !== null) {
      const value = hostIn(host)
      const mend = value === undefined ? undefined : fix('write', [{ path, value }], { value })
      return [finding('error', `host-${fault}`, path, undefined, mend)]
    }
    if (host === '') return [finding('info', 'host-open', path)]
    const first = all.findIndex((other) => other.host === host)
    return first < index ? [finding('info', 'host-twice', path, { host })] : []
  })

/** Requests for any host arrive there, and most of them match none of its paths. */
const openRules: Rule = ({ rules: all, defaultBackend }) =>
  defaultBackend === null && all.some((rule) => rule.host === '' && !answersAll(rule))
    ? [finding('warning', 'default-missing', ['spec', 'defaultBackend'])]
    : []

function answersAll({ paths }: HostRule): boolean {
  return paths === null || paths.some(({ path, pathType }) => path === '/' && pathType !== 'Exact')
}

const all = [
  name,
  oldClass,
  ingressClass,
  rules,
  hosts,
  openRules,
  matchTypes,
  pathTexts,
  entriesTwice,
  entriesTaken,
  wildcards,
  backends,
  tls,
  plainHosts,
]

export const checks: readonly Check[] = all.map((rule) => (object, world) => rule(viewOf(object), world))
