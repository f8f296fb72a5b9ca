/** What quotas allow and how much of it is used, as rows that can be compared. */
import type { KubeObject } from '../../k8s/objects.ts'
import { parseQuantity } from '../../k8s/quantity.ts'
import { asFields, asString } from '../../k8s/shape.ts'

export interface QuotaRow {
  readonly namespace: string
  readonly quota: string
  readonly resource: string
  /** As the cluster writes it; `null` where it has not counted yet. */
  readonly used: string | null
  readonly hard: string
  /** 1 where all is used; `null` where it cannot be told. */
  readonly share: number | null
}

/** The fullest first. */
export function quotaRows(quotas: readonly KubeObject[]): readonly QuotaRow[] {
  const rows = quotas.flatMap((quota) => {
    const { spec, status } = asFields(quota)
    const used = asFields(asFields(status).used)
    const hard = { ...asFields(asFields(spec).hard), ...asFields(asFields(status).hard) }
    return Object.entries(hard).map(([resource, limit]): QuotaRow => {
      const isCounted = used[resource] !== undefined
      const row = { used: isCounted ? amount(used[resource]) : null, hard: amount(limit) }
      const { namespace = '', name } = quota.metadata
      return { namespace, quota: name, resource, ...row, share: shareOf(row.used, row.hard) }
    })
  })
  return rows.toSorted((a, b) => (b.share ?? -1) - (a.share ?? -1))
}

const amount = (value: unknown) => (typeof value === 'number' ? String(value) : asString(value))

function shareOf(used: string | null, hard: string): number | null {
  const [part, whole] = [parseQuantity(used ?? ''), parseQuantity(hard)]
  if (part === null || whole === null) return null
  // Nothing of nothing is all there is.
  return whole === 0 ? 1 : part / whole
}
