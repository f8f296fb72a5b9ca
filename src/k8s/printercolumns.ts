/** The columns in which a CustomResourceDefinition wants its objects shown, as `kubectl get` shows them. */
import { parseJsonPath } from './jsonpath.ts'
import { asFields, asList, asString } from './shape.ts'

export interface PrinterColumn {
  readonly name: string
  /** `string`, `integer`, `number`, `boolean` or `date`. */
  readonly type: string
  /** The values that the column's path finds in an object. */
  readonly read: (object: unknown) => readonly unknown[]
}

/** Those that `kubectl` shows unasked, without the age: every list has that. */
export function printerColumns(definition: unknown, version: string): readonly PrinterColumn[] {
  const served = asList(asFields(asFields(definition).spec).versions).map(asFields)
  const own = served.find(({ name }) => name === version)
  return asList(own?.additionalPrinterColumns)
    .map(asFields)
    .flatMap(({ name, type, jsonPath, priority }) => {
      const read = parseJsonPath(asString(jsonPath))
      const isAge = jsonPath === '.metadata.creationTimestamp'
      const isWide = typeof priority === 'number' && priority > 0
      if (read === null || isAge || isWide) return []
      return [{ name: asString(name), type: asString(type), read }]
    })
}

/** What was found, as a line of text. */
export function printed(values: readonly unknown[]): string {
  return values
    .flat()
    .map((value) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)))
    .join(', ')
}
