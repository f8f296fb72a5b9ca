/** What completion offers: the fields and values of the schema, each once and with its type. */
import type * as monaco from 'monaco-editor/editor'

type Provider = monaco.languages.CompletionItemProvider
type Item = monaco.languages.CompletionItem

/** The kind of the service's own additions: a skeleton of all required fields, under the name of a type. */
const skeletonKind = 5 satisfies monaco.languages.CompletionItemKind.Class
/** A comment that would have a schema fetched from elsewhere. */
const schemaComment = '# yaml-language-server'

export function onlyFields(provider: Provider): Provider {
  return {
    ...provider,
    async provideCompletionItems(...request) {
      const list = await provider.provideCompletionItems(...request)
      if (!list) return list
      const offered = list.suggestions.filter(
        ({ kind, insertText }) => kind !== skeletonKind && !insertText.startsWith(schemaComment),
      )
      const byName = new Map(offered.reverse().map((item) => [nameOf(item), withType(item)]))
      return { ...list, suggestions: [...byName.values()].reverse() }
    },
  }
}

function nameOf({ label }: Item): string {
  return typeof label === 'string' ? label : label.label
}

/** The type stands at the begin of a field's documentation; it is shown beside the name, too. */
function withType(item: Item): Item {
  const { documentation } = item
  const text = typeof documentation === 'string' ? documentation : (documentation?.value ?? '')
  const type = /^`([^`]+)`/.exec(text)?.[1]
  return type === undefined ? item : { ...item, label: { label: nameOf(item), description: type } }
}
