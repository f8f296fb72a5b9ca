import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { parseDocuments } from '../../manifest/documents.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { rehearse } from './rehearsal.ts'
import { stepsOf } from './steps.ts'

/** A cluster that takes everything, as a dry run does. */
const willing: ClusterAccess = {
  read: async () => null,
  write: async ({ object }) => ({ body: object as KubeObject, warnings: [] }),
}
const configMap = (metadata: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: ${metadata}\n`

async function refusedIn(...documents: readonly string[]) {
  const whole = parseDocuments(documents.join('---\n'))
  const { refusals } = await rehearse(whole, stepsOf(whole, []), willing)
  return refusals.map(({ index, findings }) => [index, findings.map(({ path }) => path.join('.'))])
}

test('an object that the text makes twice is refused before the first is written', async () => {
  const web = configMap('{name: web, namespace: shop}')
  const elsewhere = configMap('{name: web, namespace: media}')
  expect(await refusedIn(web, elsewhere, web)).toEqual([[2, ['metadata.name']]])
})

test('names that the server makes are not the same', async () => {
  const generated = configMap('{generateName: web-, namespace: shop}')
  expect(await refusedIn(generated, generated)).toEqual([])
})
