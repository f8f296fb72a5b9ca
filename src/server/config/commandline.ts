/** Settings as flags of the command line. */
import { Command, CommanderError, Option } from 'commander'
import type { Read } from './environment.ts'
import { type Given, givenAs, type Problem } from './given.ts'
import { nearest } from './nearest.ts'
import { inFile, type NamedSetting } from './setting.ts'

export interface CommandLine extends Read {
  /** The configuration file that `--config` names. */
  readonly file: string | null
  /** Whether to tell what is in effect instead of starting. */
  readonly print: boolean
}

export interface Section {
  readonly title: string
  readonly settings: readonly NamedSetting[]
}

/** Ends the program where help or the version is asked for. */
export function readCommandLine(
  argv: readonly string[],
  { version, sections }: { readonly version: string; readonly sections: readonly Section[] },
): CommandLine {
  const layer = new Map<string, Given>()
  const problems: Problem[] = []
  const command = new Command('portolan')
    .description('The web console for Kubernetes platform networking')
    .version(version)
    .option('--config <file>', 'A YAML file with settings. (PORTOLAN_CONFIG)')
    .option('--print-config', 'Tells the settings in effect and where each comes from, and ends.')
    .allowUnknownOption()
    .allowExcessArguments()
    .configureHelp({ optionDescription: ({ description }) => description })
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
  for (const { title, settings } of sections) {
    for (const each of settings)
      for (const option of optionsOf(each, layer, problems)) {
        command.addOption(option.helpGroup(`${title}:`))
      }
  }
  try {
    command.parse(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) process.exit(0)
    problems.push({ key: '', origin: flag('command line'), message: sentence(error.message) })
  }
  const { config, printConfig } = command.opts<{ config?: string; printConfig?: boolean }>()
  return {
    layer,
    problems: [...problems, ...unknown(command)],
    file: config ?? null,
    print: printConfig === true,
  }
}

function optionsOf(
  { key, flag: name, variable, setting }: NamedSetting,
  layer: Map<string, Given>,
  problems: Problem[],
): readonly Option[] {
  const { type, isSecret } = setting
  const give = (to: string, flagName: string, value: unknown) =>
    layer.set(to, givenAs('flag', `--${flagName}`, value))
  if (isSecret) {
    const refused = new Option(`--${name} <secret>`).hideHelp().argParser(() => {
      problems.push({ key, origin: flag(`--${name}`), message: secretMessage(name, variable) })
    })
    const file = inFile.flag(name)
    const inAFile = new Option(`--${file} <file>`, `${setting.what} (${inFile.variable(variable)})`)
    return [refused, inAFile.argParser((text: string) => void give(inFile.key(key), file, text))]
  }
  const option = new Option(`--${name} ${type.placeholder}`, `${setting.what} (${notes(setting, variable)})`)
  option.argParser((text: string) => {
    const value = type.read(text)
    const before = layer.get(key)?.value
    const isMore = type.isList && Array.isArray(before) && Array.isArray(value)
    give(key, name, isMore ? [...before, ...value] : value)
  })
  return [type.isToggle ? option.preset('true') : option]
}

function notes({ initial, initially }: NamedSetting['setting'], variable: string): string {
  const isNothing = initial === null || (Array.isArray(initial) && initial.length === 0)
  const usual = initially ?? (isNothing ? null : String(initial))
  return usual === null ? variable : `${variable}, default: ${usual.replaceAll('`', '')}`
}

function secretMessage(name: string, variable: string): string {
  return (
    'A secret may not stand on the command line, where other users of the machine see it. ' +
    `Give it by --${inFile.flag(name)}, ${variable}, ${inFile.variable(variable)} or the configuration file.`
  )
}

function unknown(command: Command): readonly Problem[] {
  const known = command.options.flatMap(({ long }) => long ?? [])
  const flags = command.args.filter((arg) => arg.startsWith('-') && arg !== '--')
  const wrong = flags.length > 0 ? flags : command.args
  return wrong.map((arg) => {
    const [name = ''] = arg.split('=', 1)
    const meant = nearest(name, known)
    const hint = meant === null ? ' --help lists them all.' : ` Did you mean ${meant}?`
    return { key: '', origin: flag(name), message: `There is no such flag.${hint}` }
  })
}

const flag = (name: string) => ({ from: 'flag', name }) as const

/** "error: option '--port <number>' argument missing" */
function sentence(message: string): string {
  const text = message.replace(/^error: /, '')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`
}
