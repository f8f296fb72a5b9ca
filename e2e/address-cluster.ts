/**
 * A cluster of a test's own for what is about addresses, with a Portolan beside it. Where the tests run on a
 * control plane it is a bare one, else a sandbox.
 */
import { readFile } from 'node:fs/promises'
import type { BrowserContext } from '@playwright/test'
import { signedInHeaders } from '../src/server/testing/session.ts'
import { calicoNode, inCalicoCluster } from './cluster/calico.ts'
import { type Network, ownDefinitions } from './cluster/definitions.ts'
import { ApiClient, down, eventually, type Manifest, up } from './cluster/index.ts'
import { folderWith, startOwnServer } from './own-server.ts'

/** Building what is not built yet. */
export const startTimeout = 1_800_000

export interface AddressCluster {
  readonly url: string
  readonly api: ApiClient
  signIn(context: BrowserContext): Promise<void>
  close(): Promise<void>
}

interface Options {
  readonly name: string
  readonly network?: Network
  readonly metallb?: boolean
}

export async function startAddressCluster(options: Options): Promise<AddressCluster> {
  const isReal = process.env.PORTOLAN_TEST_KUBECONFIG !== undefined
  const { name } = options
  // One that a killed run left behind is not bare any more.
  if (isReal) await down(name)
  const cluster = isReal ? await up({ ...options, bare: true, report: say }) : null
  const sandbox = cluster === null ? 'sandbox: true\n' : ''
  const files = folderWith({ 'portolan.yaml': `${sandbox}gates: { bgp-pools: true }\n` })
  const server = await startOwnServer([
    ...['--config', files.path('portolan.yaml')],
    ...(cluster === null ? [] : ['--kubeconfig', cluster.kubeconfig]),
  ])
  const api =
    cluster === null
      ? new ApiClient({
          server: `${server.url}/clusters/portolan-admin`,
          headers: await signedInHeaders(server.url),
        })
      : ApiClient.fromKubeconfig(await readFile(cluster.kubeconfig, 'utf8'))
  if (cluster === null && options.network === 'calico') await turnToCalico(api)
  return {
    url: server.url,
    api,
    signIn: (context) => server.signIn(context),
    close: async () => {
      await api.close()
      await server.close()
      files.remove()
      if (cluster !== null) await down(name)
    },
  }
}

const say = (line: string) => void process.stderr.write(`${line}\n`)

const definitionsPath = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'

/** A sandbox has Kube-OVN from the start. */
async function turnToCalico(api: ApiClient): Promise<void> {
  const own = await ownDefinitions()
  const wanted = inCalicoCluster(own)
  const kept = new Set(wanted.map(({ metadata }) => metadata.name))
  for (const { metadata } of own) {
    if (!kept.has(metadata.name)) await api.delete(`${definitionsPath}/${metadata.name}`)
  }
  for (const each of wanted) if (each.metadata.name === 'subnets.kubeovn.io') await api.apply(each)
  await api.apply(felixConfigurations)
  await api.delete('/apis/apps/v1/namespaces/kube-system/daemonsets/kube-ovn-cni')
  await api.delete('/apis/apps/v1/namespaces/kube-system/deployments/kube-ovn-controller')
  await api.apply(calicoNode)
  await eventually('the kinds of Calico to be served', () =>
    api.list('/apis/crd.projectcalico.org/v1/felixconfigurations').catch(() => null),
  )
}

/** Of Calico's own kinds the one that it is known by; the control plane has all of the module's. */
const felixConfigurations: Manifest = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'felixconfigurations.crd.projectcalico.org' },
  spec: {
    group: 'crd.projectcalico.org',
    scope: 'Cluster',
    names: {
      kind: 'FelixConfiguration',
      listKind: 'FelixConfigurationList',
      plural: 'felixconfigurations',
      singular: 'felixconfiguration',
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
}
