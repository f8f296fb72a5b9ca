/** What is wrong with the paths of an Ingress, and with the entry points they make. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Finding } from '../../manifest/finding.ts'
import type { World } from '../world.ts'
import { classNameOf } from './classes.ts'
import {
  type EntryPoint,
  entryPointsOf,
  isOlder,
  keyOf,
  knownIngress,
  takenAt,
  textOf,
} from './entry-points.ts'
import { finding, fix, missing, type Rule } from './finding.ts'
import { type IngressView, isCanary, type PathRule, pathTypes, viewOf } from './spec.ts'

const pathsOf = ({ rules }: IngressView) => rules.flatMap(({ paths }) => paths ?? [])

export const matchTypes: Rule = (ingress) =>
  pathsOf(ingress).flatMap(({ at, pathType }) => {
    if (pathTypes.some((each) => each === pathType)) return []
    const mend = fix('match-prefix', [{ path: [...at, 'pathType'], value: 'Prefix' }])
    return [finding('error', 'path-type', [...at, 'pathType'], undefined, mend)]
  })

export const pathTexts: Rule = (ingress) => pathsOf(ingress).flatMap(pathFindings)

function pathFindings({ at, path, pathType }: PathRule): readonly Finding[] {
  const place = [...at, 'path']
  if (path === '') return pathType === 'ImplementationSpecific' ? [] : [missing('path-missing', place)]
  if (!path.startsWith('/')) {
    const value = `/${path}`
    return [
      finding('error', 'path-relative', place, undefined, fix('write', [{ path: place, value }], { value })),
    ]
  }
  if (pathType !== 'Exact' && pathType !== 'Prefix') return []
  const part = forbiddenPart(path)
  if (part !== undefined) return [finding('error', 'path-part', place, { part })]
  if (!/[()[\]{}^$*+?|\\]/.test(path)) return []
  const mend = fix('match-specific', [{ path: [...at, 'pathType'], value: 'ImplementationSpecific' }])
  return [finding('warning', 'path-regex', place, { type: pathType }, mend)]
}

function forbiddenPart(path: string): string | undefined {
  const inside = ['//', '/./', '/../', '%2f', '%2F'].find((part) => path.includes(part))
  return inside ?? ['/..', '/.'].find((end) => path.endsWith(end))
}

const pathOf = ({ rule }: EntryPoint) => [...rule.at, 'path']

/** What has no path yet is no entry point yet. */
const isWhole = ({ rule }: EntryPoint) => rule.path !== '' || rule.pathType === 'ImplementationSpecific'

/** An exact path beside a prefix of the same text is no double: the exact one goes first. */
export const entriesTwice: Rule = (ingress, { labelDomain }) => {
  const entries = entryPointsOf(ingress, labelDomain).filter(isWhole)
  const typed = (entry: EntryPoint) => `${keyOf(entry)} ${entry.rule.pathType}`
  return entries.flatMap((entry, index) =>
    entries.findIndex((other) => typed(other) === typed(entry)) < index
      ? [finding('error', 'path-twice', pathOf(entry), { entry: textOf(entry) })]
      : [],
  )
}

export const entriesTaken: Rule = (ingress, world) =>
  entryPointsOf(ingress, world.labelDomain)
    .filter(isWhole)
    .flatMap((entry) => {
      const taken = takenAt(keyOf(entry), world).filter(
        ({ owner }) => !isSelf(owner, ingress) && isCanary(viewOf(owner)) === isCanary(ingress),
      )
      const near = taken.find(({ owner }) => owner.metadata.namespace === ingress.namespace)
      if (near !== undefined) {
        const values = { entry: textOf(entry), other: near.owner.metadata.name }
        return [finding('error', 'entry-taken', pathOf(entry), values)]
      }
      const far = taken.find(
        ({ owner, pathType }) =>
          pathType === entry.rule.pathType &&
          classNameOf(viewOf(owner), world) === classNameOf(ingress, world),
      )
      return far === undefined ? [] : [farFinding(entry, far.owner, ingress, world)]
    })

function farFinding(entry: EntryPoint, other: KubeObject, ingress: IngressView, world: World) {
  const { name, namespace = '' } = other.metadata
  const values = { entry: textOf(entry), other: `${namespace}/${name}` }
  const self = knownIngress(ingress.namespace, ingress.name, world)
  // What is not stored yet is younger than anything that is.
  const isWinner = self !== undefined && isOlder(self, other)
  return finding('warning', isWinner ? 'entry-won' : 'entry-lost', pathOf(entry), values)
}

function isSelf({ metadata }: KubeObject, { name, namespace }: IngressView): boolean {
  return metadata.name === name && metadata.namespace === namespace
}
