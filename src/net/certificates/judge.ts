/** All that can be said of a certificate and its key before anything is sent. */
import { weakSignatures } from './algorithms.ts'
import { type Chain, chainOf } from './chain.ts'
import { coversHost } from './names.ts'
import { publicKeyOf, readKey } from './private-key.ts'
import { type ProblemId, problem } from './problem.ts'
import { identityOf } from './public-key.ts'
import { readCertificates, writeCertificates } from './read.ts'
import type { CertificateInfo, CertificateProblem, KeyInfo, ProblemText } from './shapes.ts'
import { isSignedBy } from './signature.ts'
import { timeLeft } from './time.ts'
import { keyText, titleOf } from './titles.ts'

export interface Pair {
  /** PEM: the host's own certificate, then those that lead to an authority. */
  readonly certificate: string
  /** PEM. */
  readonly key: string
  /** Names, IP addresses and wildcard domains the certificate must be for. */
  readonly hosts: readonly string[]
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Never rejects, and says nothing of the key's own text. What is wrong with the certificate comes first. */
export async function judgePair(pair: Pair): Promise<readonly CertificateProblem[]> {
  const publicKey = await publicKeyOf(pair.key)
  const { inOrder } = chainOf(readCertificates(pair.certificate).certificates, publicKey)
  return problemsOf(pair, publicKey, await inSignatures(inOrder))
}

/** The same without waiting: signatures are not verified, and of a key only what its text says is known. */
export function judgeAtOnce(pair: Pair): readonly CertificateProblem[] {
  return problemsOf(pair, readKey(pair.key).key?.publicKey ?? null, [])
}

function problemsOf(
  { certificate, key, hosts, now }: Pair,
  publicKey: Uint8Array | null,
  signatures: readonly CertificateProblem[],
): readonly CertificateProblem[] {
  const bundle = readCertificates(certificate)
  const reading = readKey(key)
  const chain = chainOf(bundle.certificates, publicKey)
  const [leaf, ...others] = chain.inOrder
  const ofChain =
    leaf === undefined
      ? []
      : [
          ...inChain(chain, bundle.certificates),
          ...signatures,
          ...inTime(chain.inOrder, now),
          ...inNames(leaf, hosts),
          ...inStrength(leaf, others),
        ]
  const ofPair = leaf === undefined || reading.key === null ? [] : inPair(leaf, reading.key, publicKey)
  return [...bundle.problems, ...ofChain, ...reading.problems, ...ofPair]
}

/** The certificates of a text as TLS wants them, without what is unrelated or repeated; null where they stand so. */
export async function inRightOrder({
  certificate,
  key,
}: Pick<Pair, 'certificate' | 'key'>): Promise<string | null> {
  const { certificates } = readCertificates(certificate)
  const { inOrder, isOrdered } = chainOf(certificates, await publicKeyOf(key))
  return isOrdered ? null : writeCertificates(inOrder)
}

const titles = (certificates: readonly CertificateInfo[], between: string) =>
  certificates.map(titleOf).join(between)

function inChain(chain: Chain, given: readonly CertificateInfo[]): CertificateProblem[] {
  const { inOrder, unrelated, repeated, isOpen, isOrdered } = chain
  const last = inOrder.at(-1)
  const found: CertificateProblem[] = []
  const say = (is: boolean, id: ProblemId, values?: ProblemText['values']) => {
    if (is) found.push(problem(id, values))
  }
  const isFirst = given[0] === inOrder[0]
  say(!isOrdered && !isFirst, 'certificate/leaf-not-first', { order: titles(inOrder, ' → ') })
  say(!isOrdered && isFirst, 'certificate/order', { order: titles(inOrder, ' → ') })
  say(unrelated.length > 0, 'certificate/unrelated', {
    names: titles(unrelated, ', '),
    count: unrelated.length,
  })
  say(repeated.length > 0, 'certificate/repeated', { names: titles(repeated, ', ') })
  say(isOpen, 'certificate/incomplete', {
    name: last === undefined ? '' : titleOf(last),
    issuer: last?.issuer ?? '',
  })
  const isAlone = inOrder.length === 1
  say(!isOpen && isAlone, 'certificate/self-signed')
  say(!isOpen && !isAlone, 'certificate/root-included', { name: last === undefined ? '' : titleOf(last) })
  return found
}

async function inSignatures(chain: readonly CertificateInfo[]): Promise<CertificateProblem[]> {
  const links = chain.map(async (child, at): Promise<CertificateProblem[]> => {
    const issuer = chain[at + 1] ?? (child.isSelfSigned ? child : null)
    if (issuer === null) return []
    const values = { name: titleOf(child), issuer: titleOf(issuer) }
    const isNoCa = issuer !== child && !issuer.isCa && !issuer.isSelfSigned
    return [
      ...(isNoCa ? [problem('certificate/issuer-no-ca', values)] : []),
      ...((await isSignedBy(child, issuer)) === false ? [problem('certificate/bad-signature', values)] : []),
    ]
  })
  return (await Promise.all(links)).flat()
}

function inTime(chain: readonly CertificateInfo[], now: number): CertificateProblem[] {
  return chain.flatMap((each) => {
    const { state, milliseconds } = timeLeft(each, now)
    const values = { name: titleOf(each), count: Math.floor(milliseconds / 86_400_000) }
    if (state === 'expired')
      return [problem('certificate/expired', { ...values, date: dateText(each.notAfter) })]
    if (state === 'notYet')
      return [problem('certificate/not-yet-valid', { ...values, date: dateText(each.notBefore) })]
    if (state === 'soon') return [problem('certificate/expires-soon', values)]
    return state === 'days' ? [problem('certificate/expires-within-days', values)] : []
  })
}

/** `2026-03-01 12:00 UTC`. */
function dateText(time: number): string {
  return Number.isFinite(time) ? `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC` : '?'
}

function inNames(leaf: CertificateInfo, hosts: readonly string[]): CertificateProblem[] {
  const own = [...leaf.names, ...leaf.addresses]
  const isUnnamed = own.length === 0
  // Clients no longer look at the common name; that the certificate is meant for this host it says still.
  const meant = isUnnamed ? { names: [leaf.commonName], addresses: [] } : leaf
  const missed = [...new Set(hosts.filter((host) => host.trim() !== '' && !coversHost(meant, host)))]
  const values = { hosts: missed.join(', '), names: own.join(', ') || titleOf(leaf), count: missed.length }
  return [
    ...(isUnnamed ? [problem('certificate/no-names', { name: titleOf(leaf) })] : []),
    ...(missed.length > 0 ? [problem('certificate/host-not-covered', values)] : []),
  ]
}

/** Curves that browsers take. */
const usual = new Set(['P-256', 'P-384', 'P-521'])

function inStrength(leaf: CertificateInfo, others: readonly CertificateInfo[]): CertificateProblem[] {
  const weak = [leaf, ...others].flatMap((each) => {
    const values = { name: titleOf(each), key: keyText(each.key), signature: each.signature }
    // Nobody looks at the signature of a root: it is trusted for being known.
    const isSignatureWeak = weakSignatures.has(each.signature) && (each === leaf || !each.isSelfSigned)
    return [
      ...(isWeak(each) ? [problem('certificate/weak-key', values)] : []),
      ...(isSignatureWeak ? [problem('certificate/weak-signature', values)] : []),
    ]
  })
  const { algorithm, curve = '' } = leaf.key
  const isUsual = algorithm === 'RSA' || (algorithm === 'EC' && usual.has(curve))
  return [
    ...weak,
    ...(isUsual ? [] : [problem('certificate/uncommon-key', { key: keyText(leaf.key) })]),
    ...(leaf.isForServers ? [] : [problem('certificate/not-for-servers')]),
  ]
}

function isWeak({ key: { algorithm, bits } }: CertificateInfo): boolean {
  if (algorithm === 'RSA' || algorithm === 'RSA-PSS') return bits < 2048
  return algorithm === 'DSA' || (algorithm === 'EC' && bits > 0 && bits < 224)
}

function inPair(leaf: CertificateInfo, key: KeyInfo, publicKey: Uint8Array | null): CertificateProblem[] {
  // Keys of another kind or curve do not fit, whatever else cannot be told.
  const fits =
    publicKey === null
      ? keyText(key) === keyText(leaf.key)
      : identityOf(publicKey) === identityOf(leaf.publicKey)
  if (!fits) return [problem('key/mismatch', { name: titleOf(leaf) })]
  return publicKey === null ? [problem('key/not-compared')] : []
}
