import { expect, test } from 'vitest'
import { StatusError } from '../../k8s/status.ts'
import { atLeastOne, parseDocuments } from '../../manifest/documents.ts'
import { refusalOf, standingFindings } from './refusals.ts'

const refusal = (reason: string) =>
  new StatusError({ kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message: 'no' })
const said = { metadata: { name: 'web', resourceVersion: '7' } }

test('a conflict with a version that the text itself names is found at it, until it is left out', () => {
  const found = refusalOf(refusal('Conflict'), 0, said)
  expect(found.findings).toMatchObject([{ path: ['metadata', 'resourceVersion'], severity: 'error' }])
  const findingsIn = (text: string) => standingFindings([found], atLeastOne(parseDocuments(text))).flat()
  expect(findingsIn('metadata: {name: web, resourceVersion: "7"}')).toHaveLength(1)
  expect(findingsIn('metadata: {name: web}')).toEqual([])
})

test('other refusals have nothing to do with it', () => {
  expect(refusalOf(refusal('Conflict'), 0, { metadata: { name: 'web' } }).findings).toEqual([])
  expect(refusalOf(refusal('Forbidden'), 0, said).findings).toEqual([])
})
