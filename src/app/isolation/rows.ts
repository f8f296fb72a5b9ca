/** The rows of the form: what somebody typed, what is wrong with it, and the settings it makes. */
import { bitsOf } from '../../net/address.ts'
import { formatCidr, hasHostBits, networkCidr } from '../../net/cidr.ts'
import {
  type Access,
  blockOf,
  noAccess,
  type Settings,
  shownBlock,
  tidyAccess,
  writtenBlock,
} from './access.ts'

/** Stands for all projects; no label has that value. */
export const everyProject = '*'

export interface Row {
  readonly id: number
  /** A project or `everyProject`; in a row of an IP segment, an address or block. */
  readonly source: string
  /** The project that is accessed. */
  readonly target: string
}

export interface Draft {
  readonly isolated: boolean
  readonly projects: readonly Row[]
  readonly segments: readonly Row[]
}

export function draftOf(settings: Settings | null): Draft {
  let id = 0
  const row = (source: string, target: string): Row => ({ id: ++id, source, target })
  const all = [...(settings?.access ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    isolated: settings?.isolated ?? true,
    projects: all.flatMap(([target, { allProjects, projects }]) =>
      [...(allProjects ? [everyProject] : []), ...projects].map((source) => row(source, target)),
    ),
    segments: all.flatMap(([target, { blocks }]) => blocks.map((each) => row(shownBlock(each), target))),
  }
}

/** Rows that say nothing yet make nothing. */
export function settingsOf(draft: Draft): Settings {
  const access = new Map<string, Access>()
  const add = (target: string, more: Partial<Access>) => {
    const { allProjects, projects, blocks } = access.get(target) ?? noAccess
    const joined = {
      allProjects: allProjects || more.allProjects === true,
      projects: [...projects, ...(more.projects ?? [])],
      blocks: [...blocks, ...(more.blocks ?? [])],
    }
    access.set(target, tidyAccess(target, joined))
  }
  for (const { source, target } of draft.projects.filter(isFilled))
    add(target, source === everyProject ? { allProjects: true } : { projects: [source] })
  for (const { source, target } of draft.segments.filter(isFilled)) add(target, { blocks: [source] })
  return { isolated: draft.isolated, access }
}

const isFilled = ({ source, target }: Row) => source !== '' && target !== ''

export type ProblemId =
  | 'sourceMissing'
  | 'targetMissing'
  | 'same'
  | 'twice'
  | 'covered'
  | 'sourceUnknown'
  | 'targetUnknown'
  | 'address'
  | 'hostBits'
  | 'everywhere'

export interface Problem {
  readonly id: ProblemId
  readonly at: 'source' | 'target'
  /** What keeps it from being applied. */
  readonly isError: boolean
  /** The block as it will be written. */
  readonly block?: string
}

type Judge = (row: Row, before: readonly Row[], known: ReadonlySet<string>) => readonly Problem[]

const error = (id: ProblemId, at: Problem['at']): Problem => ({ id, at, isError: true })

/** What is wrong with each row, by its id. `known` are the projects that have namespaces. */
export function problemsOf(
  { projects, segments }: Draft,
  known: ReadonlySet<string>,
): ReadonlyMap<string, readonly Problem[]> {
  const of = (part: Part, rows: readonly Row[], judge: Judge) =>
    rows.map((row, index): [string, readonly Problem[]] => [
      rowKey(part, row),
      [...judge(row, rows.slice(0, index), known), ...targetProblems(row, known)],
    ])
  return new Map([...of('projects', projects, judgeProject), ...of('segments', segments, judgeSegment)])
}

export type Part = 'projects' | 'segments'
export const rowKey = (part: Part, { id }: Row): string => `${part} ${id}`

function targetProblems({ target }: Row, known: ReadonlySet<string>): readonly Problem[] {
  if (target === '') return [error('targetMissing', 'target')]
  // It could be kept nowhere: what may access a project stands in the policies of its namespaces.
  return known.has(target) ? [] : [error('targetUnknown', 'target')]
}

const judgeProject: Judge = ({ source, target }, before, known) => {
  if (source === '') return [error('sourceMissing', 'source')]
  if (source === target) return [error('same', 'target')]
  if (before.some((each) => each.source === source && each.target === target))
    return target === '' ? [] : [error('twice', 'source')]
  if (before.some((each) => each.source === everyProject && each.target === target))
    return [{ id: 'covered', at: 'source', isError: false }]
  return source === everyProject || known.has(source)
    ? []
    : [{ id: 'sourceUnknown', at: 'source', isError: false }]
}

const judgeSegment: Judge = ({ source, target }, before) => {
  if (source.trim() === '') return [error('sourceMissing', 'source')]
  const block = blockOf(source.trim())
  if (block === null) return [error('address', 'source')]
  const written = formatCidr(networkCidr(block))
  if (target !== '' && before.some((each) => each.target === target && writtenBlock(each.source) === written))
    return [error('twice', 'source')]
  if (block.length === 0) return [{ id: 'everywhere', at: 'source', isError: false }]
  return hasHostBits(block) && block.length < bitsOf(block.address)
    ? [{ id: 'hostBits', at: 'source', isError: false, block: written }]
    : []
}
