import { describe, expect, test } from 'vitest'
import { columnsInView, narrowest, widthsOf } from './column-widths.ts'

const columns = [{ id: 'name', width: '25%' }, { id: 'type', width: 100 }, { id: 'note' }, { id: 'more' }]

describe('widths', () => {
  test('share what is left and fill the table', () => {
    expect(widthsOf(columns, 1000, {})).toEqual([250, 100, 325, 325])
    expect(widthsOf(columns.slice(0, 2), 1000, {})).toEqual([900, 100])
  })

  test('never shrink below reading', () => {
    expect(widthsOf(columns, 300, {})).toEqual([140, 100, 120, 120])
  })

  test('that somebody chose are kept, and are never too small to grip', () => {
    expect(widthsOf(columns, 1000, { note: 400, type: 3 })).toEqual([250, narrowest, 400, 294])
    expect(widthsOf(columns.slice(0, 2), 1000, { name: 300, type: 100 })).toEqual([300, 100])
  })
})

describe('columns in view', () => {
  test('are all where there are few', () => {
    expect(columnsInView(Array(12).fill(500), 0, 800)).toEqual({ from: 1, to: 12 })
  })

  test('of many are those around what is seen', () => {
    const widths = Array(40).fill(100)
    expect(columnsInView(widths, 0, 800)).toEqual({ from: 1, to: 11 })
    expect(columnsInView(widths, 2000, 800)).toEqual({ from: 17, to: 31 })
    expect(columnsInView(widths, 3200, 800)).toEqual({ from: 29, to: 40 })
  })
})
