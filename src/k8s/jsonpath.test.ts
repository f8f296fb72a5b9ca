import { describe, expect, test } from 'vitest'
import { parseJsonPath } from './jsonpath.ts'
import { printed, printerColumns } from './printercolumns.ts'

const object = {
  metadata: { name: 'a', annotations: { 'example.com/owner': 'ada' }, creationTimestamp: 'now' },
  spec: { ports: [80, 443], on: false, none: null, selector: { app: 'web' }, hosts: ['a', 'b'] },
  status: {
    addresses: [{ value: '10.0.0.1' }, { value: '10.0.0.2' }, {}],
    conditions: [
      { type: 'Accepted', status: 'False' },
      { type: 'Ready', status: 'True', reason: 'Fine' },
    ],
  },
}

describe('a path finds', () => {
  test.each([
    ['.metadata.name', ['a']],
    ['{.metadata.name}', ['a']],
    ['.spec.on', [false]],
    ['.spec.none', []],
    ['.spec.nothing.below', []],
    ['.metadata.name.below', []],
    ['.spec.ports[0]', [80]],
    ['.spec.ports[-1]', [443]],
    ['.spec.ports[7]', []],
    ['.spec.ports[*]', [80, 443]],
    ['.status.addresses[*].value', ['10.0.0.1', '10.0.0.2']],
    ['.status.conditions[?(@.type=="Ready")].status', ['True']],
    [".status.conditions[?(@.type=='Ready')].reason", ['Fine']],
    ['.status.conditions[?(@.type != "Ready")].status', ['False']],
    ['.status.conditions[?(@.type=="Gone")].status', []],
    ['.metadata.annotations.example\\.com/owner', ['ada']],
    [".metadata.annotations['example.com/owner']", ['ada']],
  ])('%s', (path, expected) => expect(parseJsonPath(path)?.(object)).toEqual(expected))

  test.each(['.status.addresses[1:2]', '..name', '.spec.ports[(@.length-1)]', '.a[?(@.b)]', '.a['])(
    'nothing that is understood: %s',
    (path) => expect(parseJsonPath(path)).toBeNull(),
  )
})

test('the columns of a definition are those of the version, without the age and the wide ones', () => {
  const column = (name: string, jsonPath: string, more: object = {}) => ({
    name,
    type: 'string',
    jsonPath,
    ...more,
  })
  const additionalPrinterColumns = [
    column('Hosts', '.spec.hosts'),
    column('Selector', '.spec.selector'),
    column('Age', '.metadata.creationTimestamp', { type: 'date' }),
    column('Wide', '.spec.on', { priority: 1 }),
    column('Odd', '..'),
    column('On', '.spec.on', { type: 'boolean', priority: 0 }),
  ]
  const definition = {
    spec: { versions: [{ name: 'v1beta1' }, { name: 'v1', additionalPrinterColumns }] },
  }
  const columns = printerColumns(definition, 'v1')
  expect(columns.map(({ name, read }) => [name, printed(read(object))])).toEqual([
    ['Hosts', 'a, b'],
    ['Selector', '{"app":"web"}'],
    ['On', 'false'],
  ])
  expect(printerColumns(definition, 'v1beta1')).toEqual([])
  for (const odd of [null, {}, { spec: { versions: [3] } }]) expect(printerColumns(odd, 'v1')).toEqual([])
})
