/** How a folder of checks says what is wrong: findings with ids and words of its own. */
import type { Path } from '../k8s/fieldpath.ts'
import type { Finding, Fix, FixEdit, Severity } from '../manifest/finding.ts'

type Values = Readonly<Record<string, string | number>>

const text = (key: string, values?: Values) => ({ key, ...(values !== undefined && { values }) })

type KeyOf = (id: string) => string

/** Ids are `<owner>/<id>`; the functions give the i18n keys of what is said, and of the buttons that mend it. */
export function findingsOf(owner: string, check: KeyOf, mend: KeyOf = check) {
  const finding = (severity: Severity, id: string, path: Path, values?: Values, fix?: Fix): Finding => ({
    id: `${owner}/${id}`,
    severity,
    path,
    text: text(check(id), values),
    ...(fix !== undefined && { fix }),
  })
  return {
    finding,
    /** What must not be written, although the cluster itself would take it. */
    refusal: (id: string, path: Path, values?: Values, fix?: Fix): Finding => ({
      ...finding('error', id, path, values, fix),
      stops: true,
    }),
    /** Something required that is not there yet. */
    missing: (id: string, path: Path): Finding => ({ ...finding('error', id, path), missing: true }),
    fix: (id: string, edits: readonly FixEdit[], values?: Values): Fix => ({
      label: text(mend(id), values),
      edits,
    }),
  }
}
