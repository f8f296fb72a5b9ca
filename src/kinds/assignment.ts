/** How the platform says which cluster and which project something is assigned to: by labels of it. */
import type { Path } from '../k8s/fieldpath.ts'
import { asFields, asStringMap } from '../k8s/shape.ts'

/** Stands for every project where projects are named, and for every cluster where clusters are. */
export const everyProject = 'ALL_ALL'

export const clusterLabel = (labelDomain: string) => `cluster.${labelDomain}/name`
export const projectLabel = (labelDomain: string) => `project.${labelDomain}/name`
export const clusterPath = (labelDomain: string): Path => ['metadata', 'labels', clusterLabel(labelDomain)]
export const projectPath = (labelDomain: string): Path => ['metadata', 'labels', projectLabel(labelDomain)]

/** Label selectors that find what is of a project or of all, however its labels say so: together all of it, nothing twice. */
export function projectSelectors(project: string, labelDomain: string): readonly string[] {
  const label = (name: string) => `project.${labelDomain}/${name}`
  const either = `(${project},${everyProject})`
  const others = [`${label('name')} notin ${either}`]
  const selectors = [`${label('name')} in ${either}`]
  for (const name of [project, everyProject]) {
    selectors.push([`${label(name)}=true`, ...others].join())
    others.push(`${label(name)}!=true`)
  }
  return [...selectors, [`${labelDomain}/project in ${either}`, ...others].join()]
}

/** `''` where it is assigned to none. */
export function projectOf(object: unknown, labelDomain: string): string {
  return asStringMap(asFields(asFields(object).metadata).labels)[projectLabel(labelDomain)] ?? ''
}

/** The annotation by which a Domain names the Secret with its certificate. */
export const secretKey = (labelDomain: string) => `${labelDomain}/secret-ref`

/** Where the platform keeps what belongs to no project, the certificates of its domains among it. */
export const platformNamespace = 'cpaas-system'
