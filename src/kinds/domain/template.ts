/** A Domain of one name; which, and who may use it, is still to be said. */
export function template(): object {
  return {
    apiVersion: 'crd.alauda.io/v2',
    kind: 'Domain',
    metadata: { name: newName() },
    spec: { name: '', kind: 'full' },
  }
}

/** As the platform names domains: unique, in the order in which they were made, and of no meaning. */
export function newName(now = Date.now()): string {
  // `randomUUID` is there only where the page came over HTTPS.
  const hex = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return `${String(now).padStart(24, '0')}${groups.join('-')}`
}
