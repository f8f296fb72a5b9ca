/** The naming rules of the API (RFC 1123, RFC 1035 and label syntax). */

const dns1123Label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const dns1035Label = /^[a-z]([-a-z0-9]*[a-z0-9])?$/
const qualifiedName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/

/** Lower-case letters, digits and `-`, at most 63 characters. */
export function isDns1123Label(text: string): boolean {
  return text.length <= 63 && dns1123Label.test(text)
}

/** As `isDns1123Label`, and begins with a letter; names of Services before Kubernetes 1.35 need it. */
export function isDns1035Label(text: string): boolean {
  return text.length <= 63 && dns1035Label.test(text)
}

/** Labels joined by dots, at most 253 characters. */
export function isDns1123Subdomain(text: string): boolean {
  return text.length <= 253 && text.split('.').every((label) => dns1123Label.test(label))
}

/** A port name (RFC 6335): at most 15 characters of `a-z0-9-`, a letter among them, no `--`. */
export function isPortName(text: string): boolean {
  return text.length <= 15 && dns1123Label.test(text) && /[a-z]/.test(text) && !text.includes('--')
}

/** A label or annotation key: an optional DNS prefix and `/`, then at most 63 characters. */
export function isQualifiedKey(text: string): boolean {
  const [name, prefix, extra] = text.split('/').reverse()
  if (name === undefined || extra !== undefined) return false
  if (prefix !== undefined && !isDns1123Subdomain(prefix)) return false
  return name.length <= 63 && qualifiedName.test(name)
}

/** A label value: empty, or at most 63 characters of `A-Za-z0-9._-` that begin and end alphanumeric. */
export function isLabelValue(text: string): boolean {
  return text === '' || (text.length <= 63 && qualifiedName.test(text))
}
