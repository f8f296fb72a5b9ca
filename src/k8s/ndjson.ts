/** Newline-delimited JSON, the framing of watch streams. */

/**
 * The lines of a UTF-8 stream without their line ends; empty lines are left out. Chunks may end anywhere,
 * inside a character too. A last line without a line end is given only if the stream ends by itself.
 */
export async function* readLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder()
  let begun: string[] = []
  for await (const chunk of body) {
    const [head = '', ...tail] = decoder.decode(chunk, { stream: true }).split('\n')
    begun.push(head)
    for (const next of tail) {
      const line = begun.join('').trim()
      begun = [next]
      if (line !== '') yield line
    }
  }
  const line = (begun.join('') + decoder.decode()).trim()
  if (line !== '') yield line
}

/** The whole stream as text. */
export async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  const parts: string[] = []
  for await (const chunk of body) parts.push(decoder.decode(chunk, { stream: true }))
  return parts.join('') + decoder.decode()
}
