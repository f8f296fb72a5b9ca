/** A schema of an OpenAPI v3 document in the words of JSON Schema draft-07. */
import { componentName, markdownOf, typeText } from './openapi-text.ts'
import { asFields, asList, asString, type Fields } from './shape.ts'

/** Keywords that mean the same in both and need no look inside. */
const kept = [
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
]

/** Metadata that the API server alone writes: known and explained, but not offered. */
const serverFields = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]

/** Writes schemas and collects the components that they lead to, each once, so that recursion ends. */
export class SchemaWriter {
  readonly #components: Fields
  readonly #definitions = new Map<string, Fields>()

  constructor(components: Fields) {
    this.#components = components
  }

  definitions(): Fields {
    return Object.fromEntries(this.#definitions)
  }

  /**
   * `closed` refuses fields that the schema does not have, as strict field validation does. Inside of
   * `anyOf` and its like a schema only adds conditions, so those stay open.
   */
  write(node: Fields, closed = true): Fields {
    const name = componentName(node)
    if (name !== null) {
      this.#define(name)
      const target = asFields(this.#components[name])
      return { $ref: `#/definitions/${name}`, ...explained(node, typeText(target)) }
    }
    return {
      ...this.#value(node),
      ...this.#fields(node, closed),
      ...('items' in node && { items: this.write(asFields(node.items), closed) }),
      ...this.#conditions(node),
      ...explained(node, typeText(node)),
    }
  }

  #define(name: string): void {
    if (this.#definitions.has(name)) return
    // Reserved first: a component may lead back to itself.
    this.#definitions.set(name, {})
    const body = this.write(asFields(this.#components[name]))
    this.#definitions.set(name, name.endsWith('.ObjectMeta') ? this.withoutOffers(body, serverFields) : body)
  }

  /** The schema of an object with some of its fields known and explained, but not offered. */
  withoutOffers(schema: Fields, fields: readonly string[]): Fields {
    const properties = Object.entries(asFields(schema.properties)).map(([key, field]) => {
      if (!fields.includes(key)) return [key, field]
      const { $ref: reference, ...rest } = asFields(field)
      // Draft-07 knows nothing beside a reference, so what it leads to is written out.
      const target = this.#definitions.get(asString(reference).replace('#/definitions/', ''))
      return [key, { ...target, ...rest, doNotSuggest: true }]
    })
    return { ...schema, properties: Object.fromEntries(properties) }
  }

  #value(node: Fields): Fields {
    const types = typesOf(node)
    const { enum: values, pattern } = node
    const nullable = node.nullable === true
    return {
      ...(types.length > 0 && { type: types.length === 1 ? types[0] : types }),
      ...(Array.isArray(values) && { enum: nullable ? [...new Set([...values, null])] : values }),
      // What JavaScript cannot read (RE2 has flags of its own) is left for the server to judge.
      ...(isPattern(pattern) && { pattern }),
      ...(isWholeNumber(node.format) && { format: node.format }),
      ...bound(node, 'minimum', 'exclusiveMinimum'),
      ...bound(node, 'maximum', 'exclusiveMaximum'),
      ...Object.fromEntries(kept.filter((key) => key in node).map((key) => [key, node[key]])),
      ...(isDefault(node.default) && { default: node.default }),
    }
  }

  #fields(node: Fields, closed: boolean): Fields {
    const embedded = node['x-kubernetes-embedded-resource'] === true
    const given = asFields(node.properties)
    const written = Object.entries(given).map(([key, each]) => [key, this.write(asFields(each), closed)])
    const properties = { ...(embedded && embeddedFields), ...Object.fromEntries(written) }
    const some = Object.keys(properties).length > 0
    const { additionalProperties: others, required } = node
    const open = node['x-kubernetes-preserve-unknown-fields'] === true
    const asked = asList(required).filter((field) => !isDefault(asFields(given[asString(field)]).default))
    return {
      ...(some && { properties }),
      ...(asked.length > 0 && { required: asked }),
      ...(typeof others === 'object' && { additionalProperties: this.write(asFields(others), closed) }),
      ...(typeof others === 'boolean' && { additionalProperties: others }),
      ...(some && others === undefined && !open && closed && { additionalProperties: false }),
    }
  }

  #conditions(node: Fields): Fields {
    const written = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => {
      const branches = asList(node[key]).map(asFields)
      if (branches.length === 0 || branches.every(isBareType)) return []
      return [[key, branches.map((branch) => this.write(branch, false))] as const]
    })
    return {
      ...Object.fromEntries(written),
      ...('not' in node && { not: this.write(asFields(node.not), false) }),
    }
  }
}

/** A string first, because the first type is the one that completion writes a value of. */
const intOrString = ['string', 'integer']

function typesOf(node: Fields): readonly string[] {
  const alternatives = [...asList(node.anyOf), ...asList(node.oneOf)].map(asFields)
  const bare = alternatives.length > 0 && alternatives.every(isBareType)
  const given = asString(node.type)
  const types =
    node['x-kubernetes-int-or-string'] === true || node.format === 'int-or-string'
      ? intOrString
      : given === '' && bare
        ? alternatives.map(({ type }) => asString(type)).sort((a, b) => (a < b ? 1 : -1))
        : [given]
  const named = types.filter((type) => type !== '')
  return node.nullable === true && named.length > 0 ? [...named, 'null'] : named
}

/** An alternative that says no more than its type, as in those of a quantity. */
function isBareType(node: Fields): boolean {
  return 'type' in node && Object.keys(node).length === 1
}

const embeddedFields: Fields = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { type: 'object' },
}

/** In OpenAPI 3.0 a bound is made exclusive by a flag, in draft-07 it is a keyword of its own. */
function bound(node: Fields, key: string, exclusive: string): Fields {
  if (typeof node[key] !== 'number') return {}
  return { [node[exclusive] === true ? exclusive : key]: node[key] }
}

function isPattern(pattern: unknown): pattern is string {
  if (typeof pattern !== 'string') return false
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}

function isWholeNumber(format: unknown): boolean {
  return format === 'int32' || format === 'int64'
}

/** Types written in Go are published with their zero value as the default; it means that there is none. */
function isDefault(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0) return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}

function explained(node: Fields, type: string): Fields {
  const text = markdownOf(asString(node.description))
  if (text === '' && componentName(node) !== null) return {}
  const value = isDefault(node.default) ? ` = \`${JSON.stringify(node.default)}\`` : ''
  const markdownDescription = [type === '' ? '' : `\`${type}\`${value}`, text].filter(Boolean).join('\n\n')
  return markdownDescription === '' ? {} : { markdownDescription }
}
