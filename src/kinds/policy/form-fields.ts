/** The paths that the form of a kind of policies covers. */
import { type Dialect, directions, peersKey } from './dialects.ts'

export function formFieldsOf(dialect: Dialect): readonly string[] {
  const subject = dialect.ports === 'plain' ? ['spec.podSelector', 'spec.policyTypes'] : ['spec.subject']
  return [
    ...subject,
    ...(dialect.hasPriority ? ['spec.priority'] : []),
    ...(dialect.hasTier ? ['spec.tier'] : []),
    ...directions.flatMap((direction) =>
      ['name', 'action', peersKey(direction), dialect.portsKey].map((key) => `spec.${direction}[*].${key}`),
    ),
  ]
}
