/** Which certificate stands for the host, and which of the others lead from it to an authority: RFC 5280, 6.1. */
import { hexOf } from './bytes.ts'
import { isSameName } from './distinguished-name.ts'
import { identityOf } from './public-key.ts'
import type { CertificateInfo } from './shapes.ts'

export interface Chain {
  /** The host's own certificate first, each followed by that of its issuer, as TLS wants them. */
  readonly inOrder: readonly CertificateInfo[]
  readonly unrelated: readonly CertificateInfo[]
  readonly repeated: readonly CertificateInfo[]
  /** The last one of the order names an issuer that is not there. */
  readonly isOpen: boolean
  /** Whether the order is that of the text, apart from what is unrelated or repeated. */
  readonly isOrdered: boolean
}

/** The host's own is one that issued no other: that of the public key, else one that is no authority. */
export function chainOf(certificates: readonly CertificateInfo[], publicKey: Uint8Array | null): Chain {
  const seen = new Set<string>()
  const [once, repeated] = split(certificates, ({ der }) => {
    const size = seen.size
    return seen.add(hexOf(der)).size > size
  })
  const inOrder: CertificateInfo[] = []
  let next = leafOf(once, publicKey)
  while (next !== undefined) {
    inOrder.push(next)
    const child = next
    next = child.isSelfSigned
      ? undefined
      : once.find((each) => !inOrder.includes(each) && hasIssued(each, child))
  }
  const [related, unrelated] = split(once, (each) => inOrder.includes(each))
  return {
    inOrder,
    unrelated,
    repeated,
    isOpen: inOrder.at(-1)?.isSelfSigned === false,
    isOrdered: related.every((each, at) => each === inOrder[at]) && once[0] === inOrder[0],
  }
}

function leafOf(certificates: readonly CertificateInfo[], publicKey: Uint8Array | null) {
  const childless = certificates.filter(
    (each) => !certificates.some((other) => other !== each && hasIssued(each, other)),
  )
  const identity = publicKey === null ? null : identityOf(publicKey)
  const own = childless.find((each) => identity !== null && identityOf(each.publicKey) === identity)
  return own ?? childless.find(({ isCa }) => !isCa) ?? childless[0] ?? certificates[0]
}

/** By names and key identifiers; signatures are for `isSignedBy`. */
function hasIssued(issuer: CertificateInfo, child: CertificateInfo): boolean {
  const isSameKey = issuer.keyId === '' || child.issuerKeyId === '' || issuer.keyId === child.issuerKeyId
  return isSameKey && isSameName(issuer.subject, child.issuer)
}

function split<T>(all: readonly T[], isFirst: (each: T) => boolean): [T[], T[]] {
  const first: T[] = []
  const second: T[] = []
  for (const each of all) (isFirst(each) ? first : second).push(each)
  return [first, second]
}
