/** How the fields of a load balancer follow each other when one of them is changed. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asList, asString, asStringMap, type Fields, parseJson } from '../../k8s/shape.ts'
import { type Manifest, readAt, removeAt, setAt } from '../../manifest/manifest.ts'
import { everyProject } from '../assignment.ts'
import { withItems } from '../list-change.ts'
import { withText } from '../with-text.ts'
import { type PortShare, portSharesText } from './ports.ts'
import { amountPath, everyAmount, type Size, sizes } from './sizes.ts'
import {
  addressPath,
  modePath,
  nicPath,
  nodeSelectorPath,
  portModePath,
  portProjectsPath,
  projectsPath,
  servicePath,
} from './spec.ts'

const without = (manifest: Manifest, path: Path) =>
  removeAt(manifest, path, { pruneEmptyParents: true, keepDepth: 2 })

/** With the container network a Service is what gives it an address. */
export function withMode(manifest: Manifest, mode: string): Manifest {
  const set = setAt(manifest, modePath, mode)
  return mode === 'container' ? withService(set, true) : set
}

/** An address that is still empty is nobody's once the Service gives one, and asked for again where none does. */
export function withService(manifest: Manifest, isOn: boolean): Manifest {
  const set = setAt(manifest, servicePath, isOn)
  const address = readAt(set, addressPath)
  if (isOn) return address === '' ? without(set, addressPath) : set
  return address === undefined ? setAt(set, addressPath, '') : set
}

/** `key:value`, as the nodes' labels are chosen. */
export const labelText = ([key, value]: readonly [string, string]) => `${key}:${value}`

export function nodeLabelsOf(value: unknown): readonly string[] {
  return Object.entries(asStringMap(value)).map(labelText)
}

/** The labels nodes must have: one value a key, the last one said. */
export function withNodeLabels(manifest: Manifest, texts: readonly string[]): Manifest {
  const wanted = new Map(
    texts.map((text) => {
      const at = text.search(/[:=]/)
      return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()]
    }),
  )
  const before = asFields(readAt(manifest, nodeSelectorPath))
  const gone = Object.keys(before).filter((key) => !wanted.has(key))
  const kept = gone.reduce(
    (current, key) =>
      removeAt(current, [...nodeSelectorPath, key], { pruneEmptyParents: true, keepDepth: 3 }),
    manifest,
  )
  return [...wanted].reduce(
    (current, [key, value]) =>
      key === '' || before[key] === value ? current : setAt(current, [...nodeSelectorPath, key], value),
    kept,
  )
}

export type Allocation = 'all' | 'some' | 'none'

export function allocationOf(projects: readonly string[]): Allocation {
  if (projects.includes(everyProject)) return 'all'
  return projects.length === 0 ? 'none' : 'some'
}

/** Given as a whole to projects, or port by port: each way has a field of its own. */
export function withPortMode(manifest: Manifest, isOn: boolean): Manifest {
  if (isOn) return setAt(without(manifest, projectsPath), portModePath, true)
  const left = without(without(manifest, portModePath), portProjectsPath)
  return readAt(left, projectsPath) === undefined ? setAt(left, projectsPath, []) : left
}

/** What stays keeps its place and comments; no project at all is an empty list. */
export function withProjects(manifest: Manifest, projects: readonly string[]): Manifest {
  const before = asList(readAt(manifest, projectsPath))
  const stays = before.some((each) => projects.includes(asString(each)))
  return stays ? withItems(manifest, projectsPath, projects) : setAt(manifest, projectsPath, projects)
}

export function withPortShares(manifest: Manifest, shares: readonly PortShare[]): Manifest {
  return shares.length === 0
    ? without(manifest, portProjectsPath)
    : setAt(manifest, portProjectsPath, portSharesText(shares))
}

/** The network cards that it listens on, from the JSON in a text; `null` where the text holds anything else. */
export function nicsIn(value: unknown): readonly string[] | null {
  if (value === undefined || value === null || value === '') return []
  const parsed = parseJson(asString(value))
  if (typeof parsed !== 'object' || parsed === null) return null
  const { nic = [] } = asFields(parsed)
  return Array.isArray(nic) && nic.every((each) => typeof each === 'string') ? nic : null
}

export function withNics(manifest: Manifest, nics: readonly string[]): Manifest {
  if (nics.length === 0) return without(manifest, nicPath)
  const rest = asFields(parseJson(asString(readAt(manifest, nicPath))))
  return setAt(manifest, nicPath, JSON.stringify({ ...rest, nic: nics }))
}

export interface Toleration {
  readonly key: string
  readonly operator: string
  readonly value: string
  readonly effect: string
  readonly fields: Fields
}

/** The tolerations in the JSON of the annotation, `null` where it holds anything else. */
export function tolerationsIn(value: unknown): readonly Toleration[] | null {
  if (value === undefined || value === null || value === '') return []
  const list = parseJson(asString(value))
  if (!Array.isArray(list)) return null
  return list.map((each: unknown) => {
    const fields = asFields(each)
    return {
      key: asString(fields.key),
      operator: asString(fields.operator) || 'Equal',
      value: asString(fields.value),
      effect: asString(fields.effect),
      fields,
    }
  })
}

export function withTolerations(manifest: Manifest, path: Path, list: readonly Toleration[]): Manifest {
  const written = list.map(({ key, operator, value, effect, fields }) => ({
    ...(key !== '' && { key }),
    operator,
    ...(operator !== 'Exists' && { value }),
    ...(effect !== '' && { effect }),
    ...othersOf(fields),
  }))
  return withText(manifest, path, written.length === 0 ? '' : JSON.stringify(written))
}

function othersOf(fields: Fields): Fields {
  const own = ['key', 'operator', 'value', 'effect']
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !own.includes(key)))
}

/** In one text with commas between them; a row that is still empty stays one. */
export function withAddresses(manifest: Manifest, addresses: readonly string[]): Manifest {
  return addresses.length === 0
    ? without(manifest, addressPath)
    : setAt(manifest, addressPath, addresses.map((text) => text.trim()).join(','))
}

/** Both containers get all of it, as limit and as request. */
export function withSize(manifest: Manifest, size: Size): Manifest {
  return everyAmount.reduce(
    (current, { container, bound, amount }) =>
      setAt(current, amountPath(container, bound, amount), sizes[size][amount]),
    manifest,
  )
}
