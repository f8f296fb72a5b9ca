/** What the values of annotations are made of. All of them are strings in the YAML. */
export type ValueType =
  | { readonly is: 'text' | 'boolean' | 'seconds' | 'duration' | 'size' | 'json' | 'url' | 'path' | 'regex' }
  | { readonly is: 'number'; readonly from: number; readonly to: number }
  /** A load balancer may know fewer of them. */
  | { readonly is: 'enum'; readonly values: readonly string[]; readonly albValues?: readonly string[] }
  /** Items between commas: of any text, addresses and blocks, origins, header names, methods, HTTP statuses. */
  | { readonly is: 'list'; readonly of: ListOf }
  /** Another object, as `namespace/name`; for some its name alone will do. */
  | { readonly is: 'object'; readonly bare: boolean }

export type ListOf = 'text' | 'cidr' | 'origin' | 'header' | 'method' | 'status'

export const text: ValueType = { is: 'text' }
export const boolean: ValueType = { is: 'boolean' }
/** Whole seconds; a load balancer also takes the endings `ms` and `s`. */
export const seconds: ValueType = { is: 'seconds' }
export const duration: ValueType = { is: 'duration' }
export const size: ValueType = { is: 'size' }
export const json: ValueType = { is: 'json' }
export const url: ValueType = { is: 'url' }
export const path: ValueType = { is: 'path' }
export const regex: ValueType = { is: 'regex' }
export const object: ValueType = { is: 'object', bare: false }
export const objectHere: ValueType = { is: 'object', bare: true }

export const oneOf = (...values: string[]): ValueType => ({ is: 'enum', values })
export const listOf = (of: ListOf): ValueType => ({ is: 'list', of })
export const number = (from = 0, to = 2147483647): ValueType => ({ is: 'number', from, to })
