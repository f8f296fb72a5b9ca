/** The clusters that the configuration names, in place of all contexts of the kubeconfig. */
import type { ConfiguredCluster } from '../config/settings/clusters.ts'
import { type Kubeconfig, type KubeconfigContext, KubeconfigError } from './kubeconfig.ts'

export const emptyKubeconfig: Kubeconfig = { contexts: [], currentContext: null }

/** The kubeconfig as it is where the configuration names no clusters. Throws `KubeconfigError`. */
export function withConfigured(kubeconfig: Kubeconfig, clusters: readonly ConfiguredCluster[]): Kubeconfig {
  const [first] = clusters
  if (first === undefined) return kubeconfig
  return {
    currentContext: first.name,
    contexts: clusters.map((cluster, at) => contextOf(cluster, at, kubeconfig)),
  }
}

function contextOf(cluster: ConfiguredCluster, at: number, { contexts }: Kubeconfig): KubeconfigContext {
  const { name, title, oidcImpersonate, context, server, certificateAuthority } = cluster
  const own = {
    name,
    ...(title !== undefined && { title }),
    ...(oidcImpersonate !== undefined && { oidcImpersonate }),
  }
  if (context === undefined) {
    // Nobody's credentials stand in the configuration: whoever uses the cluster brings them.
    const address = { server, 'certificate-authority': certificateAuthority }
    return { ...own, clusterName: name, cluster: address, userName: '', user: {} }
  }
  const meant = contexts.find((each) => each.name === context)
  if (meant !== undefined) return { ...meant, ...own }
  const known = contexts.map((each) => each.name).join(', ')
  throw new KubeconfigError(
    `clusters[${at}].context: "${context}" is no context of the kubeconfig; ${known === '' ? 'it has none' : `there is ${known}`}.`,
  )
}
