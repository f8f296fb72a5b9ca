/** What the choice of another listening port writes. */
import { asString } from '../../k8s/shape.ts'
import { type Manifest, readAt, setAt } from '../../manifest/manifest.ts'
import { albLabel, frontendLabel } from '../alb/spec.ts'
import { projectLabel } from '../assignment.ts'
import { newName, ownerOf, type PortOfRule } from './placing.ts'

/** What else the labels say stays. */
export function withPort(
  manifest: Manifest,
  port: PortOfRule,
  project: string | null,
  labelDomain: string,
): Manifest {
  const name = asString(readAt(manifest, ['metadata', 'name']))
  const label = (key: string): readonly string[] => ['metadata', 'labels', key]
  const edits: readonly (readonly [readonly (string | number)[], unknown])[] = [
    ...(name.startsWith(`${port.name}-`) ? [] : [[['metadata', 'name'], newName(port.name)] as const]),
    [['metadata', 'namespace'], port.namespace],
    [label(albLabel), port.alb],
    [label(frontendLabel), port.name],
    ...(project === null ? [] : [[label(projectLabel(labelDomain)), project] as const]),
    [['metadata', 'ownerReferences'], [ownerOf(port)]],
  ]
  return edits.reduce((current, [path, value]) => setAt(current, path, value), manifest)
}
