/** What is wrong with a TLS Secret, as far as that can be told without reading its certificate. */
import type { Finding } from '../../manifest/finding.ts'
import type { Check } from '../kind.ts'
import { certificateKey, heldValue, keyKey } from './spec.ts'

/** The API server refuses it without both. */
const bothValues: Check = (object) =>
  [certificateKey, keyKey].flatMap((key): readonly Finding[] =>
    heldValue(object, key) === ''
      ? [
          {
            id: 'certificate/value-missing',
            severity: 'error',
            path: ['data', key],
            text: { key: 'certificate:check.value-missing', values: { key } },
            missing: true,
          },
        ]
      : [],
  )

export const checks: readonly Check[] = [bothValues]
