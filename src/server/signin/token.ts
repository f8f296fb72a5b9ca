/** Signing in with a bearer token of a cluster, which the cluster itself judges. */

import type { Clusters } from '../clusters/clusters.ts'
import { ClusterError } from '../clusters/connection.ts'
import { digestOf, type Proof } from '../identity.ts'
import { type ClusterToken, newSession, type SealedSession } from '../sessions/session.ts'
import { failure, signInRequired } from '../status.ts'
import { lasting, type Method } from './method.ts'
import { whoIs } from './whois.ts'

/** No cluster issues longer ones; several have to fit into cookies. */
const maxTokenLength = 16_384

export class TokenSignIn implements Method {
  readonly #clusters: Clusters

  constructor(clusters: Clusters) {
    this.#clusters = clusters
  }

  /** A session with that token, beside those that `session` has. Rejects with `ClusterError`. */
  async enter(
    cluster: string,
    given: string,
    session: SealedSession | null,
    now: number,
  ): Promise<SealedSession> {
    const token = given.trim().replace(/^Bearer +/i, '')
    if (token === '' || token.length > maxTokenLength || !/^[\w.~+/=-]+$/.test(token)) {
      throw new ClusterError(failure(401, 'This is no bearer token. Paste all of it, and nothing else.'))
    }
    const connection = await this.#clusters.find(cluster)
    if (connection === null) throw new ClusterError(failure(404, `There is no cluster "${cluster}".`))
    const { address, user, groups } = await whoIs(cluster, connection, token)
    const entry: ClusterToken = { token, address, user, groups: [...groups] }
    const others = session?.proof.method === 'token' ? { ...session.proof.tokens } : {}
    delete others[cluster]
    // With nothing left of it, it is another session: one that was stolen ends here.
    if (session === null || Object.keys(others).length === 0) {
      return newSession({ method: 'token', tokens: { [cluster]: entry } }, now)
    }
    return { ...session, seen: now, proof: { method: 'token', tokens: { ...others, [cluster]: entry } } }
  }

  renew: Method['renew'] = async (session) => session

  personOf: Method['personOf'] = ({ id, proof }) => {
    if (proof.method !== 'token') return null
    const tokens = new Map(Object.entries(proof.tokens))
    const [first] = tokens.values()
    return {
      ...lasting,
      user: first?.user ?? '',
      groups: first?.groups ?? [],
      // A cluster may see more in a token than we do, so only one that is the same counts as the same.
      sameness: ['token', id, [...tokens].map(([name, { token }]) => [name, digestOf(token)])],
      prove: async (cluster): Promise<Proof> => {
        const held = tokens.get(cluster)
        if (held === undefined) {
          throw new ClusterError(signInRequired(`You are not signed in to the cluster "${cluster}".`))
        }
        return { bearer: { token: held.token, address: held.address }, impersonate: null }
      },
      userOn: ({ name }) => tokens.get(name)?.user ?? '',
    }
  }
}
