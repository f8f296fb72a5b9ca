/** One value for each setting, from what the sources give: flags before variables before the file. */

import { resolve as resolvePath } from 'node:path'
import { folderOf } from './file.ts'
import { describeOrigin, type Given, type Layer, type Origin, type Problem } from './given.ts'
import { judge } from './judge.ts'
import { inFile, type NamedSetting } from './setting.ts'

export interface Effective {
  readonly named: NamedSetting
  readonly value: unknown
  readonly origin: Origin
}

export type ReadFile = (file: string) => string

export interface Resolved {
  readonly effective: readonly Effective[]
  readonly problems: readonly Problem[]
}

/** `layers`: what goes first stands first. What another layer overrides must be right as well. */
export function resolveSettings(
  settings: readonly NamedSetting[],
  layers: readonly Layer[],
  readFile: ReadFile,
): Resolved {
  const problems: Problem[] = []
  const effective = settings.map((named): Effective => {
    const given = layers.flatMap((layer) => givenIn(layer, named, readFile, problems))
    for (const each of given) problems.push(...judge(named, each))
    const [first] = given
    if (first === undefined) return { named, value: named.setting.initial, origin: { from: 'default' } }
    return { named, value: located(named, first), origin: first.origin }
  })
  return { effective, problems }
}

/** A secret may stand in the layer itself or in a file that the layer names, but not both. */
function givenIn(
  layer: Layer,
  named: NamedSetting,
  readFile: ReadFile,
  problems: Problem[],
): readonly Given[] {
  const { key, setting } = named
  const direct = layer.get(key)
  const file = setting.isSecret ? layer.get(inFile.key(key)) : undefined
  if (file === undefined) return direct === undefined ? [] : [direct]
  if (direct !== undefined) {
    const message = `It is given here and at ${describeOrigin(direct.origin)}; keep one of the two.`
    problems.push({ key: inFile.key(key), origin: file.origin, message })
    return [direct]
  }
  return fromFile(named, file, readFile, problems)
}

function fromFile(
  { key, setting }: NamedSetting,
  { value, origin }: Given,
  readFile: ReadFile,
  problems: Problem[],
): readonly Given[] {
  const wrong = (message: string) => {
    problems.push({ key: inFile.key(key), origin, message })
    return []
  }
  if (typeof value !== 'string' || value === '') return wrong('The value is not the name of a file.')
  const folder = folderOf(origin)
  const name = folder === null ? value : resolvePath(folder, value)
  try {
    const text = readFile(name).trim()
    if (text === '') return wrong(`The file ${name} is empty.`)
    return [{ value: setting.type.read(text), origin, at: () => origin }]
  } catch (error) {
    return wrong(`The file ${name} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`)
  }
}

/** Nothing that was judged wrong is looked at again. */
function located({ setting: { type } }: NamedSetting, { value, origin }: Given): unknown {
  const folder = folderOf(origin)
  const parsed = type.schema.safeParse(value)
  return folder !== null && parsed.success && type.locate !== undefined
    ? type.locate(parsed.data as never, folder)
    : value
}
