import { describe, expect, test } from 'vitest'
import { homeCluster } from './home-cluster.ts'

const names = ['main', 'edge', 'far']
const good = { answers: true }
const bad = { answers: false }

describe('the first page leads to', () => {
  test('the only cluster at once, and nowhere where there is none', () => {
    expect(homeCluster(['main'], [undefined], false)).toBe('main')
    expect(homeCluster([], [], false)).toBeNull()
  })

  test('the default one as soon as it answers', () => {
    expect(homeCluster(names, [good, undefined, undefined], false)).toBe('main')
    expect(homeCluster(names, [good, good, good], true)).toBe('main')
  })

  test('another that answers where the default one does not', () => {
    expect(homeCluster(names, [bad, undefined, good], false)).toBe('far')
    expect(homeCluster(names, [bad, undefined, undefined], true)).toBeUndefined()
  })

  test('another where the default one takes too long, and not before', () => {
    expect(homeCluster(names, [undefined, good, undefined], false)).toBeUndefined()
    expect(homeCluster(names, [undefined, good, undefined], true)).toBe('edge')
  })

  test('the default one where none answers', () => {
    expect(homeCluster(names, [bad, bad, undefined], true)).toBeUndefined()
    expect(homeCluster(names, [bad, bad, bad], true)).toBe('main')
  })
})
