/** A CustomResourceDefinition object, read into the kinds it serves. */
import type { KindInfo, PrinterColumn, SandboxObject, Schema } from '../types.ts'
import { storageKeyOf } from './store.ts'
import { fieldOf, isMap, listOf, mapOf, textOf } from './values.ts'

/** As the API server orders versions: v2 before v1 before v2beta1 before v1alpha1 before anything else. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [priority(a), priority(b)]
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? 0
    if (value !== other) return other - value
  }
  return a < b ? -1 : a > b ? 1 : 0
}

function priority(version: string): readonly number[] {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version)
  if (match === null) return [0, 0, 0]
  const stage = match[2] === undefined ? 3 : match[2] === 'beta' ? 2 : 1
  return [stage, Number(match[1]), Number(match[3] ?? 0)]
}

/** One `KindInfo` for each served version, preferred first. */
export function kindsOfDefinition(definition: SandboxObject): readonly KindInfo[] {
  const spec = mapOf(definition.spec)
  const names = mapOf(spec.names)
  const group = textOf(spec.group)
  const plural = textOf(names.plural)
  const kind = textOf(names.kind)
  const versions = listOf(spec.versions).filter(isMap)
  const served = versions
    .filter((version) => version.served === true)
    .map((version) => textOf(version.name))
    .sort(compareVersions)
  const storage = textOf(versions.find((version) => version.storage === true)?.name)
  return served.flatMap((name) => {
    const version = versions.find((each) => each.name === name)
    if (version === undefined) return []
    const schema = mapOf(version.schema).openAPIV3Schema
    const info: KindInfo = {
      group,
      version: name,
      kind,
      listKind: textOf(names.listKind) || `${kind}List`,
      plural,
      singular: textOf(names.singular) || kind.toLowerCase(),
      shortNames: listOf(names.shortNames).map(textOf),
      categories: listOf(names.categories).map(textOf),
      namespaced: spec.scope === 'Namespaced',
      verbs: ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'],
      subresources: subresourcesOf(version.subresources),
      storageVersion: storage,
      servedVersions: served,
      storageKey: storageKeyOf(group, plural),
      custom: true,
      columns: columnsOf(version.additionalPrinterColumns),
      // Rules have checked that the definition holds a schema.
      schema: isMap(schema) ? (schema as Schema) : null,
      selectableFields: listOf(version.selectableFields).map((field) =>
        textOf(mapOf(field).jsonPath).replace(/^\./, ''),
      ),
      deprecationWarning:
        version.deprecated === true
          ? textOf(version.deprecationWarning) || `${group}/${name} ${kind} is deprecated`
          : null,
    }
    return [info]
  })
}

function subresourcesOf(value: unknown): KindInfo['subresources'] {
  const subresources = mapOf(value)
  const scale = fieldOf(subresources, 'scale')
  const selector = textOf(mapOf(scale).labelSelectorPath)
  return {
    status: isMap(fieldOf(subresources, 'status')),
    scale: isMap(scale)
      ? {
          specReplicasPath: textOf(scale.specReplicasPath),
          statusReplicasPath: textOf(scale.statusReplicasPath),
          ...(selector === '' ? {} : { labelSelectorPath: selector }),
        }
      : null,
  }
}

function columnsOf(value: unknown): readonly PrinterColumn[] {
  const columns = listOf(value).filter(isMap)
  if (columns.length === 0) return [{ name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' }]
  return columns.map((column) => ({
    name: textOf(column.name),
    type: textOf(column.type),
    format: textOf(column.format),
    description: textOf(column.description),
    priority: typeof column.priority === 'number' ? column.priority : 0,
    jsonPath: textOf(column.jsonPath),
  }))
}
