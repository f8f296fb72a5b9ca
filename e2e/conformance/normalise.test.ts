import { describe, expect, it } from 'vitest'
import { differences } from './compare.ts'
import { Normaliser } from './normalise.ts'

const answer = (body: unknown) => ({ code: 200, headers: {}, body })
const uid = '00000000-0000-4000-8000-000000000001'
const map = (resourceVersion: string) => ({
  kind: 'ConfigMap',
  metadata: { name: 'a', uid, resourceVersion, creationTimestamp: new Date().toISOString() },
})

describe('normalising', () => {
  it('keeps whether a version is the same, and whose uid it is', () => {
    const normaliser = new Normaliser()
    const versions = ['7', '9', '7'].map((each) => normaliser.answer(answer(map(each)), '', undefined))
    expect(versions[0]).toEqual(versions[2])
    expect(differences(versions[0], versions[1]).map(({ at }) => at)).toEqual([
      'body.metadata.resourceVersion',
    ])
    const owned = normaliser.answer(answer({ message: `held by ${uid}` }), '', undefined)
    expect(owned.body).toEqual({ message: 'held by <uid of a>' })
  })

  it('takes an address for chance only where nobody asked for it', () => {
    const service = answer({ kind: 'Service', spec: { clusterIP: '10.96.7.7' } })
    const normaliser = new Normaliser()
    expect(normaliser.answer(service, '', undefined).body).toEqual({
      kind: 'Service',
      spec: { clusterIP: '<address>' },
    })
    expect(normaliser.answer(service, '{"clusterIP":"10.96.7.7"}', undefined).body).toEqual(service.body)
  })

  it('puts the causes of a refusal in order, each once', () => {
    const cause = (field: string) => ({ field, reason: 'FieldValueInvalid', message: 'x' })
    const refused = (...fields: readonly string[]) =>
      new Normaliser().answer(
        answer({
          kind: 'Status',
          reason: 'Invalid',
          message: `A "a" is invalid: [${fields.join(', ')}]`,
          details: { causes: fields.map(cause) },
        }),
        '',
        undefined,
      )
    expect(refused('b', 'a', 'b')).toEqual(refused('a', 'b'))
    expect(refused('a', 'b')).not.toEqual(refused('a', 'c'))
  })
})
