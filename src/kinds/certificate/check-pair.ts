/** What is wrong with the certificate and the key of a TLS Secret. Needs the code that reads them. */
import { asFields, asString } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import { judgeAtOnce } from '../../net/certificates/index.ts'
import { viewOf } from '../domain/spec.ts'
import type { Check } from '../kind.ts'
import { certificateKey, heldValue, keyKey } from './spec.ts'
import { domainsNamed } from './usage.ts'

/** What is not there is missed by the other checks. */
export const pairCheck: Check = (object, world) => {
  const certificate = heldValue(object, certificateKey)
  const key = heldValue(object, keyKey)
  if (certificate === '' && key === '') return []
  const name = asString(asFields(asFields(object).metadata).name)
  const hosts = domainsNamed(name, world).map((each) => viewOf(each, world.labelDomain).host)
  return judgeAtOnce({ certificate, key, hosts, now: Date.now() }).flatMap(
    ({ id, severity, of, text, missing }): readonly Finding[] =>
      missing === true
        ? []
        : [
            {
              id,
              severity,
              path: ['data', of === 'key' ? keyKey : certificateKey],
              text,
            },
          ],
  )
}
