/** What is configured, read from the policies that were generated: nothing else says it. */

import type { KubeObject } from '../../k8s/objects.ts'
import { isolatedProject } from '../../kinds/isolation.ts'
import { type DatedAccess, readAccess, type Settings } from './access.ts'
import { accessNote, type Naming } from './generated-policy.ts'

/** The project a namespace is in; `''` where it is in none. */
export function projectOf({ metadata }: KubeObject, { projectLabel }: Pick<Naming, 'projectLabel'>): string {
  return metadata.labels?.[projectLabel] ?? ''
}

export interface Standing {
  /** `null` where nothing is configured. */
  readonly settings: Settings | null
  /** When something was written last, RFC 3339; `''` where nothing was. */
  readonly at: string
}

/**
 * A policy speaks for the project it was written for, and only as long as its namespace is in that project: nobody
 * can say with a policy of his own what may access the project of others. Where those of one project disagree, the
 * one that was written last holds.
 */
export function standingOf(
  namespaces: readonly KubeObject[],
  policies: readonly KubeObject[],
  naming: Naming,
): Standing {
  const projects = new Map(namespaces.map((each) => [each.metadata.name, projectOf(each, naming)]))
  const said = new Map<string, DatedAccess>()
  const generated = policies.filter((each) => isolatedProject(each, naming.labelDomain) !== null)
  for (const policy of generated) {
    const project = projects.get(policy.metadata.namespace ?? '') ?? ''
    if (project === '' || isolatedProject(policy, naming.labelDomain) !== project) continue
    const dated = readAccess(project, accessNote(policy, naming.labelDomain))
    if (dated !== null && isLater(dated, said.get(project))) said.set(project, dated)
  }
  const access = new Map([...said].map(([project, dated]) => [project, dated.access]))
  return {
    settings: generated.length === 0 ? null : { isolated: true, access },
    at: [...said.values()].reduce((last, { at }) => (at > last ? at : last), ''),
  }
}

/** At the same moment, whichever comes first in the alphabet: the order of a list must not matter. */
function isLater(dated: DatedAccess, than: DatedAccess | undefined): boolean {
  if (than === undefined || dated.at > than.at) return true
  return dated.at === than.at && JSON.stringify(dated.access) < JSON.stringify(than.access)
}
