/** A finding whose words are `service:check.<id>`. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { Finding, Severity } from '../../manifest/finding.ts'

export function finding(
  severity: Severity,
  id: string,
  path: Path,
  values?: Record<string, string | number>,
): Finding {
  return {
    id: `service/${id}`,
    severity,
    path,
    text: { key: `service:check.${id}`, ...(values !== undefined && { values }) },
    ...(id.endsWith('-missing') && severity === 'error' && { missing: true as const }),
  }
}
