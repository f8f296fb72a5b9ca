/** Which fields of an object a form does not show. */
import { type Path, parseFieldPath } from '../../k8s/fieldpath.ts'

/** What every form shows, or what says which object it is. */
const always = [
  'apiVersion',
  'kind',
  ...['name', 'namespace', 'labels', 'annotations'].map((key) => `metadata.${key}`),
]

/**
 * The paths of `value` that none of the `shown` ones covers, in the order of the text, each as short as can be. A
 * shown path such as `spec.ports[*].name` covers all below it; `[*]` stands for every item of a list.
 */
export function uncovered(value: unknown, shown: readonly string[]): readonly Path[] {
  return below(value, [], [...always, ...shown].map(parseFieldPath))
}

function below(value: unknown, at: Path, shown: readonly Path[]): readonly Path[] {
  return entriesOf(value).flatMap(([step, entry]) => {
    const here = [...at, step]
    const meeting = shown.filter((path) => meets(path, here))
    if (meeting.some((path) => path.length <= here.length)) return []
    // A field shows what is odd above its path; what is empty holds nothing that could be missed.
    if (meeting.length > 0) return below(entry, here, meeting)
    return [here]
  })
}

function entriesOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return value.map((entry: unknown, index) => [index, entry])
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

/** Whether one of them leads to or through the other. */
function meets(shown: Path, path: Path): boolean {
  return path.every((step, index) => {
    const wanted = shown[index]
    return wanted === undefined || wanted === step || (wanted === '*' && typeof step === 'number')
  })
}
