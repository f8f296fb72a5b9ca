/** CustomResourceDefinitions: what is filled in and the faults that keep one from being served at all. */
import { type FieldError, invalid, notSupported, required } from '../schema/messages.ts'
import type { Draft } from '../schema/schema.ts'
import { decoded } from './decoded.ts'
import { dns1035Label, dns1123Subdomain } from './text.ts'

interface Version {
  name?: string
  served?: boolean
  storage?: boolean
  schema?: { openAPIV3Schema?: object }
}

interface Definition {
  metadata?: { name?: string }
  spec?: {
    group?: string
    scope?: string
    names?: { plural?: string; singular?: string; kind?: string; listKind?: string }
    versions?: Version[]
    conversion?: { strategy?: string }
  }
}

/** In place. */
export function defaultDefinition(object: unknown): void {
  const { spec } = decoded<Definition>(object)
  if (spec === undefined) return
  spec.conversion ??= { strategy: 'None' }
  for (const version of spec.versions ?? []) version.served ??= false
  const { names } = spec
  if (names?.kind === undefined) return
  names.singular ||= names.kind.toLowerCase()
  names.listKind ||= `${names.kind}List`
}

/** Before any controller has looked at it, in place. */
export function firstDefinitionStatus(object: Draft): void {
  const { spec } = decoded<Definition>(object)
  const stored = (spec?.versions ?? []).filter(({ storage }) => storage === true).map(({ name }) => name)
  object.status ??= { conditions: null, acceptedNames: { plural: '', kind: '' }, storedVersions: stored }
}

export function definitionErrors(object: unknown, old: unknown): readonly FieldError[] {
  const { metadata, spec = {} } = decoded<Definition>(object)
  const { group = '', scope = '', names = {}, versions = [] } = spec
  const before = old === null ? null : (decoded<Definition>(old).spec ?? {})
  const errors: FieldError[] = []
  const name = metadata?.name ?? ''
  if (name !== `${names.plural ?? ''}.${group}`) {
    errors.push(invalid('metadata.name', name, 'must be spec.names.plural+"."+spec.group'))
  }
  if (group === '') errors.push(required('spec.group'))
  else {
    errors.push(...dns1123Subdomain(group).map((each) => invalid('spec.group', group, each)))
    if (!group.includes('.')) {
      errors.push(invalid('spec.group', group, 'should be a domain with at least one dot'))
    }
  }
  if (scope === '') errors.push(required('spec.scope'))
  else if (scope !== 'Cluster' && scope !== 'Namespaced') {
    errors.push(notSupported('spec.scope', scope, ['Cluster', 'Namespaced']))
  }
  errors.push(...nameErrors(names), ...versionErrors(versions))
  if (before === null) return errors
  if (before.scope !== scope) errors.push(invalid('spec.scope', scope, 'field is immutable'))
  return errors
}

function nameErrors(names: NonNullable<NonNullable<Definition['spec']>['names']>): readonly FieldError[] {
  return (['plural', 'singular', 'kind', 'listKind'] as const).flatMap((key) => {
    const text = names[key] ?? ''
    const field = `spec.names.${key}`
    if (text === '') return [required(field)]
    const mixed = key === 'kind' || key === 'listKind'
    const wrong = dns1035Label(mixed ? text.toLowerCase() : text)
    if (wrong.length === 0) return []
    const prefix = mixed ? 'may have mixed case, but should otherwise match: ' : ''
    return [invalid(field, text, `${prefix}${wrong.join(',')}`)]
  })
}

function versionErrors(versions: readonly Version[]): readonly FieldError[] {
  const errors: FieldError[] = []
  const names = versions.map((version) => version.name ?? '')
  for (const [at, version] of versions.entries()) {
    const name = names[at] ?? ''
    const field = `spec.versions[${at}]`
    const wrong = dns1035Label(name)
    if (wrong.length > 0) errors.push(invalid(`${field}.name`, name, wrong.join(',')))
    if (version.schema?.openAPIV3Schema === undefined) {
      errors.push(required(`${field}.schema.openAPIV3Schema`, 'schemas are required'))
    }
  }
  const shown = versions
  if (new Set(names).size < names.length) {
    errors.push(invalid('spec.versions', shown, 'must contain unique version names'))
  }
  if (versions.filter((version) => version.storage === true).length !== 1) {
    errors.push(invalid('spec.versions', shown, 'must have exactly one version marked as storage version'))
  }
  return errors
}
