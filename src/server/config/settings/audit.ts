/** Where the audit log goes. */
import type { AuditOptions } from '../../audit/options.ts'
import { optional, setting } from '../setting.ts'
import { choice, file, integer, toggle } from '../valuetype.ts'

export const auditSettings = {
  audit: {
    destination: setting<AuditOptions['destination']>({
      type: choice('off', 'stdout', 'file'),
      initial: 'off',
      what: 'Where the lines of the audit log go.',
    }),
    file: optional<string>({
      type: file(),
      what: 'The file of the audit log; its folder is made where it is missing.',
    }),
    maxSize: setting({
      type: integer(1, 100_000),
      initial: 20,
      what: 'The megabytes after which the file is put aside and a new one begun.',
    }),
    maxFiles: setting({
      type: integer(0, 10_000),
      initial: 10,
      what: 'How many files that were put aside are kept.',
    }),
    required: setting({
      type: toggle(),
      initial: false,
      what: 'Whether changes are refused while lines cannot be written.',
    }),
  },
} as const
