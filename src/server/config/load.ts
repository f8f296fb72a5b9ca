/** The configuration that the program starts with, from its flags, its environment and its file. */
import { readFileSync } from 'node:fs'
import { readCommandLine } from './commandline.ts'
import { type Environment, fileVariable, readEnvironment } from './environment.ts'
import { readConfigFile } from './file.ts'
import { ConfigurationError, type Layer, type Origin, type Problem } from './given.ts'
import { printConfig } from './print.ts'
import { type Effective, type ReadFile, resolveSettings } from './resolve.ts'
import { rules } from './rules.ts'
import { namedSettings } from './setting.ts'
import { type Config, sections, settings } from './settings/index.ts'

export interface Loaded {
  readonly config: Config
  /** What to tell instead of starting, where that was asked for. */
  readonly printed: string | null
}

export interface Surroundings {
  /** Without the program itself. */
  readonly argv: readonly string[]
  readonly env: Environment
  readonly version: string
  readonly readFile?: ReadFile
}

const all = namedSettings(settings)

/** Throws `ConfigurationError` with all that is wrong. */
export function loadConfig({ argv, env, version, readFile = readText }: Surroundings): Loaded {
  const flags = readCommandLine(argv, {
    version,
    sections: sections.map((each) => ({ title: each.title, settings: namedSettings(each.settings) })),
  })
  const variables = readEnvironment(env, all)
  const file = readNamedFile(flags.file, env, readFile)
  const layers = [flags.layer, variables.layer, file.layer]
  const { effective, problems } = resolveSettings(all, layers, readFile)
  const found = [...flags.problems, ...variables.problems, ...file.problems, ...problems]
  const config = nested(effective)
  const whole = [...found, ...violations(config, effective, layers, found)]
  if (whole.length > 0) throw new ConfigurationError(whole)
  return { config, printed: flags.print ? printConfig(effective) : null }
}

function readText(file: string): string {
  return readFileSync(file, 'utf8')
}

function readNamedFile(flag: string | null, env: Environment, readFile: ReadFile) {
  const variable = env[fileVariable] ?? ''
  const name = flag ?? variable
  if (name === '') return { layer: new Map(), problems: [] }
  try {
    return readConfigFile(name, readFile(name), settings)
  } catch (error) {
    const origin: Origin =
      flag === null ? { from: 'variable', name: fileVariable } : { from: 'flag', name: '--config' }
    const message = reasonOf(name, (error as NodeJS.ErrnoException).code)
    return { layer: new Map(), problems: [{ key: '', origin, message }] }
  }
}

function reasonOf(name: string, code: string | undefined): string {
  return code === 'ENOENT'
    ? `There is no file ${name}.`
    : `The file ${name} cannot be read (${code ?? 'unknown'}).`
}

function violations(
  config: Config,
  effective: readonly Effective[],
  layers: readonly Layer[],
  found: readonly Problem[],
): readonly Problem[] {
  const isRight = (key: string) => !found.some((each) => each.key.startsWith(key))
  return rules.flatMap(({ keys, violation }) => {
    const wrong = keys.every(isRight) ? violation(config) : null
    if (wrong === null) return []
    const { key = keys[0] } = wrong
    const given = layers.map((layer) => layer.get(key)).find((each) => each !== undefined)
    const origin = given?.at(wrong.path ?? []) ??
      effective.find(({ named }) => named.key === key)?.origin ?? { from: 'default' as const }
    return [{ key, origin, message: wrong.message }]
  })
}

function nested(effective: readonly Effective[]): Config {
  const config: Record<string, unknown> = {}
  for (const { named, value } of effective) {
    let place = config
    for (const name of named.path.slice(0, -1)) {
      place[name] ??= {}
      place = place[name] as Record<string, unknown>
    }
    place[named.path.at(-1) ?? ''] = value
  }
  // Its shape is that of the declaration, and every value was judged by its own type.
  return config as unknown as Config
}
