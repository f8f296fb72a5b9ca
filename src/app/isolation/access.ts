/** What may access a project besides itself, and how it is kept: the part of the settings that a policy carries. */

import { asFields, asList, asString } from '../../k8s/shape.ts'
import { bitsOf, formatAddress, parseAddress } from '../../net/address.ts'
import { type Cidr, formatCidr, networkCidr, parseCidr } from '../../net/cidr.ts'

export interface Access {
  readonly allProjects: boolean
  /** Other projects, in order, each once. */
  readonly projects: readonly string[]
  /** Blocks without host bits, in order, each once. */
  readonly blocks: readonly string[]
}

/** Whether each project is isolated, and what may access which nevertheless. */
export interface Settings {
  readonly isolated: boolean
  /** By the project that is accessed; one without an entry is accessed by nobody else. */
  readonly access: ReadonlyMap<string, Access>
}

export const noAccess: Access = { allProjects: false, projects: [], blocks: [] }
export const accessOf = ({ access }: Settings, project: string): Access => access.get(project) ?? noAccess

/** The block of a text: an address stands for itself alone. `null` where it is neither. */
export function blockOf(text: string): Cidr | null {
  const address = parseAddress(text)
  return address === null ? parseCidr(text) : { address, length: bitsOf(address) }
}

/** The block as it is written: without host bits; `null` where the text is none. */
export function writtenBlock(text: string): string | null {
  const block = blockOf(text.trim())
  return block && formatCidr(networkCidr(block))
}

/** An address alone is read more easily without the length of its prefix. */
export function shownBlock(text: string): string {
  const block = parseCidr(text)
  return block !== null && block.length === bitsOf(block.address) ? formatAddress(block.address) : text
}

const inOrder = (texts: readonly string[]) => [...new Set(texts)].sort()

/** The same access, in the one way in which it is compared and written. */
export function tidyAccess(project: string, { allProjects, projects, blocks }: Access): Access {
  return {
    allProjects,
    // All projects are these as well.
    projects: allProjects ? [] : inOrder(projects.filter((each) => each !== project)),
    blocks: inOrder(blocks.flatMap((each) => writtenBlock(each) ?? [])),
  }
}

export function isSameAccess(a: Access, b: Access): boolean {
  return JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b))
}

const contentOf = ({ allProjects, projects, blocks }: Access) => ({
  ...(allProjects && { allProjects }),
  ...(projects.length > 0 && { projects }),
  ...(blocks.length > 0 && { blocks }),
})

/** What was said of a project, and when. */
export interface DatedAccess {
  readonly access: Access
  /** RFC 3339, UTC. */
  readonly at: string
}

export function writeAccess({ access, at }: DatedAccess): string {
  return JSON.stringify({ at, ...contentOf(access) })
}

/** What an annotation says; `null` where it is not one that was written here. */
export function readAccess(project: string, text: unknown): DatedAccess | null {
  try {
    const { at, allProjects, projects, blocks } = asFields(JSON.parse(asString(text)))
    if (Number.isNaN(Date.parse(asString(at)))) return null
    const access = {
      allProjects: allProjects === true,
      projects: asList(projects).map(asString).filter(Boolean),
      blocks: asList(blocks).map(asString),
    }
    return { access: tidyAccess(project, access), at: asString(at) }
  } catch {
    return null
  }
}
