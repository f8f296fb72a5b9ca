import { describe, expect, test } from 'vitest'
import { typesIn } from './typesin.ts'

const service = { apiVersion: 'v1', kind: 'Service' }

describe('the types that a text names', () => {
  test.each<[string, string, readonly object[]]>([
    ['a document', 'apiVersion: v1\nkind: Service\n', [service]],
    ['quotes and comments', '# one\nkind: "Service" # this\napiVersion: \'v1\'\n', [service]],
    ['Windows lines', 'apiVersion: v1\r\nkind: Service\r\n---\r\nkind: Service\r\n', [service]],
    [
      'several documents',
      '---\nkind: Service\napiVersion: v1\n---\napiVersion: apps/v1\nkind: Deployment\n',
      [service, { apiVersion: 'apps/v1', kind: 'Deployment' }],
    ],
    ['the same type twice', 'apiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: Service\n', [service]],
    ['a text with errors', 'apiVersion: v1\nkind: Service\nmetadata: {name: [\n', [service]],
    ['braces', '{"apiVersion": "v1", "kind": "Service", "items": [{"kind": "Other"}]}', [service]],
    ['a kind that is being typed', 'apiVersion: v1\nkind: \nmetadata:\n  kind: Service\n', []],
    ['keys further in', 'spec:\n  apiVersion: v1\n  kind: Service\n', []],
    [
      'dashes in a text',
      'apiVersion: v1\nkind: Service\ndata:\n  a: |\n    ---\n    kind: Other\n',
      [service],
    ],
    ['nothing', '', []],
  ])('%s', (_, text, types) => expect(typesIn(text)).toEqual(types))
})
