/** Whether a text holds a Secret: such a text is never kept in the browser, not even in part. */
import { asFields, asString } from '../../k8s/shape.ts'
import type { Documents } from '../../manifest/documents.ts'

const secretKind = /^Secret(?:List)?$/i
/** Where a text cannot be read, the words on one line or on two are enough. */
const namesSecret = /\bkind\b["']?\s*:[^\n]*(?:\n[^\n]*)?\bSecret(?:List)?\b|\bstringData\b/i
/** A kind that is not typed to its end. */
const halfTyped = /^[ \t-]*["']?kind["']?[ \t]*:[ \t]*["']?(?:s|se|sec|secr|secre)?["']?[ \t]*\r?$/im
const commentedSecret = /#.*\bkind\b["']?\s*:.*\bSecret(?:List)?\b/i

/**
 * Whether a Secret stands in a text: as a document, in a list, in a comment, or within another text such as
 * a value of a ConfigMap. A mere reference, as a Gateway has to its certificates, is none. In doubt it is one:
 * an object whose kind is still to be typed but that has data already may become a Secret.
 */
export function holdsSecret({ text, documents }: Documents): boolean {
  if (commentedSecret.test(text)) return true
  return documents.some(({ manifest }) =>
    manifest.problems.length > 0 ? maySpeakOfSecret(manifest.text) : isSecretIn(manifest.value, true),
  )
}

function maySpeakOfSecret(unreadable: string): boolean {
  if (namesSecret.test(unreadable)) return true
  return /\bdata\b/.test(unreadable) && (halfTyped.test(unreadable) || !/\bkind\b/.test(unreadable))
}

/** The same of a value. `isWhole`: an object of its own, where the other maps may be references to one. */
export function isSecretIn(value: unknown, isWhole: boolean): boolean {
  if (typeof value === 'string') return namesSecret.test(value)
  if (Array.isArray(value)) return value.some((item) => isSecretIn(item, isWhole))
  if (typeof value !== 'object' || value === null) return false
  const fields = asFields(value)
  const kind = asString(fields.kind).trim()
  const hasContent = 'data' in fields || 'stringData' in fields
  if (secretKind.test(kind) && (isWhole || hasContent || 'metadata' in fields)) return true
  if ('stringData' in fields || (isWhole && hasContent && maySoonBeSecret(kind))) return true
  return Object.entries(fields).some(([key, child]) => isSecretIn(child, isWhole && key === 'items'))
}

/** Still to be typed, half typed, or with a slip at its end. */
function maySoonBeSecret(kind: string): boolean {
  const [typed, word] = [kind.toLowerCase(), 'secret']
  return word.startsWith(typed) || typed.startsWith(word)
}
