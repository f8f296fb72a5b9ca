/** Settings in environment variables. An empty variable counts as none. */
import { type Given, givenAs, type Layer, type Problem } from './given.ts'
import { distance } from './nearest.ts'
import { inFile, type NamedSetting } from './setting.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Read before all others, because it names the configuration file. */
export const fileVariable = 'PORTOLAN_CONFIG'

export interface Read {
  readonly layer: Layer
  readonly problems: readonly Problem[]
}

export function readEnvironment(env: Environment, settings: readonly NamedSetting[]): Read {
  const layer = new Map<string, Given>()
  const take = (key: string, variable: string, read: (text: string) => unknown, foreign?: RegExp) => {
    const text = env[variable] ?? ''
    if (text !== '' && foreign?.test(text) !== true) layer.set(key, givenAs('variable', variable, read(text)))
  }
  for (const { key, variable, setting } of settings) {
    take(key, variable, setting.type.read, setting.foreign)
    if (setting.isSecret) take(inFile.key(key), inFile.variable(variable), (text) => text)
  }
  return { layer, problems: misspelled(env, settings) }
}

/** Others may have variables that begin as ours do, but hardly ones that look like ours. */
function misspelled(env: Environment, settings: readonly NamedSetting[]): readonly Problem[] {
  const known = [
    fileVariable,
    ...settings.flatMap(({ variable, setting }) =>
      setting.isSecret ? [variable, inFile.variable(variable)] : [variable],
    ),
  ]
  return Object.keys(env).flatMap((name) => {
    if (!name.startsWith('PORTOLAN_') || known.includes(name)) return []
    const meant = known.find((each) => distance(each, name) <= 2)
    if (meant === undefined) return []
    const message = `There is no such variable. Did you mean ${meant}?`
    return [{ key: '', origin: { from: 'variable', name } as const, message }]
  })
}
