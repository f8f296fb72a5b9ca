/** What containers may ask for and be held to. */
import { type FieldError, invalid } from '../schema/messages.ts'

export interface Resources {
  readonly limits?: Readonly<Record<string, unknown>>
  readonly requests?: Readonly<Record<string, unknown>>
}

const standard = new Set(['cpu', 'memory', 'ephemeral-storage'])

export function resourceErrors({ limits, requests }: Resources, field: string): readonly FieldError[] {
  return [...listErrors(limits, `${field}.limits`), ...listErrors(requests, `${field}.requests`)]
}

function listErrors(list: Resources['limits'], field: string): readonly FieldError[] {
  return Object.entries(list ?? {}).flatMap(([name, quantity]) => {
    const at = `${field}[${name}]`
    const named = name.includes('/') || name.startsWith('hugepages-') || standard.has(name)
    return [
      ...(named
        ? []
        : [
            invalid(at, name, 'must be a standard resource type or fully qualified'),
            invalid(at, name, 'must be a standard resource for containers'),
          ]),
      ...(String(quantity).startsWith('-')
        ? [invalid(at, quantity, 'must be greater than or equal to 0')]
        : []),
    ]
  })
}
