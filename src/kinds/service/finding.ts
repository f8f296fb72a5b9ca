/** What is said of Services. What is missing and required is said once somebody wants to save. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { Finding, Severity } from '../../manifest/finding.ts'
import { findingsOf } from '../findings.ts'

const said = findingsOf(
  'service',
  (id) => `service:check.${id}`,
  (id) => `service:fix.${id}`,
)

export function finding(
  severity: Severity,
  id: string,
  path: Path,
  values?: Record<string, string | number>,
): Finding {
  return severity === 'error' && id.endsWith('-missing')
    ? said.missing(id, path)
    : said.finding(severity, id, path, values)
}
