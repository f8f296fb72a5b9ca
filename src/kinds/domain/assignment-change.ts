/** To which cluster and project a Domain is assigned; what is assigned to no cluster has no project. */
import { type Manifest, removeAt, setAt } from '../../manifest/manifest.ts'
import { clusterPath, projectPath, viewOf } from './spec.ts'

const prune = { pruneEmptyParents: true, keepDepth: 1 } as const

export function withCluster(manifest: Manifest, cluster: string, labelDomain: string): Manifest {
  if (cluster !== '') return setAt(manifest, clusterPath(labelDomain), cluster)
  const { cluster: before, project } = viewOf(manifest.value, labelDomain)
  if (before === '' && project === '') return manifest
  return withProject(removeAt(manifest, clusterPath(labelDomain), prune), '', labelDomain)
}

export function withProject(manifest: Manifest, project: string, labelDomain: string): Manifest {
  return project === ''
    ? removeAt(manifest, projectPath(labelDomain), prune)
    : setAt(manifest, projectPath(labelDomain), project)
}
