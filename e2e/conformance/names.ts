/** Names that no earlier run has used, so that the corpus may be sent to one cluster again and again. */

const run = Date.now().toString(36)

/** The same for both servers and all of one run. */
export function unique(name: string): string {
  return `${name}-${run}`
}
