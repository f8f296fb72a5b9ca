/** To which cluster a Domain is assigned; what is assigned to no cluster has no project. */
import type { Manifest } from '../../manifest/manifest.ts'
import { clusterPath, projectPath } from '../assignment.ts'
import { withText } from '../with-text.ts'
import { viewOf } from './spec.ts'

export function withCluster(manifest: Manifest, cluster: string, labelDomain: string): Manifest {
  const given = withText(manifest, clusterPath(labelDomain), cluster)
  if (cluster !== '') return given
  const { cluster: before, project } = viewOf(manifest.value, labelDomain)
  if (before === '' && project === '') return manifest
  return withText(given, projectPath(labelDomain), '')
}
