import { describe, expect, test } from 'vitest'
import { albElsewhere } from './alb-annotations.ts'
import { type AlbSupport, albOwn, beyondMatrix, matrix, shared, sharedNamed } from './catalogue.ts'
import words from './later-locale/en.json'
import { faultOf } from './values.ts'

const everywhere = [...shared, ...albOwn, ...Object.values(albElsewhere).flat()]

describe('the catalogue', () => {
  test('holds the whole table of what load balancers support', () => {
    const counted = (alb: AlbSupport) => matrix.filter((each) => each.alb === alb).length
    expect([counted('yes'), counted('partly'), counted('unknown'), counted('no')]).toEqual([27, 9, 1, 82])
    expect(matrix).toHaveLength(119)
    expect(beyondMatrix.filter(({ alb }) => alb === 'yes')).toHaveLength(7)
  })

  test('names each annotation once', () => {
    const names = everywhere.map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  test('has defaults that are values, and needs that exist', () => {
    for (const { name, type, initial = '', needs } of everywhere) {
      expect(faultOf(type, initial, 'nginx'), name).toBeNull()
      if (needs === undefined) continue
      const known = sharedNamed(needs) ?? albOwn.find((each) => each.name === needs)
      expect(known, `${name} needs ${needs}`).toBeDefined()
    }
  })

  test('says of each what it means, and of each that is partly supported what to do instead', () => {
    expect(Object.keys(words.meaning).sort()).toEqual(everywhere.map(({ name }) => name).sort())
    const partly = everywhere.filter(({ alb }) => alb === 'partly').map(({ name }) => name)
    expect(Object.keys(words.instead).sort()).toEqual(partly.sort())
    for (const sentence of Object.values(words.meaning)) expect(sentence).toMatch(/^[A-Z$].*\.$/)
  })
})
