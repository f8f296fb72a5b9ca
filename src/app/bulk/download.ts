/** Hands a file to the browser. */

export function download(name: string, type: string, parts: readonly string[]): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads it after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** `services-my-cluster-2026-05-10.yaml` */
export function fileName(plural: string, cluster: string, extension: string): string {
  const safe = (text: string) => text.replace(/[^\w.-]+/g, '-')
  return `${safe(plural)}-${safe(cluster)}-${new Date().toISOString().slice(0, 10)}.${extension}`
}
