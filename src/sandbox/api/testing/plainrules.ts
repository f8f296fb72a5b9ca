/** Rules that ask for nothing but a name, for tests of the protocol alone. */
import type { JsonMap, Rules } from '../../types.ts'
import { invalid } from '../errors.ts'
import { mapFrom, mapOf, nameOf } from '../values.ts'

/** Users in `system:masters` may do everything, others nothing. */
export const plainRules: Rules = {
  prepare(kind, object) {
    if (nameOf(object) === '') {
      throw invalid(kind.group, kind.kind, '', [
        {
          reason: 'FieldValueRequired',
          message: 'Required value: name or generateName is required',
          field: 'metadata.name',
        },
      ])
    }
    return { object, warnings: [] }
  },
  unknownFields: (kind, object: JsonMap) => {
    const properties = kind.schema?.properties
    if (properties === undefined) return []
    const known = new Set(['apiVersion', 'kind', 'metadata', ...Object.keys(properties)])
    return Object.keys(object).filter((field) => !known.has(field))
  },
  authorize: (user) => ({ allowed: user.groups.includes('system:masters'), reason: '' }),
  rulesFor: () =>
    mapOf(
      mapFrom([
        ['resourceRules', []],
        ['nonResourceRules', []],
        ['incomplete', false],
      ]),
    ),
}
