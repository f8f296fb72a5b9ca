/** Distinguished names as texts, in the certificate's order, escaped as in RFC 4514. */
import type { Name } from '@peculiar/asn1-x509'

const attributes: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
}

/** `C=CN, O=Example, CN=shop.example.com`. */
export function nameText(name: Name): string {
  return Array.from(name, (part) =>
    Array.from(part, ({ type, value }) => `${attributes[type] ?? type}=${escaped(value.toString())}`).join(
      ' + ',
    ),
  ).join(', ')
}

/** The last common name; empty where there is none. */
export function commonNameOf(name: Name): string {
  const all = Array.from(name).flatMap((part) => Array.from(part))
  return all.findLast(({ type }) => type === '2.5.4.3')?.value.toString() ?? ''
}

function escaped(text: string): string {
  return text
    .replace(/[,+"\\<>;]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/(?<!\\) $/, '\\ ')
}

/** Whether two texts of names are the same name; capitals and repeated spaces do not count (RFC 5280, 7.1). */
export function isSameName(one: string, other: string): boolean {
  return folded(one) === folded(other)
}

const folded = (name: string) => name.toLowerCase().replace(/\s+/g, ' ')
