/** Where two normalised answers differ. */
import { isDeepStrictEqual } from 'node:util'

export interface Difference {
  /** `body.spec.ports[0].nodePort` */
  readonly at: string
  /** As JSON; `absent` where there is nothing. */
  readonly real: string
  readonly sandbox: string
}

/** The order of an object's fields says nothing, the order of a list does. */
export function differences(real: unknown, sandbox: unknown, at = ''): readonly Difference[] {
  if (isDeepStrictEqual(real, sandbox)) return []
  if (isObject(real) && isObject(sandbox)) {
    const keys = new Set([...Object.keys(real), ...Object.keys(sandbox)])
    return [...keys].flatMap((key) =>
      differences(
        real[key],
        sandbox[key],
        at === '' ? key : `${at}${/[./]/.test(key) ? `["${key}"]` : `.${key}`}`,
      ),
    )
  }
  if (Array.isArray(real) && Array.isArray(sandbox) && real.length === sandbox.length) {
    return real.flatMap((each, index) => differences(each, sandbox[index], `${at}[${index}]`))
  }
  return [{ at, real: shown(real), sandbox: shown(sandbox) }]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value)
}
