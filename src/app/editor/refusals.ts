/** What the server said no to, and at which fields that still stands. */
import { valueAt } from '../../k8s/fieldpath.ts'
import { asFields, messageOf } from '../../k8s/shape.ts'
import { failed, StatusError } from '../../k8s/status.ts'
import type { Documents } from '../../manifest/documents.ts'
import type { Finding } from '../../manifest/finding.ts'
import { isEqual } from '../../manifest/plain.ts'
import { serverFindings } from './server-findings.ts'

export interface Refusal {
  /** Of the document in the text that was sent. */
  readonly index: number
  readonly error: StatusError
  readonly findings: readonly Finding[]
  /** What the document said: a finding stands as long as its field still holds what the server refused. */
  readonly said: unknown
}

export function refusalOf(cause: unknown, index: number, said: unknown): Refusal {
  const error = cause instanceof StatusError ? cause : unexpected(cause)
  return { index, error, findings: [...serverFindings(error), ...copiedVersion(error, said)], said }
}

/** A text copied from a cluster may name the version it was; with that, no newer one can ever be saved. */
function copiedVersion({ reason }: StatusError, said: unknown): readonly Finding[] {
  if (reason !== 'Conflict') return []
  const { metadata } = asFields(said)
  return ['resourceVersion', 'uid']
    .filter((field) => field in asFields(metadata))
    .map((field) => {
      const path = ['metadata', field]
      const fix = { label: { key: 'app:leaveOut' }, edits: [{ path }] }
      return { id: 'object/copied-version', severity: 'error', path, text: { key: 'app:copiedVersion' }, fix }
    })
}

/** For each document, the findings whose fields have not been touched since. */
export function standingFindings(
  refusals: readonly Refusal[],
  { documents }: Documents,
): readonly (readonly Finding[])[] {
  return documents.map(({ manifest }, index) =>
    refusals
      .filter((refusal) => refusal.index === index)
      .flatMap(({ findings, said }) =>
        findings.filter(({ path }) => isEqual(valueAt(manifest.value, path), valueAt(said, path))),
      ),
  )
}

function unexpected(cause: unknown): StatusError {
  return failed({ message: messageOf(cause) })
}
