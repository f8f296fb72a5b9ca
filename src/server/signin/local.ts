/** Signing in as the kubeconfig's own users, with an address that was printed on this machine and works once. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { userInfo } from 'node:os'
import { kubeconfigProof } from '../identity.ts'
import { lasting, type Method, type Person } from './method.ts'

export const localPath = '/sign-in/local'

export class LocalSignIn implements Method {
  #token = newToken()
  readonly #renewed: (path: string) => void

  /** `renewed` is told the address that works from now on, when the last one was used. */
  constructor(renewed: (path: string) => void) {
    this.#renewed = renewed
  }

  /** Where to sign in, once. */
  get path(): string {
    return `${localPath}?token=${this.#token}`
  }

  /** Whether it was the token; then it is none any more. */
  redeem(token: string): boolean {
    // Digests have one length and tell by their comparison nothing of the token.
    if (!timingSafeEqual(digest(token), digest(this.#token))) return false
    this.#token = newToken()
    this.#renewed(this.path)
    return true
  }

  renew: Method['renew'] = async (session) => session

  personOf: Method['personOf'] = ({ proof }) => (proof.method === 'local' ? person : null)
}

const person: Person = {
  ...lasting,
  user: nameOfUser(),
  groups: [],
  sameness: ['kubeconfig'],
  prove: async () => kubeconfigProof,
  userOn: ({ user }) => user,
}

/** A container's user may have no name. */
function nameOfUser(): string {
  try {
    return userInfo().username
  } catch {
    return 'local'
  }
}

function newToken(): string {
  return randomBytes(32).toString('base64url')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
