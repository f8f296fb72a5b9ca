/** What values a setting takes: in the configuration file, and as text in a flag or a variable. */
import { resolve } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod/mini'

/**
 * The messages of `schema` continue "… is not": they say what would be right ("a whole number from 0 to 65535").
 * No value of it is `null`, which in the file means "as if it were not there".
 */
export interface ValueType<T> {
  readonly schema: z.ZodMiniType<T>
  /** Stands for the value in the help. */
  readonly placeholder: string
  /** What a flag or variable says, for `schema` to judge. */
  readonly read: (text: string) => unknown
  /** Makes file names absolute: in the configuration file a relative one means a file beside it. */
  locate?(value: T, folder: string): T
  /** The flag alone means `true`. */
  readonly isToggle?: true
  /** The flag can be repeated. */
  readonly isList?: true
  /** All values there are, where they are few. */
  readonly choices?: readonly string[]
  /** The names of a structure's fields. */
  readonly fields?: readonly string[]
}

const asIs = (written: string): unknown => written

export function text(expected: string, pattern = /\S/, placeholder = '<text>'): ValueType<string> {
  const schema = z.string({ error: expected }).check(z.regex(pattern, { error: expected }))
  return { schema, placeholder, read: asIs }
}

export function file(): ValueType<string> {
  return {
    ...text('the name of a file', /\S/, '<file>'),
    locate: (name, folder) => resolve(folder, name),
  }
}

export function integer(from: number, to: number): ValueType<number> {
  const error = `a whole number from ${from} to ${to}`
  return {
    schema: z.int({ error }).check(z.gte(from, { error }), z.lte(to, { error })),
    placeholder: '<number>',
    read: (written) => (/^-?\d+$/.test(written) ? Number(written) : written),
  }
}

const toggles: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  1: true,
  false: false,
  no: false,
  off: false,
  0: false,
}

export function toggle(): ValueType<boolean> {
  return {
    schema: z.boolean({ error: '`true` or `false`' }),
    placeholder: '[true|false]',
    read: (written) => toggles[written.toLowerCase()] ?? written,
    isToggle: true,
  }
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

export function duration(): ValueType<string> {
  return text('a time such as 45m, 8h or 1d', /^[1-9]\d*[smhd]$/, '<time>')
}

/** Of a text that `duration` takes. */
export function millisecondsOf(time: string): number {
  return Number(time.slice(0, -1)) * (units[time.slice(-1)] ?? 0)
}

export function choice<const T extends string>(...choices: readonly T[]): ValueType<T> {
  return {
    schema: z.enum(choices, { error: `one of ${choices.join(', ')}` }),
    placeholder: '<choice>',
    read: asIs,
    choices,
  }
}

/** As text, commas or spaces stand between the values; a flag can be repeated as well. */
export function listOf<T>(item: ValueType<T>, expected: string): ValueType<readonly T[]> {
  return {
    schema: z.array(item.schema, { error: expected }),
    placeholder: item.placeholder,
    read: (written) =>
      written
        .split(/[\s,]+/)
        .filter((each) => each !== '')
        .map(item.read),
    isList: true,
    ...(item.choices !== undefined && { choices: item.choices }),
  }
}

/** Of several fields; as text it is written as YAML or JSON. */
export function structure<T>(
  schema: z.ZodMiniType<T>,
  more: Pick<ValueType<T>, 'fields' | 'locate'>,
): ValueType<T> {
  return {
    ...more,
    schema,
    placeholder: '<yaml>',
    read: (written) => {
      try {
        return parse(written, { logLevel: 'error' })
      } catch {
        return written
      }
    },
  }
}
