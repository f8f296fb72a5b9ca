/** What a setting declares, and what it is called in the file, on the command line and in the environment. */
import type { ValueType } from './valuetype.ts'

export interface Setting<T = unknown> {
  readonly type: ValueType<NonNullable<T>>
  readonly initial: T
  /** The default in words, where a value cannot say it. */
  readonly initially?: string
  /** What it is for: one sentence. */
  readonly what: string
  /** Never shown, never logged, not taken from the command line; `…File` names a file that holds it. */
  readonly isSecret?: true
  /** Stands for the key where flag and variable are named: `signIn` makes `--sign-in`. */
  readonly calledAs?: string
  /** A variable's value that is not meant for us, and passed over. */
  readonly foreign?: RegExp
}

/** Settings as they are nested in the file. */
export interface Settings {
  readonly [key: string]: Setting | Settings
}

/** The values of settings, nested as they are. */
export type ValuesOf<T> =
  T extends Setting<infer V> ? V : T extends object ? { readonly [K in keyof T]: ValuesOf<T[K]> } : never

export interface NamedSetting {
  /** `signIn.oidc.issuer` */
  readonly key: string
  readonly path: readonly string[]
  readonly setting: Setting
  /** Without the dashes before it. */
  readonly flag: string
  readonly variable: string
}

/** For a setting that is not there unless somebody sets it. */
export function optional<T>(declared: Omit<Setting<T>, 'initial'>): Setting<T | null> {
  return { ...declared, initial: null } as Setting<T | null>
}

export function setting<T>(declared: Setting<T>): Setting<T> {
  return declared
}

export function isSetting(value: Setting | Settings): value is Setting {
  return typeof value.what === 'string'
}

/** All settings below, in the order of their declaration. */
export function namedSettings(settings: Settings, above: readonly string[] = []): readonly NamedSetting[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const path = [...above, name]
    return isSetting(value) ? [named(path, value)] : namedSettings(value, path)
  })
}

function named(path: readonly string[], setting: Setting): NamedSetting {
  const flag = flagOf(setting.calledAs ?? path.join('.'))
  return { key: path.join('.'), path, setting, flag, variable: variableOf(flag) }
}

/** `signIn.oidc.issuer` is `sign-in-oidc-issuer`. */
export function flagOf(key: string): string {
  return key
    .replaceAll('.', '-')
    .replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase()
}

/** `sign-in-oidc-issuer` is `PORTOLAN_SIGN_IN_OIDC_ISSUER`. */
export function variableOf(flag: string): string {
  return `PORTOLAN_${flag.replaceAll('-', '_').toUpperCase()}`
}

/** How the other way to give a secret is called: the name of a file that holds it. */
export const inFile = {
  key: (key: string) => `${key}File`,
  flag: (flag: string) => `${flag}-file`,
  variable: (variable: string) => `${variable}_FILE`,
}
