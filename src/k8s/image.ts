/** References of container images: `registry:5000/path/name:tag@sha256:...`. */

/** The tag, `null` where there is none or it names no version (`latest`, a digest alone). */
export function imageVersion(image: string): string | null {
  const [named = ''] = image.split('@')
  const last = named.slice(named.lastIndexOf('/') + 1)
  const colon = last.indexOf(':')
  const tag = colon < 0 ? '' : last.slice(colon + 1)
  return /\d/.test(tag) ? tag : null
}
