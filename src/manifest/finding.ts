/** What a check, or the server, has to say about one place of a manifest. */
import type { Path } from '../k8s/fieldpath.ts'

export type Severity = 'error' | 'warning' | 'info'

/** Words for the user: an i18n key with its values, or the server's own sentence. */
export type Text =
  | { readonly key: string; readonly values?: Readonly<Record<string, string | number>> }
  | string

/** Without a value, the key or item is removed. `quote` leaves what stands there and puts quotes around it. */
export type FixEdit =
  | { readonly path: Path; readonly value?: unknown; readonly quote?: undefined }
  | { readonly path: Path; readonly quote: 'key' | 'value' }

/** What mends a finding, as edits of the manifest in their order. */
export interface Fix {
  /** A verb with its object: `Name it tcp-80-80`. */
  readonly label: Text
  readonly edits: readonly FixEdit[]
}

export interface Finding {
  /** Stable across versions and languages, for instance `service/port-taken`. */
  readonly id: string
  readonly severity: Severity
  readonly path: Path
  readonly text: Text
  /** Something required is not there yet: said once the user asks to save, which it then prevents. */
  readonly missing?: true
  /** What the cluster would take and then be broken by: it prevents saving. */
  readonly stops?: true
  readonly fix?: Fix
}
