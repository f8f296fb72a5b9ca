/**
 * Whether a person whom the kubeconfig's user impersonates may impersonate another. Kubernetes knows no chain
 * of impersonations: it would judge the second by the rights of the kubeconfig's user, who may do more.
 */
import { asFields } from '../../k8s/shape.ts'
import type { Clusters } from '../clusters/clusters.ts'
import { ClusterError } from '../clusters/connection.ts'
import { digestOf, type Impersonation, type Proof } from '../identity.ts'
import { failure } from '../status.ts'
import { ask } from './whois.ts'

/** A right that was taken away is missed after this. */
const holdMs = 30_000
const maxHeld = 1_000

export class ImpersonationReviews {
  readonly #clusters: Clusters
  readonly #held = new Map<string, { readonly at: number; readonly answer: Promise<string | null> }>()

  constructor(clusters: Clusters) {
    this.#clusters = clusters
  }

  /** Rejects with `ClusterError`, 403, where one of the reviews says no. */
  async require(cluster: string, by: Proof, { user, groups }: Impersonation): Promise<void> {
    const key = digestOf(cluster, by, user, groups)
    let held = this.#held.get(key)
    if (held === undefined || Date.now() - held.at > holdMs) {
      held = { at: Date.now(), answer: this.#missing(cluster, by, { user, groups }) }
      this.#held.delete(key)
      this.#held.set(key, held)
      held.answer.catch(() => this.#held.delete(key))
      const [oldest] = this.#held.keys()
      if (this.#held.size > maxHeld && oldest !== undefined) this.#held.delete(oldest)
    }
    const missing = await held.answer
    if (missing !== null) {
      throw new ClusterError(
        failure(
          403,
          `You may not view the cluster "${cluster}" as ${missing}: it needs "impersonate" on it.`,
        ),
      )
    }
  }

  /** Whom of them one may not impersonate. */
  async #missing(cluster: string, by: Proof, { user, groups }: Impersonation): Promise<string | null> {
    const connection = await this.#clusters.find(cluster)
    if (connection === null) throw new ClusterError(failure(404, `There is no cluster "${cluster}".`))
    const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user)
    const [, namespace, name] = account ?? []
    const asked = [
      account === null
        ? { resource: 'users', name: user, says: `the user "${user}"` }
        : { resource: 'serviceaccounts', namespace, name, says: `the service account "${user}"` },
      ...groups.map((group) => ({ resource: 'groups', name: group, says: `the group "${group}"` })),
    ]
    for (const { says, ...attributes } of asked) {
      const route = await connection.route(by)
      const spec = { resourceAttributes: { verb: 'impersonate', ...attributes } }
      const { code, body } = await ask(route, 'authorization.k8s.io/v1', 'SelfSubjectAccessReview', spec)
      if (code >= 300 || asFields(body.status).allowed !== true) return says
    }
    return null
  }
}
