/** Certificates and their keys: read, judged against each other, the hosts and the time. */
export { inRightOrder, judgeAtOnce, judgePair, type Pair } from './judge.ts'
export { coversHost } from './names.ts'
export { publicKeyOf, readKey } from './private-key.ts'
export { fingerprintOf, readCertificates } from './read.ts'
export type {
  CertificateBundle,
  CertificateInfo,
  CertificateProblem,
  KeyFacts,
  KeyInfo,
  KeyReading,
} from './shapes.ts'
export { expiresSoon, expiresWithinDays, type TimeState, timeLeft } from './time.ts'
export { keyText, titleOf } from './titles.ts'
