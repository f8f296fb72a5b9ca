/** On which clusters whoever signed in with the provider is impersonated, because these do not know it. */
import type { OidcOptions } from './options.ts'

type Choice = Pick<OidcOptions, 'impersonate' | 'impersonateOn'>

export function isImpersonatedOn({ impersonate, impersonateOn }: Choice, cluster: string): boolean {
  return impersonateOn.get(cluster) ?? impersonate
}

/** Whether there may be a cluster that sees no more than how one is called. */
export function isEverImpersonated({ impersonate, impersonateOn }: Choice): boolean {
  return impersonate || [...impersonateOn.values()].includes(true)
}

/** Whether there may be no cluster that sees an ID token. */
export function isAlwaysImpersonated({ impersonate, impersonateOn }: Choice): boolean {
  return impersonate && ![...impersonateOn.values()].includes(false)
}
