/** The product's logo: a small picture from a file, of a kind that its content proves. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export interface Logo {
  readonly content: Buffer
  readonly type: 'image/svg+xml' | 'image/png'
  /** Where it is served; another picture has another path. */
  readonly path: string
}

const largest = 256 * 1024
const pngBegin = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const comment = '(?:<!--[\\s\\S]*?-->\\s*)*'
const svgBegin = new RegExp(
  `^\\uFEFF?\\s*(?:<\\?xml[^>]*\\?>\\s*)?${comment}(?:<!DOCTYPE svg[^>[]*>\\s*)?${comment}<svg[\\s/>]`,
)

/** A sentence where the file cannot be shown as a logo. */
export function wrongLogo(file: string): string | null {
  const logo = readLogo(file)
  return typeof logo === 'string' ? logo : null
}

/** The logo, or a sentence on why there is none. */
export function readLogo(file: string): Logo | string {
  let content: Buffer
  try {
    content = readFileSync(file)
  } catch (error) {
    return `The file ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`
  }
  if (content.length > largest) {
    return `The file ${file} is larger than 256 KiB; it is fetched with every first page.`
  }
  const type = typeOf(content)
  if (type === null) return `The file ${file} is neither an SVG nor a PNG.`
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  return { content, type, path: `/product/logo-${hash}.${type === 'image/png' ? 'png' : 'svg'}` }
}

function typeOf(content: Buffer): Logo['type'] | null {
  if (content.subarray(0, pngBegin.length).equals(pngBegin)) return 'image/png'
  return svgBegin.test(content.toString('utf8')) ? 'image/svg+xml' : null
}
