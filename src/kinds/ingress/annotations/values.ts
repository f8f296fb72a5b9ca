/** Whether the text of an annotation is a value of its type, and what was most likely meant. */
import { parseJson } from '../../../k8s/shape.ts'
import { parseAddress } from '../../../net/address.ts'
import { parseCidr } from '../../../net/cidr.ts'
import type { Software } from './software.ts'
import type { ListOf, ValueType } from './value-types.ts'

export interface Fault {
  /** Words are `annotations:fault.<id>`. */
  readonly id: string
  readonly values?: Readonly<Record<string, string | number>>
  /** What would be right and says the same. */
  readonly better?: string
}

const fault = (id: string, values?: Fault['values'], better?: string): Fault => ({
  id,
  ...(values !== undefined && { values }),
  ...(better !== undefined && { better }),
})

/** `null` where nothing is wrong, as far as can be told from the text alone. An empty value says nothing. */
export function faultOf(type: ValueType, value: string, software: Software | null): Fault | null {
  if (value === '') return null
  switch (type.is) {
    case 'text':
      return null
    case 'boolean':
      return booleanFault(value)
    case 'number':
      return numberFault(value, type.from, type.to)
    case 'seconds':
      return secondsFault(value, software)
    case 'duration':
      return /^\d+(ms|[smhd])$/.test(value) ? null : fault('duration')
    case 'size':
      return sizeFault(value)
    case 'enum':
      return enumFault(value, valuesOf(type, software))
    case 'list':
      return listFault(value, type.of)
    case 'object':
      return objectFault(value, type.bare)
    case 'json':
      return typeof parseJson(value) === 'object' ? null : fault('json')
    case 'url':
      return urlFault(value)
    case 'path':
      return value.startsWith('/') ? null : fault('path', undefined, `/${value}`)
    case 'regex':
      return isRegex(value) ? null : fault('regex')
  }
}

const spoken: Readonly<Record<string, string>> = { yes: 'true', on: 'true', no: 'false', off: 'false' }

function booleanFault(value: string): Fault | null {
  // What Go reads as true and false.
  if (/^(true|false|TRUE|FALSE|True|False|[tTfF01])$/.test(value)) return null
  const lower = value.trim().toLowerCase()
  return fault('boolean', undefined, spoken[lower] ?? (/^(true|false)$/.test(lower) ? lower : undefined))
}

function numberFault(value: string, from: number, to: number): Fault | null {
  if (!/^\d+$/.test(value)) return fault('number', undefined, value.trim().match(/^\d+$/)?.[0])
  const given = Number(value)
  if (given >= from && given <= to) return null
  return to === 2147483647 ? fault('numberFrom', { from }) : fault('numberRange', { from, to })
}

const inSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 }

function secondsFault(value: string, software: Software | null): Fault | null {
  if (/^\d+$/.test(value)) return null
  const [, digits = '', unit = ''] = /^(\d+)\s*(ms|s|m|h)$/.exec(value.trim()) ?? []
  if (software === 'alb') {
    if (value === `${digits}ms` || value === `${digits}s`) return null
    return fault('secondsAlb', undefined, meantSeconds(digits, unit))
  }
  return fault('seconds', undefined, meantSeconds(digits, unit))
}

function meantSeconds(digits: string, unit: string): string | undefined {
  const factor = inSeconds[unit]
  return factor === undefined ? undefined : String(Number(digits) * factor)
}

function sizeFault(value: string): Fault | null {
  if (/^\d+[kKmMgG]?$/.test(value)) return null
  const [, digits, unit = ''] = /^(\d+)\s*([kmg])(i?b?)?$/i.exec(value.trim()) ?? []
  return fault('size', undefined, digits === undefined ? undefined : `${digits}${unit.toLowerCase()}`)
}

/** The values of an enumeration for whatever reads it. */
export function valuesOf(
  { values, albValues = values }: Extract<ValueType, { is: 'enum' }>,
  software: Software | null,
): readonly string[] {
  return software === 'alb' ? albValues : values
}

function enumFault(value: string, values: readonly string[]): Fault | null {
  if (values.includes(value)) return null
  const better = values.find((each) => each.toLowerCase() === value.trim().toLowerCase())
  return fault('enum', { values: values.join(', ') }, better)
}

function objectFault(value: string, bare: boolean): Fault | null {
  const name = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(#[\w.-]+)?$/
  const parts = value.split('/')
  const isRight =
    parts.every((part) => name.test(part)) && (parts.length === 2 || (bare && parts.length === 1))
  return isRight ? null : fault(bare ? 'objectHere' : 'object')
}

function urlFault(value: string): Fault | null {
  // Variables of nginx may stand in it.
  if (/^(https?|\$scheme):\/\/[^\s/]/.test(value) && !/\s/.test(value)) return null
  if (value.startsWith('$') && !/\s/.test(value)) return null
  const isHost = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/\S*)?$/i.test(value)
  return fault('url', undefined, isHost ? `https://${value}` : undefined)
}

/** Whether it can be read as a regular expression. What only PCRE knows is taken to be right. */
export function isRegex(value: string): boolean {
  if (/\(\?(?![:=!]|<[=!])|[+*?}]\+|\\[AzZQEGKRhHX]|\[\[:|\\p/.test(value)) return true
  try {
    new RegExp(value)
    return true
  } catch {
    return false
  }
}

const isRight: Readonly<Record<ListOf, (item: string) => boolean>> = {
  text: (item) => item !== '',
  cidr: (item) => parseAddress(item) !== null || parseCidr(item) !== null,
  origin: (item) =>
    item === '*' || /^[a-z][a-z0-9+.-]*:\/\/((\*\.)?[a-z0-9.-]+|\*|\[[0-9a-f:]+\])(:\d+)?$/i.test(item),
  header: (item) => item === '*' || /^[\w!#$%&'*+.^`|~-]+$/.test(item),
  method: (item) => item === '*' || /^[A-Z]+$/.test(item),
  status: (item) => /^[45]\d\d$/.test(item),
}

const meant: Readonly<Partial<Record<ListOf, (item: string) => string>>> = {
  origin: (item) =>
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(item) ? `https://${item}` : item.replace(/\/+$/, ''),
  method: (item) => item.toUpperCase(),
}

function listFault(value: string, of: ListOf): Fault | null {
  const items = value.split(',').map((item) => item.trim())
  const wrong = items.find((item) => !isRight[of](item))
  if (wrong === undefined) return null
  const mended = items
    .filter((item) => item !== '')
    .map((item) => (isRight[of](item) ? item : (meant[of]?.(item) ?? item)))
  const better = mended.length > 0 && mended.every(isRight[of]) ? mended.join(',') : undefined
  return wrong === '' ? fault('listEmpty', undefined, better) : fault(`list-${of}`, { item: wrong }, better)
}
