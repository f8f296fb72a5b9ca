import { describe, expect, test } from 'vitest'
import { parseManifest } from '../../manifest/manifest.ts'
import { projectPath } from '../assignment.ts'
import { withText } from '../with-text.ts'
import { withCluster } from './assignment-change.ts'
import { newName, template } from './template.ts'
import { withName, withType } from './type-change.ts'

const text = `# Kept by hand.
metadata:
  name: it
  labels:
    team: "web"  # theirs
    cluster.cpaas.io/name: main  # ours
    project.cpaas.io/name: shop
spec:
  kind: full  # for now
  name: "shop.example.com"   # since 2019
  odd: {x: 1}
`
const before = parseManifest(text)

describe('the type', () => {
  test('takes the star with it and leaves the rest of the text', () => {
    const wild = withType(before, 'extensive')
    expect(wild.text).toBe(
      text.replace('kind: full', 'kind: extensive').replace('"shop.example', '"*.shop.example'),
    )
    // Quotes that a star needs are of no use without it.
    expect(withType(wild, 'full').text).toBe(text.replace('"shop.example.com"', 'shop.example.com'))
  })

  test('of what has no name yet is only the type', () => {
    const empty = parseManifest('spec: {name: "", kind: full}\n')
    expect(withType(empty, 'extensive').text).toBe('spec: {name: "", kind: extensive}\n')
  })
})

describe('the name', () => {
  test('of a wildcard is typed without its star, or with it', () => {
    for (const typed of ['apps.io', '*.apps.io'])
      expect(withName(before, typed, true).value).toMatchObject({ spec: { name: '*.apps.io' } })
    expect(withName(before, '', true).value).toMatchObject({ spec: { name: '' } })
  })

  test('of a single one is what is typed', () => {
    expect(withName(before, '*.apps.io', false).value).toMatchObject({ spec: { name: '*.apps.io' } })
  })
})

describe('the assignment', () => {
  test('changes its own two labels', () => {
    const moved = withText(withCluster(before, 'edge', 'cpaas.io'), projectPath('cpaas.io'), 'ALL_ALL')
    expect(moved.text).toBe(text.replace('name: main', 'name: edge').replace('/name: shop', '/name: ALL_ALL'))
  })

  test('to no cluster is to no project, and other labels stay', () => {
    const none = withCluster(before, '', 'cpaas.io')
    expect(none.value).toMatchObject({ metadata: { labels: { team: 'web' } } })
    expect(none.text).not.toContain('cpaas.io')
    expect(none.text).toContain('team: "web"  # theirs')
  })

  test('that is not there is not taken away', () => {
    const bare = parseManifest('metadata: {name: it}\n')
    expect(withCluster(bare, '', 'cpaas.io')).toBe(bare)
  })
})

test('a new object has a name that no other has, and later ones come after', () => {
  expect(template()).toMatchObject({ metadata: { name: expect.stringMatching(/^0+\d+[0-9a-f-]{36}$/) } })
  expect(newName(1)).not.toBe(newName(1))
  expect(newName(1) < newName(2)).toBe(true)
  expect(newName(1)).toHaveLength(60)
})
