/** What `fieldValidation` makes of fields that are unknown or stand twice. */
import type { JsonMap, KindInfo } from '../../types.ts'
import { cannotBeHandled } from '../body/decode.ts'
import type { Core } from '../core.ts'
import type { FieldValidation } from '../options.ts'

/** Warnings, or a thrown `BadRequest` under `Strict`, in the order Go's decoder finds them. */
export function strictFindings(
  core: Core,
  kind: KindInfo,
  object: JsonMap,
  duplicates: readonly string[],
  validation: FieldValidation,
): readonly string[] {
  if (validation === 'Ignore') return []
  const findings = foundIn(core, kind, object, duplicates)
  if (validation === 'Warn' || findings.length === 0) return findings
  throw cannotBeHandled(kind, `strict decoding error: ${findings.join(', ')}`)
}

export function foundIn(
  core: Core,
  kind: KindInfo,
  object: JsonMap,
  duplicates: readonly string[],
): readonly string[] {
  return [
    ...duplicates.map((path) => `duplicate field ${JSON.stringify(path)}`),
    ...core.rules.unknownFields(kind, object).map((path) => `unknown field ${JSON.stringify(path)}`),
  ]
}
