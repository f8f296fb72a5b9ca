import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { parseDocuments } from '../../manifest/documents.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { lackingRight, rehearse } from './rehearsal.ts'
import { stepsOf } from './steps.ts'

/** A cluster that takes everything, as a dry run does. */
const willing: ClusterAccess = {
  read: async () => null,
  lacks: async () => '',
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

test('what the user may not write is not sent, and the other documents are still judged', async () => {
  const [shop, media] = [
    configMap('{name: web, namespace: shop}'),
    configMap('{name: web, namespace: media}'),
  ]
  const sent: unknown[] = []
  const partly: ClusterAccess = {
    ...willing,
    lacks: async ({ index }) => (index === 0 ? 'Needs `create`' : ''),
    write: async (step, options) => {
      sent.push(step.index)
      return willing.write(step, options)
    },
  }
  const whole = parseDocuments([shop, media].join('---\n'))
  const { refusals } = await rehearse(whole, stepsOf(whole, []), partly)
  expect(sent).toEqual([1])
  expect(refusals.map(({ index, error }) => [index, error.reason, error.message])).toEqual([
    [0, lackingRight, 'Needs `create`'],
  ])
})

test('a document that gives rights is judged by the server, and so is what comes behind it', async () => {
  const binding =
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: own, namespace: shop}\n'
  const whole = parseDocuments([binding, configMap('{name: web, namespace: shop}')].join('---\n'))
  const lacks = async ({ index }: { index: number }) => (index === 1 ? 'Needs `create`' : '')
  const { refusals } = await rehearse(whole, stepsOf(whole, []), { ...willing, lacks })
  expect(refusals).toEqual([])
})
