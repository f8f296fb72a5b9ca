import { describe, expect, test } from 'vitest'
import { newText, textOfAll } from '../../app/editor/beginning.ts'
import { parseDocuments } from '../../manifest/documents.ts'
import { ipAddressPool } from './kind.ts'
import { announced, ofType, renamed } from './together.ts'

const begun = () => parseDocuments(newText(ipAddressPool, 'metallb-system'))
const values = (whole: ReturnType<typeof begun>) => whole.documents.map(({ manifest }) => manifest.value)

test('a new pool begins with what announces it, where MetalLB lives', () => {
  expect(values(begun())).toMatchObject([
    { kind: 'IPAddressPool', metadata: { name: '', namespace: 'metallb-system' } },
    { kind: 'L2Advertisement', metadata: { name: '', namespace: 'metallb-system' } },
  ])
})

test('both are called as one types, letter by letter', () => {
  const whole = ['e', 'ed', 'edge'].reduce(renamed, begun())
  expect(values(whole)).toMatchObject([
    { metadata: { name: 'edge' } },
    { metadata: { name: 'edge' }, spec: { ipAddressPools: ['edge'] } },
  ])
  expect(values(renamed(whole, ''))).toEqual(values(begun()))
})

test('an advertisement of another name, or for other pools, keeps its name', () => {
  const other = `${begun().text}---\napiVersion: metallb.io/v1beta1\nkind: L2Advertisement\nmetadata:\n  name: x\n`
  expect(values(renamed(parseDocuments(other), 'edge'))[2]).toMatchObject({ metadata: { name: 'x' } })
})

describe('the type', () => {
  test('is the kind of the advertisement, which keeps what both know', () => {
    const l2 = begun().documents[1]?.manifest
    if (l2 === undefined) throw new Error('There is no advertisement.')
    const bgp = ofType(l2, 'BGP')
    expect(bgp.value).toMatchObject({ kind: 'BGPAdvertisement', spec: { ipAddressPools: [''] } })
    expect(ofType(bgp, 'L2').text).toBe(l2.text)
  })

  test('takes away what the other does not know', () => {
    const spec = { ipAddressPools: ['a'], peers: ['tor'], localPref: 100, nodeSelectors: [{}] }
    const { documents } = parseDocuments(
      textOfAll([{ apiVersion: 'metallb.io/v1beta1', kind: 'BGPAdvertisement', spec }]),
    )
    const [bgp] = documents.map(({ manifest }) => manifest)
    if (bgp === undefined) throw new Error('There is no advertisement.')
    expect(ofType(bgp, 'L2').value).toMatchObject({
      kind: 'L2Advertisement',
      spec: { ipAddressPools: ['a'], nodeSelectors: [{}] },
    })
    expect(Object.keys(Object(Object(ofType(bgp, 'L2').value).spec))).toEqual([
      'ipAddressPools',
      'nodeSelectors',
    ])
  })
})

test('what announces a pool can be added behind it', () => {
  const pool = parseDocuments(
    'apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata: {name: a, namespace: m}\n',
  )
  expect(values(announced(pool, 'BGP'))[1]).toEqual({
    apiVersion: 'metallb.io/v1beta1',
    kind: 'BGPAdvertisement',
    metadata: { name: 'a', namespace: 'm' },
    spec: { ipAddressPools: ['a'] },
  })
})
