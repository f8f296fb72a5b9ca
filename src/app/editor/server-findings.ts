/** The API server's refusal as findings at the fields it speaks of. */
import { type Path, parseFieldPath } from '../../k8s/fieldpath.ts'
import type { StatusError } from '../../k8s/status.ts'
import type { Finding } from '../../manifest/finding.ts'

/** Findings for each cause that names a field; none where the refusal is about the object as a whole. */
export function serverFindings(error: StatusError): readonly Finding[] {
  if (error.reason === 'AlreadyExists') return [finding(['metadata', 'name'], error.message)]
  const causes = error.causes.flatMap(({ field, message }) => {
    const path = parseFieldPath(field ?? '')
    return path.length === 0 ? [] : [finding(path, message ?? error.message)]
  })
  return causes.length > 0 ? causes : unknownFields(error.message)
}

/** Strict decoding names unknown and doubled fields only in its message: `unknown field "spec.foo"`. */
function unknownFields(message: string): readonly Finding[] {
  return [...message.matchAll(/(?:unknown|duplicate) field "([^"]+)"/g)].map(([text, field = '']) =>
    finding(parseFieldPath(field), text),
  )
}

function finding(path: Path, text: string): Finding {
  return { id: 'server/refused', severity: 'error', path, text }
}
