/** All that can be wrong with a certificate and its key: how grave it is, and its words. */
import type { CertificateProblem, ProblemText } from './shapes.ts'

const problems = {
  'certificate/missing': ['error', 'ui:certificate.problem.missing'],
  'certificate/binary': ['error', 'ui:certificate.problem.binary'],
  'certificate/no-pem': ['error', 'ui:certificate.problem.noPem'],
  'certificate/misplaced': ['error', 'ui:certificate.problem.misplaced'],
  'certificate/no-end': ['error', 'ui:certificate.problem.noEnd'],
  'certificate/unreadable': ['error', 'ui:certificate.problem.unreadable'],
  'certificate/is-key': ['error', 'ui:certificate.problem.isKey'],
  'certificate/is-request': ['error', 'ui:certificate.problem.isRequest'],
  'certificate/other-block': ['error', 'ui:certificate.problem.otherBlock'],
  'certificate/leaf-not-first': ['error', 'ui:certificate.problem.leafNotFirst'],
  'certificate/order': ['warning', 'ui:certificate.problem.order'],
  'certificate/incomplete': ['info', 'ui:certificate.problem.incomplete'],
  'certificate/unrelated': ['warning', 'ui:certificate.problem.unrelated'],
  'certificate/repeated': ['warning', 'ui:certificate.problem.repeated'],
  'certificate/root-included': ['info', 'ui:certificate.problem.rootIncluded'],
  'certificate/self-signed': ['info', 'ui:certificate.problem.selfSigned'],
  'certificate/issuer-no-ca': ['error', 'ui:certificate.problem.issuerNoCa'],
  'certificate/bad-signature': ['error', 'ui:certificate.problem.badSignature'],
  'certificate/expired': ['error', 'ui:certificate.problem.expired'],
  'certificate/not-yet-valid': ['error', 'ui:certificate.problem.notYetValid'],
  'certificate/expires-soon': ['warning', 'ui:certificate.problem.expiresSoon'],
  'certificate/expires-within-days': ['warning', 'ui:certificate.problem.expiresWithinDays'],
  'certificate/host-not-covered': ['error', 'ui:certificate.problem.hostNotCovered'],
  'certificate/no-names': ['warning', 'ui:certificate.problem.noNames'],
  'certificate/weak-key': ['warning', 'ui:certificate.problem.weakKey'],
  'certificate/weak-signature': ['warning', 'ui:certificate.problem.weakSignature'],
  'certificate/uncommon-key': ['info', 'ui:certificate.problem.uncommonKey'],
  'certificate/not-for-servers': ['warning', 'ui:certificate.problem.notForServers'],
  'key/missing': ['error', 'ui:certificate.problem.keyMissing'],
  'key/binary': ['error', 'ui:certificate.problem.keyBinary'],
  'key/no-pem': ['error', 'ui:certificate.problem.keyNoPem'],
  'key/misplaced': ['error', 'ui:certificate.problem.misplaced'],
  'key/no-end': ['error', 'ui:certificate.problem.keyNoEnd'],
  'key/unreadable': ['error', 'ui:certificate.problem.keyUnreadable'],
  'key/encrypted': ['error', 'ui:certificate.problem.keyEncrypted'],
  'key/is-certificate': ['error', 'ui:certificate.problem.keyIsCertificate'],
  'key/is-public': ['error', 'ui:certificate.problem.keyIsPublic'],
  'key/other-block': ['error', 'ui:certificate.problem.keyOtherBlock'],
  'key/several': ['error', 'ui:certificate.problem.keySeveral'],
  'key/more': ['warning', 'ui:certificate.problem.keyMore'],
  'key/unsupported': ['error', 'ui:certificate.problem.keyUnsupported'],
  'key/mismatch': ['error', 'ui:certificate.problem.keyMismatch'],
  'key/not-compared': ['info', 'ui:certificate.problem.keyNotCompared'],
} as const satisfies Record<string, readonly [CertificateProblem['severity'], string]>

export type ProblemId = keyof typeof problems

export function problem(id: ProblemId, values?: ProblemText['values']): CertificateProblem {
  const [severity, key] = problems[id]
  return {
    id,
    severity,
    of: id.startsWith('key/') ? 'key' : 'certificate',
    text: values === undefined ? { key } : { key, values },
    ...(id.endsWith('/missing') && { missing: true }),
  }
}
