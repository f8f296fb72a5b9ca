/** The string formats that the API server checks in custom resources; other names mean nothing to it. */
import { isDns1123Label, isDns1123Subdomain } from '../../../k8s/names.ts'
import { isIPv4, isIPv6 } from '../../../net/address.ts'

const uuid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i
const hostnameLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/i
const goDuration =
  /^[-+]?(\d+(\.\d*)?|\.\d+)\s*(ns|us|µs|μs|ms|s|m|h|d|w)((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))*$/
const dateTime = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d([.,]\d+)?([Zz]|[-+]\d\d:?\d\d)?$/

const checks: Readonly<Record<string, (text: string) => boolean>> = {
  datetime: (text) => dateTime.test(text) && isCalendarDay(text.slice(0, 10)),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && isCalendarDay(text),
  duration: (text) => text === '0' || goDuration.test(text),
  ipv4: isIPv4,
  ipv6: isIPv6,
  cidr: isCidr,
  mac: (text) => /^([0-9a-f]{2}[:-]){5}([0-9a-f]{2}[:-]){0,2}[0-9a-f]{2}$/i.test(text),
  uuid: (text) => uuid.test(text),
  uri: isRequestUri,
  hostname: (text) => text.length <= 255 && text.split('.').every((label) => hostnameLabel.test(label)),
  email: (text) => /^[^\s@<>]+@[^\s@<>]+$/.test(text),
  byte: (text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text),
  hexcolor: (text) => /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.test(text),
  k8sshortname: isDns1123Label,
  k8slongname: isDns1123Subdomain,
}

/** Whether a text is of a format; `true` for formats nobody checks. */
export function hasFormat(text: string, format: string): boolean {
  return checks[format.replaceAll('-', '')]?.(text) ?? true
}

/** Whether the server checks this format at all. */
export function isCheckedFormat(format: string): boolean {
  return Object.hasOwn(checks, format.replaceAll('-', ''))
}

function isCalendarDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function isRequestUri(text: string): boolean {
  return text.startsWith('/') || URL.canParse(text)
}

export function isCidr(text: string): boolean {
  const slash = text.lastIndexOf('/')
  if (slash < 0) return false
  const address = text.slice(0, slash)
  const length = text.slice(slash + 1)
  if (!/^(0|[1-9]\d{0,2})$/.test(length)) return false
  if (isIPv4(address)) return Number(length) <= 32
  return isIPv6(address) && Number(length) <= 128
}
