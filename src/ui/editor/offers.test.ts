import type * as monaco from 'monaco-editor/editor'
import { expect, test } from 'vitest'
import { onlyFields } from './offers.ts'

type Item = monaco.languages.CompletionItem

const property = 9
const skeleton = 5
const range = { startLineNumber: 1, startColumn: 1, endLineNumber: 1, endColumn: 1 }
const item = (label: string, rest: Partial<Item> = {}): Item => ({
  label,
  kind: property,
  insertText: `${label}: `,
  range,
  ...rest,
})

async function offered(...suggestions: Item[]) {
  const provider = onlyFields({ provideCompletionItems: () => ({ suggestions }) })
  // What it is asked with goes through to the provider, which does not look at it here.
  const request = [] as unknown as Parameters<typeof provider.provideCompletionItems>
  return (await provider.provideCompletionItems(...request))?.suggestions.map(({ label }) => label)
}

test('each field is offered once, in the order it came', async () => {
  const again = item('type', { insertText: 'type: Exact' })
  expect(await offered(item('path'), item('type'), again, item('value'))).toEqual(['path', 'type', 'value'])
})

test('skeletons and comments that fetch a schema are not offered', async () => {
  const comment = item('Inline schema', { insertText: '# yaml-language-server: $schema=' })
  expect(await offered(item('object', { kind: skeleton }), comment, item('port'))).toEqual(['port'])
})

test('the type at the begin of the documentation stands beside the name', async () => {
  const documentation = { value: '`integer` = `80`\n\nThe port.' }
  expect(await offered(item('port', { documentation }), item('name', { documentation: 'A name.' }))).toEqual([
    { label: 'port', description: 'integer' },
    'name',
  ])
})
