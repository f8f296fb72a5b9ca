/** Built-in kinds: Go structs with defaults and rules written by hand. */
import { asFields, asString, type Fields } from '../../k8s/shape.ts'
import type { KindInfo, RuleContext, Subresource } from '../types.ts'
import { decodeBuiltin, decoding, dropEmpty } from './builtin/decode.ts'
import { type BuiltinKind, builtinKind, nameCheckOf } from './builtin/kinds.ts'
import { metadataErrors, metadataUpdateErrors, standardFinalizerErrors } from './metadata.ts'
import type { FieldError } from './schema/messages.ts'
import { pruneUnknown } from './schema/prune.ts'
import { type Draft, isMap } from './schema/schema.ts'
import type { ServiceRanges } from './service/allocate.ts'
import { prepareService, serviceOf, serviceStatusFindings } from './service/prepare.ts'
import { serviceWarnings } from './service/warnings.ts'

export interface BuiltinFindings {
  readonly errors: readonly FieldError[]
  readonly warnings: readonly string[]
}

/** Decodes, fills in and checks, in place. Throws a Status for what cannot be decoded. */
export function prepareBuiltin(
  kind: KindInfo,
  object: Draft,
  old: Draft | null,
  subresource: Subresource,
  ranges: ServiceRanges,
  context: RuleContext,
): BuiltinFindings {
  decode(kind, object)
  if (!isMap(object.metadata)) object.metadata = {}
  const special = builtinKind(kind.group, kind.kind)
  special.fill?.(object, old)
  if (old === null) special.admit?.(object, context.lookup)
  const isService = kind.group === '' && kind.kind === 'Service'
  if (subresource === 'status') {
    const statusErrors = isService ? serviceStatusFindings(object, old) : []
    finish(kind, special, object)
    return { errors: [...metaErrors(kind, special, object, old), ...statusErrors], warnings: [] }
  }
  if (isService) {
    const { fatal, errors } = prepareService(object, old, ranges, context)
    finish(kind, special, object)
    if (fatal.length > 0) return { errors: fatal, warnings: [] }
    const warnings = serviceWarnings(serviceOf(object))
    return { errors: [...metaErrors(kind, special, object, old), ...errors], warnings }
  }
  const errors = [...metaErrors(kind, special, object, old), ...(special.errors?.(object, old) ?? [])]
  finish(kind, special, object)
  return { errors, warnings: special.warnings?.(object, old) ?? [] }
}

function decode(kind: KindInfo, object: Draft): void {
  const { schema } = kind
  if (schema === null) return
  decoding(asString(object.kind), kind.version, () => decodeBuiltin(schema, object))
  pruneUnknown(schema, object)
  dropEmpty(schema, object, true)
}

function finish(kind: KindInfo, special: BuiltinKind, object: Draft): void {
  if (kind.schema !== null) dropEmpty(kind.schema, object)
  if (special.firstStatus !== undefined) {
    object.status = { ...structuredClone(special.firstStatus), ...asFields(object.status) }
  }
  special.finish?.(object)
}

function metaErrors(
  kind: KindInfo,
  special: BuiltinKind,
  object: Draft,
  old: Fields | null,
): readonly FieldError[] {
  const metadata = asFields(object.metadata)
  const errors =
    old === null
      ? metadataErrors(metadata, nameCheckOf(special), kind.namespaced)
      : metadataUpdateErrors(metadata, asFields(old.metadata))
  return [...errors, ...standardFinalizerErrors(metadata)]
}
