/** HSTS as a load balancer takes it: a header in the JSON of `rewrite-response`. */
import { asFields, parseJson } from '../../../k8s/shape.ts'

const header = 'Strict-Transport-Security'
const year = 'max-age=31536000; includeSubDomains'

const headersIn = (json: string) => asFields(asFields(parseJson(json)).headers)
const nameIn = (json: string) =>
  Object.keys(headersIn(json)).find((name) => name.toLowerCase() === header.toLowerCase())

export function hasHsts(json: string): boolean {
  return nameIn(json) !== undefined
}

/** Whether the header can be put into the text without losing any of it. */
export function isOpenToHsts(json: string): boolean {
  const value = json === '' ? {} : parseJson(json)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The JSON with or without the header; `undefined` where nothing is left of it. */
export function withHsts(json: string, on: boolean): string | undefined {
  const all = asFields(parseJson(json))
  const { [nameIn(json) ?? header]: _, ...others } = headersIn(json)
  const { headers: __, ...rest } = all
  if (on) return JSON.stringify({ ...rest, headers: { ...others, [header]: year } })
  const left = Object.keys(others).length === 0 ? rest : { ...rest, headers: others }
  return Object.keys(left).length === 0 ? undefined : JSON.stringify(left)
}
