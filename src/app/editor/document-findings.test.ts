import { expect, test } from 'vitest'
import { testWorld } from '../../kinds/testing/world.ts'
import { atLeastOne, parseDocuments } from '../../manifest/documents.ts'
import { documentFindings } from './document-findings.ts'
import { type Standing, standingsOf } from './steps.ts'

const metadata = { name: 'web', namespace: 'shop', uid: 'u', resourceVersion: '1' }
const page: Standing = { origin: { apiVersion: 'v1', kind: 'ConfigMap', metadata }, isOfPage: true }

function idsOf(text: string, standing: Standing) {
  const whole = atLeastOne(parseDocuments(text))
  const findings = documentFindings(whole, standingsOf(whole, [standing]), undefined, testWorld())
  return findings.map((each) => each.map(({ id }) => id))
}
const configMap = (name: string, namespace: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: ${namespace}}\n`

test('the object of a page keeps its name and its namespace', () => {
  expect(idsOf(configMap('web', 'shop'), page)).toEqual([[]])
  expect(idsOf(configMap('wbe', 'shop'), page)).toEqual([['object/keeps-name']])
  expect(idsOf(configMap('web', 'media'), page)).toEqual([['object/keeps-namespace']])
})

test('any other document stands for another object under another name', () => {
  expect(idsOf(configMap('wbe', 'shop'), { origin: page.origin })).toEqual([[]])
  expect(idsOf(`${configMap('web', 'shop')}---\n${configMap('other', 'media')}`, page)).toEqual([[], []])
})
