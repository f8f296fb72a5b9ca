/** The JSON Schema of the configuration file, for editors and for checks before it is used. */
import * as z from 'zod/mini'
import { inFile, isSetting, type Setting, type Settings } from './setting.ts'

type Schema = Readonly<Record<string, unknown>>

export function configSchema(settings: Settings): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'The configuration of Portolan',
    ...mapping(settings),
  }
}

function mapping(settings: Settings): Schema {
  const properties = Object.entries(settings).flatMap(([name, each]): readonly [string, Schema][] => {
    if (!isSetting(each)) return [[name, mapping(each)]]
    return each.isSecret
      ? [
          [name, ofSetting(each)],
          [inFile.key(name), { type: 'string', description: `A file that holds it: ${each.what}` }],
        ]
      : [[name, ofSetting(each)]]
  })
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false }
}

function ofSetting({ type, what, initial }: Setting): Schema {
  const { $schema: _, ...schema } = z.toJSONSchema(type.schema, { target: 'draft-7', io: 'input' })
  return { ...schema, description: what, ...(initial !== null && { default: initial }) }
}
