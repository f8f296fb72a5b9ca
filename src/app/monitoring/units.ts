/** Values as people read them: the unit that suits the largest of a chart, and all values in it. */
import type { Unit } from '../../net/monitoring/panels.ts'

export interface ShownUnit {
  /** What a value is divided by. */
  readonly size: number
  /** Its sign; `''` where words say it. */
  readonly sign: string
}

const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const

function binaryUnit(most: number, suffix: string): ShownUnit {
  const power = Math.min(binary.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, most)) / 10)))
  return { size: 1024 ** power, sign: `${binary[power]}${suffix}` }
}

export function shownUnit(unit: Unit, most: number): ShownUnit {
  switch (unit) {
    case 'bytes':
      return binaryUnit(most, '')
    case 'bytesPerSecond':
      return binaryUnit(most, '/s')
    case 'seconds':
      return most < 1 ? { size: 0.001, sign: 'ms' } : { size: 1, sign: 's' }
    case 'share':
      return { size: 0.01, sign: '' }
    case 'count':
    case 'perSecond':
    case 'cores':
      return { size: 1, sign: '' }
  }
}

/** Three digits that matter, none beyond what is told of large numbers. */
export function shownNumber(value: number): string {
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toLocaleString(undefined, { maximumFractionDigits: Math.min(6, digits) })
}
