/** What is wrong with each annotation by itself: its name, its value, and whether anything reads it. */
import type { Path } from '../../../k8s/fieldpath.ts'
import { alike } from '../../../manifest/alike.ts'
import type { Finding } from '../../../manifest/finding.ts'
import type { World } from '../../world.ts'
import type { IngressView } from '../spec.ts'
import { type Annotation, sharedNamed } from './catalogue.ts'
import {
  albPrefix,
  annotationsPath,
  type KeyReading,
  nginxPrefix,
  placeOf,
  readKey,
  settingOf,
} from './keys.ts'
import { type AnnotationRule, mend, said } from './said.ts'
import { controllerName, type Software } from './software.ts'
import { faultOf } from './values.ts'

export const keys: AnnotationRule = (ingress, world, software) =>
  Object.entries(ingress.annotations).flatMap(([key, value]) => {
    const reading = readKey(key, world.labelDomain)
    if (reading === null) return []
    const path = [...annotationsPath, key]
    const foreign = foreignFindings(reading, path, ingress, world, software)
    if (foreign.length > 0) return foreign
    const { annotation } = reading
    if (annotation === undefined) return unknownFindings(reading, value, path)
    if (annotation.standing === 'removed') return [removedFinding(annotation, path)]
    return [
      ...valueFindings(annotation, value, path, software),
      ...supportFindings(reading, annotation, path, software),
      ...placeFindings(reading, path, ingress, world, software),
      ...needFindings(annotation, reading, path, ingress, world, software),
    ]
  })

/** Another controller's annotation is not read; nothing more is to be said of it. */
function foreignFindings(
  { key, of, name, prefix }: KeyReading,
  path: Path,
  ingress: IngressView,
  world: World,
  software: Software | null,
): readonly Finding[] {
  if (software === null) return []
  const controller = controllerName(ingress, world)
  if (typeof of === 'object') {
    if (software === 'other') return []
    return [said('warning', 'foreign', path, { name: key, owner: of.controller, controller })]
  }
  if (software === 'other') {
    return [said('info', `perhaps-foreign-${of}`, path, { name: key, controller })]
  }
  if (of !== 'alb' || software !== 'nginx') return []
  if (!prefix.startsWith('alb.ingress.') || sharedNamed(name) === undefined)
    return [said('warning', 'foreign-alb-own', path, { name: key })]
  const right = `${nginxPrefix}${name}`
  const edits = [{ path: [...annotationsPath, right], value: ingress.annotations[key] }, { path }]
  return [
    said(
      'warning',
      'foreign-alb',
      path,
      { name: key, setting: right },
      mend('rename', edits, { name: right }),
    ),
  ]
}

function unknownFindings(reading: KeyReading, value: string, path: Path): readonly Finding[] {
  const { prefix, name, names, of } = reading
  // Other controllers' names are not known here.
  if (typeof of === 'object') return []
  const [nearest] = alike(name, names)
  if (nearest === undefined) return [said('warning', `unknown-${of}`, path, { name })]
  const right = `${prefix}${nearest}`
  const edits = [{ path: [...annotationsPath, right], value }, { path }]
  return [said('warning', `unknown-${of}`, path, { name }, mend('rename', edits, { name: nearest }))]
}

function removedFinding({ name }: Annotation, path: Path): Finding {
  return said('warning', 'removed', path, { name }, mend('remove', [{ path }]))
}

function valueFindings(
  { type, standing, name }: Annotation,
  value: string,
  path: Path,
  software: Software | null,
): readonly Finding[] {
  const fault = faultOf(type, value, software)
  const { better } = fault ?? {}
  const edits = better === undefined ? undefined : mend('write', [{ path, value: better }], { value: better })
  return [
    ...(fault === null
      ? []
      : [
          {
            ...said('warning', 'value', path, undefined, edits),
            text: { key: `annotations:fault.${fault.id}`, values: { ...fault.values } },
          },
        ]),
    ...(standing === 'snippet' ? [said('warning', 'snippet', path, { name })] : []),
  ]
}

/** What a load balancer makes of an annotation of ingress-nginx. */
function supportFindings(
  { of, prefix }: KeyReading,
  { name, alb }: Annotation,
  path: Path,
  software: Software | null,
): readonly Finding[] {
  if (software !== 'alb' && (of !== 'alb' || !prefix.includes('alb.ingress.'))) return []
  if (alb === 'no') return [said('warning', 'unsupported', path, { name })]
  if (alb !== 'partly') return []
  const text = { key: `annotations:instead.${name}` }
  return [{ ...said('warning', 'partly', path), text }]
}

/** An annotation for a path that is not there, and one that another of the same name goes before. */
function placeFindings(
  reading: KeyReading,
  path: Path,
  ingress: IngressView,
  { labelDomain }: World,
  software: Software | null,
): readonly Finding[] {
  const place = placeOf(reading)
  const { name, of } = reading
  if (place !== null) {
    const [rule, index] = place
    if (ingress.rules[rule]?.paths?.[index] !== undefined) return []
    return [said('warning', 'path-nowhere', path, { rule: rule + 1, path: index + 1 })]
  }
  const own = `${albPrefix(labelDomain)}${name}`
  if (software !== 'alb' || of !== 'nginx' || ingress.annotations[own] === undefined) return []
  return [said('info', 'overridden', path, { own })]
}

/** Much says nothing without another annotation that switches it on. */
function needFindings(
  { needs }: Annotation,
  { of, prefix }: KeyReading,
  path: Path,
  ingress: IngressView,
  { labelDomain }: World,
  software: Software | null,
): readonly Finding[] {
  if (needs === undefined) return []
  const reader = of === 'alb' ? 'alb' : software
  const found = settingOf(ingress, needs, reader, labelDomain)
  if (found !== null && found.value !== 'false') return []
  const isSwitch = /^(enable-\w+|canary)$/.test(needs)
  const at = found?.path ?? [...annotationsPath, `${prefix}${needs}`]
  const edits = isSwitch ? mend('switchOn', [{ path: at, value: 'true' }], { name: needs }) : undefined
  return [said('warning', 'needs', path, { other: needs }, edits)]
}
