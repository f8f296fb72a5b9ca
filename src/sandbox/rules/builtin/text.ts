/** What is wrong with a text, in the API server's words. An empty list says nothing is. */
import { isDns1035Label, isDns1123Subdomain, isLabelValue } from '../../../k8s/names.ts'

const labelFormat = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const subdomainFormat = `${labelFormat}(\\.${labelFormat})*`
const keyFormat = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'

const subdomainRule = withRegex(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  subdomainFormat,
  'example.com',
)

export type TextCheck = (text: string) => readonly string[]

export function withRegex(rule: string, format: string, ...examples: readonly string[]): string {
  const shown = examples.map((example) => `'${example}', `).join(' or ')
  return examples.length === 0
    ? `${rule} (regex used for validation is '${format}')`
    : `${rule} (e.g. ${shown}regex used for validation is '${format}')`
}

export const dns1123Label: TextCheck = (text) => [
  ...tooLongFor(text, 63),
  ...(matchesLabel(text)
    ? []
    : matchesSubdomain(text)
      ? ['must not contain dots']
      : [
          withRegex(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
            labelFormat,
            'my-name',
            '123-abc',
          ),
        ]),
]

function matchesLabel(text: string): boolean {
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text)
}

function matchesSubdomain(text: string): boolean {
  return text.split('.').every(matchesLabel)
}

export const dns1123Subdomain: TextCheck = (text) => [
  ...tooLongFor(text, 253),
  ...(isDns1123Subdomain(text) || (text.length > 253 && matchesSubdomain(text)) ? [] : [subdomainRule]),
]

export const dns1035Label: TextCheck = (text) => [
  ...tooLongFor(text, 63),
  ...(isDns1035Label(text) || (text.length > 63 && /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(text))
    ? []
    : [
        withRegex(
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
          '[a-z]([-a-z0-9]*[a-z0-9])?',
          'my-name',
          'abc-123',
        ),
      ]),
]

export const wildcardSubdomain: TextCheck = (text) => [
  ...tooLongFor(text, 253),
  ...(text.startsWith('*.') && matchesSubdomain(text.slice(2))
    ? []
    : [
        withRegex(
          "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
          `\\*\\.${subdomainFormat}`,
          '*.example.com',
        ),
      ]),
]

const keyRule =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"

/** A label key, annotation key, finalizer or another qualified name. */
export const labelKey: TextCheck = (text) => {
  const parts = text.split('/')
  if (parts.length > 2) {
    return [
      `a valid label key ${withRegex(keyRule, keyFormat, 'MyName', 'my.name', '123-abc')} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ]
  }
  const name = parts.at(-1) ?? ''
  const prefix = parts.length === 2 ? (parts[0] ?? '') : null
  const errors: string[] = []
  if (prefix === '') errors.push('prefix part must be non-empty')
  else if (prefix !== null) errors.push(...dns1123Subdomain(prefix).map((each) => `prefix part ${each}`))
  if (name === '') errors.push('name part must be non-empty')
  else if (name.length > 63) errors.push('name part must be no more than 63 bytes')
  if (!new RegExp(`^${keyFormat}$`).test(name)) {
    errors.push(`name part ${withRegex(keyRule, keyFormat, 'MyName', 'my.name', '123-abc')}`)
  }
  return errors
}

export const labelValue: TextCheck = (text) => [
  ...(text.length > 63 ? ['must be no more than 63 bytes'] : []),
  ...(isLabelValue(text) || (text.length > 63 && new RegExp(`^${keyFormat}$`).test(text))
    ? []
    : [
        withRegex(
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
          `(${keyFormat})?`,
          'MyValue',
          'my_value',
          '12345',
        ),
      ]),
]

export const portName: TextCheck = (text) => [
  ...tooLongFor(text, 15),
  ...(/^[-a-z0-9]+$/.test(text)
    ? []
    : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
  ...(/[a-z]/.test(text) ? [] : ['must contain at least one letter (a-z)']),
  ...(text.includes('--') ? ['must not contain consecutive hyphens'] : []),
  ...(/^-|-$/.test(text) ? ['must not begin or end with a hyphen'] : []),
]

export function portNumber(port: number): readonly string[] {
  return port >= 1 && port <= 65535 ? [] : ['must be between 1 and 65535, inclusive']
}

/** A name that may stand as one step of a path; what roles and their kin ask for. */
export const pathSegment: TextCheck = (text) =>
  text === '.' || text === '..'
    ? [`may not be '${text}'`]
    : ['/', '%'].filter((part) => text.includes(part)).map((part) => `may not contain '${part}'`)

/** A key of a ConfigMap or Secret. */
export const configKey: TextCheck = (text) => [
  ...tooLongFor(text, 253),
  ...(/^[-._a-zA-Z0-9]+$/.test(text)
    ? []
    : [
        withRegex(
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
          '[-._a-zA-Z0-9]+',
          'key.name',
          'KEY_NAME',
          'key-name',
        ),
      ]),
  ...(text === '.' || text === '..'
    ? [`must not be '${text}'`]
    : text.startsWith('..')
      ? ["must not start with '..'"]
      : []),
]

function tooLongFor(text: string, length: number): readonly string[] {
  return text.length > length ? [`must be no more than ${length} characters`] : []
}
