/** Who signs in to the sandbox, and to the control plane for tests. What each may do is in `content/access.ts`. */

export interface Person {
  /** The kubeconfig context in which requests are this person's. */
  readonly context: string
  /** As the kubeconfig calls the person, for people to read. */
  readonly user: string
  /** The context's namespace. */
  readonly namespace?: string
  /** As the API server knows the person. */
  readonly identity: { readonly name: string; readonly groups?: readonly string[] }
}

/** The first is the default. */
export const people: readonly [Person, ...Person[]] = [
  {
    context: 'portolan-admin',
    user: 'administrator',
    identity: { name: 'admin', groups: ['system:masters'] },
  },
  {
    context: 'portolan-developer',
    user: 'developer',
    namespace: 'shop-prod',
    identity: { name: 'dana', groups: ['project:shop'] },
  },
  {
    context: 'portolan-auditor',
    user: 'auditor',
    identity: { name: 'ada' },
  },
]
