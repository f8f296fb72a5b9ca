/** Which types the documents of a text name, read as little as needed. */

import type { TypeName } from '../k8s/openapi.ts'
import { splitDocuments } from './documents.ts'

/**
 * The types that the documents of a text name, each once, in their order; documents that do not say both
 * apiVersion and kind are left out. Works by lines, so that it is quick and a text with errors has types too.
 */
export function typesIn(text: string): readonly TypeName[] {
  const types = splitDocuments(text).flatMap((document) => {
    const apiVersion = valueIn('apiVersion', document)
    const kind = valueIn('kind', document)
    return apiVersion === undefined || kind === undefined ? [] : [{ apiVersion, kind }]
  })
  return [...new Map(types.map((type) => [`${type.apiVersion} ${type.kind}`, type])).values()]
}

/** The value of a key of the document itself: at the begin of a line or, in braces, at its first place. */
function valueIn(key: string, document: string): string | undefined {
  const quoted = `(?:${key}|"${key}"|'${key}')`
  const value = `["']?([A-Za-z0-9][\\w./-]*)`
  const inBraces = /^\s*(?:#[^\n]*\n\s*)*\{/.test(document)
  const pattern = inBraces ? `[{,]\\s*${quoted}\\s*:\\s*${value}` : `^${quoted}[ \\t]*:[ \\t]+${value}`
  return new RegExp(pattern, 'm').exec(document)?.[1]
}
