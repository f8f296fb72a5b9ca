/** What is not certain of an answer, in words. */
import type { TFunction } from 'i18next'
import type { Doubt } from '../../net/route/index.ts'

export function doubtText({ kind, text }: Doubt, t: TFunction<'tracing'>): string {
  return t(`tracing:doubt.${kind}`, { text })
}
