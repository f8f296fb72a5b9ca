/** Which projects one was in lately, per cluster: their names, in this browser. */
import { asList } from '../../k8s/shape.ts'

const keptAtMost = 5

const keyOf = (cluster: string) => `portolan.recent-projects.${cluster}`

/** The last first; only those that there still are. */
export function recentProjects(cluster: string, existing: ReadonlyMap<string, unknown>): readonly string[] {
  return stored(cluster).filter((name) => existing.has(name))
}

export function noteProject(cluster: string, project: string): void {
  const next = [project, ...stored(cluster).filter((name) => name !== project)].slice(0, keptAtMost)
  try {
    localStorage.setItem(keyOf(cluster), JSON.stringify(next))
  } catch {
    // A browser that forbids storage only forgets them.
  }
}

function stored(cluster: string): readonly string[] {
  try {
    const list = asList(JSON.parse(localStorage.getItem(keyOf(cluster)) ?? 'null'))
    return list.filter((name) => typeof name === 'string').slice(0, keptAtMost)
  } catch {
    return []
  }
}
