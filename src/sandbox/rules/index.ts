/** What the sandbox knows about kinds and people: the rules half of it, as `types.ts` states them. */
import type { KindInfo, Rules, SandboxObject } from '../types.ts'
import { refuseEscalation } from './access/escalation.ts'
import { authorize, rulesFor } from './access/rbac.ts'
import { prepareBuiltin } from './builtin.ts'
import type { Expressions } from './cel/expressions.ts'
import { type Unevaluated, unevaluatedRules } from './cel/rules.ts'
import { prepareCustom } from './custom.ts'
import { dropRepeatedOwners } from './owners.ts'
import { invalidObject } from './refusal.ts'
import { unknownFieldsOf } from './schema/prune.ts'
import type { Draft } from './schema/schema.ts'
import type { ServiceRanges } from './service/allocate.ts'

export { builtinSchema } from './builtin/schemas.ts'
export type { Expressions } from './cel/expressions.ts'
export type { Unevaluated } from './cel/rules.ts'

export interface RulesOptions {
  /** Evaluates `x-kubernetes-validations`; `null` leaves them unchecked. */
  readonly expressions: Expressions | null
  readonly services?: ServiceRanges
}

/** The ranges that the sandbox's cluster gives to Services. */
export const serviceRanges: ServiceRanges = {
  cidrs: ['10.96.0.0/16', 'fd00:10:96::/112'],
  nodePorts: { first: 30000, last: 32767 },
}

export function createRules({ expressions, services = serviceRanges }: RulesOptions): Rules {
  return {
    prepare(kind, object, old, _operation, subresource, context) {
      const draft: Draft = structuredClone(object)
      const before: Draft | null = old === null ? null : { ...old }
      const ownerWarnings = dropRepeatedOwners(draft)
      const { errors, warnings } = kind.custom
        ? prepareCustom(kind, draft, before, subresource, expressions)
        : prepareBuiltin(kind, draft, before, subresource, services, context)
      if (errors.length > 0) throw invalidObject(draft, errors)
      if (!kind.custom) refuseEscalation(kind, draft as SandboxObject, old, context)
      return { object: draft as SandboxObject, warnings: [...ownerWarnings, ...warnings] }
    },
    unknownFields(kind, object) {
      if (kind.schema === null) return []
      if (!kind.custom) return unknownFieldsOf(kind.schema, object, true)
      return [...unknownFieldsOf(kind.schema, object)].sort()
    },
    authorize,
    rulesFor,
  }
}

/** Rules of definitions that the sandbox does not check, for its documentation. */
export function uncheckedRules(
  kinds: readonly KindInfo[],
  expressions: Expressions,
): readonly (Unevaluated & { readonly kind: string; readonly version: string })[] {
  return kinds.flatMap((kind) => {
    if (!kind.custom || kind.schema === null) return []
    const name = `${kind.kind}.${kind.group}`
    return unevaluatedRules(kind.schema, expressions).map((each) => ({
      ...each,
      kind: name,
      version: kind.version,
    }))
  })
}
