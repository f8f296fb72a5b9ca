/** Field selectors, as far as kinds are told apart by them: `type=kubernetes.io/tls,metadata.name=shop`. */
import { valueAt } from './fieldpath.ts'

/** Whether every `path=value` of the selector holds; a value that is not there is `''`, as for the server. */
export function matchesFields(selector: string, object: unknown): boolean {
  return selector.split(',').every((term) => {
    const [path = '', value = ''] = term.split(/=+/)
    return String(valueAt(object, path.split('.')) ?? '') === value
  })
}
