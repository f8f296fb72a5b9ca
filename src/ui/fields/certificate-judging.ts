/** What is said of a certificate and its key while one types. The code that judges comes when it is needed. */
import { useEffect, useState } from 'react'
import type { CertificateInfo, CertificateProblem, KeyInfo } from '../../net/certificates/shapes.ts'
import { useNow } from '../age.tsx'

export interface CertificateValue {
  /** PEM, as in `tls.crt`; empty for none. */
  readonly certificate: string
  /** PEM, as in `tls.key`; empty for none. */
  readonly key: string
}

export interface Judged {
  readonly problems: readonly CertificateProblem[]
  /** The host's own certificate, if one can be read. */
  readonly leaf: CertificateInfo | null
  /** How many others lead on from it. */
  readonly issuers: number
  readonly key: KeyInfo | null
  /** The certificates as they should stand; null where they do. */
  readonly right: string | null
}

export async function judge(value: CertificateValue, hosts: readonly string[], now: number): Promise<Judged> {
  const { inRightOrder, judgePair, readCertificates, readKey } = await import(
    '../../net/certificates/index.ts'
  )
  const [problems, right] = await Promise.all([judgePair({ ...value, hosts, now }), inRightOrder(value)])
  const { certificates } = readCertificates(right ?? value.certificate)
  return {
    problems,
    leaf: certificates[0] ?? null,
    issuers: Math.max(0, certificates.length - 1),
    key: readKey(value.key).key,
    right,
  }
}

const minute = 60_000

/** The last judgement stands until the next one is there; null before the first. */
export function useJudged({ certificate, key }: CertificateValue, hosts: readonly string[]) {
  const [judged, setJudged] = useState<Judged | null>(null)
  const [tries, setTries] = useState(0)
  const [failedTry, setFailedTry] = useState(-1)
  const all = hosts.join('\n')
  // Judged anew as time goes on.
  const time = Math.floor(useNow() / minute) * minute
  useEffect(() => {
    let isLast = true
    judge({ certificate, key }, all.split('\n'), Math.max(time, Date.now())).then(
      (next) => isLast && setJudged(next),
      () => isLast && setFailedTry(tries),
    )
    return () => {
      isLast = false
    }
  }, [certificate, key, all, time, tries])
  return { judged, failed: failedTry === tries, again: () => setTries(tries + 1) }
}
