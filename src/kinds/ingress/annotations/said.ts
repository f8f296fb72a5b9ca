/** What is said of annotations; the words come with this code, after the first page. */
import type { Finding } from '../../../manifest/finding.ts'
import { findingsOf } from '../../findings.ts'
import type { World } from '../../world.ts'
import type { IngressView } from '../spec.ts'
import type { Software } from './software.ts'

export type AnnotationRule = (
  ingress: IngressView,
  world: World,
  /** What serves the Ingress; `null` where that is not known. */
  software: Software | null,
) => readonly Finding[]

export const { finding: said, fix: mend } = findingsOf(
  'ingress',
  (id) => `annotations:check.${id}`,
  (id) => `annotations:fix.${id}`,
)
