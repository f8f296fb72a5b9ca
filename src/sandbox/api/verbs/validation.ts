/** What `fieldValidation` makes of fields that are unknown or stand twice. */
import type { JsonMap, KindInfo } from '../../types.ts'
import { cannotBeHandled } from '../body/decode.ts'
import { fieldOffsets } from '../body/json.ts'
import type { Core } from '../core.ts'
import type { FieldValidation } from '../options.ts'
import type { RequestContext } from './context.ts'

/** Warnings, or a thrown `BadRequest` under `Strict`, in the order Go's decoder finds them. */
export function strictFindings(
  { core, kind, warn }: Pick<RequestContext, 'core' | 'kind' | 'warn'>,
  object: JsonMap,
  duplicates: readonly string[],
  validation: FieldValidation,
  text?: string,
): readonly string[] {
  if (validation === 'Ignore') return []
  const findings = foundIn(core, kind, object, duplicates, text)
  if (validation === 'Warn' || findings.length === 0) {
    warn(findings)
    return findings
  }
  throw cannotBeHandled(kind, `strict decoding error: ${findings.join(', ')}`)
}

function foundIn(
  core: Core,
  kind: KindInfo,
  object: JsonMap,
  duplicates: readonly string[],
  text: string | undefined,
): readonly string[] {
  const found = [
    ...duplicates.map((path) => ({ path, told: `duplicate field ${JSON.stringify(path)}` })),
    ...core.rules
      .unknownFields(kind, object)
      .map((path) => ({ path, told: `unknown field ${JSON.stringify(path)}` })),
  ]
  // Go's decoder finds both kinds in one pass; custom objects are looked through twice.
  if (text !== undefined && !kind.custom && duplicates.length > 0 && found.length > duplicates.length) {
    const offsets = fieldOffsets(text, new Set(found.map(({ path }) => path)))
    found.sort((a, b) => (offsets.get(a.path) ?? 0) - (offsets.get(b.path) ?? 0))
  }
  return found.map(({ told }) => told)
}
