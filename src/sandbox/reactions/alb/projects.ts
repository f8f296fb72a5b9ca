/** Which projects may use an ALB: all of it, or some of its ports. */
import { type Alb, allProjects, configOf, projectLabelPrefix } from './objects.ts'

interface PortProjects {
  readonly first: number
  readonly last: number
  readonly projects: readonly string[]
}

/** The ports that are handed out, from the text they are kept in; what cannot be read hands out nothing. */
export function portProjectsOf(alb: Alb): readonly PortProjects[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(configOf(alb).portProjects ?? '[]')
  } catch {
    return []
  }
  if (!Array.isArray(parsed)) return []
  return parsed.flatMap((each: { readonly port?: unknown; readonly projects?: unknown } | null) => {
    const [first = Number.NaN, last = first] = String(each?.port ?? '')
      .split('-')
      .map(Number)
    const isRange = Number.isInteger(first) && Number.isInteger(last) && first <= last
    const projects = Array.isArray(each?.projects) ? each.projects.map(String) : []
    return isRange ? [{ first, last, projects }] : []
  })
}

export function projectsOfPort(alb: Alb, port: number): readonly string[] {
  return portProjectsOf(alb).find(({ first, last }) => port >= first && port <= last)?.projects ?? []
}

/** The projects whose Ingresses the ALB takes; in port mode those that have both of its ports. */
export function ingressProjectsOf(alb: Alb): readonly string[] {
  const { isPortMode, projects, ingressHTTPPort, ingressHTTPSPort } = configOf(alb)
  if (!isPortMode) return projects
  const http = projectsOfPort(alb, ingressHTTPPort)
  const https = projectsOfPort(alb, ingressHTTPSPort)
  if (http.includes(allProjects)) return https
  return https.includes(allProjects) ? http : http.filter((project) => https.includes(project))
}

/** The project labels an object has to have: `undefined` for those it must lose. */
export function projectMarks(
  labels: Readonly<Record<string, string>> | undefined,
  projects: readonly string[],
): Readonly<Record<string, string | undefined>> {
  const known = Object.keys(labels ?? {}).filter((label) => label.startsWith(projectLabelPrefix))
  return {
    ...Object.fromEntries(known.map((label) => [label, undefined])),
    ...Object.fromEntries(projects.map((project) => [`${projectLabelPrefix}${project}`, 'true'])),
  }
}
