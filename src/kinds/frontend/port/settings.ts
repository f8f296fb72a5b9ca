/** What `spec.config` holds, a line for each value. */
import { asFields, type Fields } from '../../../k8s/shape.ts'

export interface Setting {
  /** `redirect.code` */
  readonly path: string
  readonly text: string
}

export function settingsOf(config: Fields, above = ''): readonly Setting[] {
  return Object.entries(config).flatMap(([key, value]) => {
    const path = `${above}${key}`
    if (Array.isArray(value)) return [{ path, text: value.map(String).join(', ') }]
    if (typeof value === 'object' && value !== null) return settingsOf(asFields(value), `${path}.`)
    return [{ path, text: String(value) }]
  })
}
