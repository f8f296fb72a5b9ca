/** What the operator decides about the audit log: plain data, for flags, environment and configuration file. */

export interface AuditOptions {
  /** Where the lines go. `off` writes none. */
  readonly destination: 'off' | 'stdout' | 'file'
  /** Of destination `file`; its folder is made where it is missing. */
  readonly file: string | null
  /** Megabytes after which the file is put aside and a new one begun. */
  readonly maxSize: number
  /** How many files that were put aside are kept, at least one: `<file>.1` is the youngest. */
  readonly maxFiles: number
  /** Whether writes are refused (503) while lines cannot be written. */
  readonly required: boolean
}

export const auditDefaults: AuditOptions = {
  destination: 'off',
  file: null,
  maxSize: 20,
  maxFiles: 10,
  required: false,
}
