/** The authorizer beside an API server, set up as the files in `deploy/authorization` say. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { authorizationFile } from '../deploy/manifests.ts'
import { defaultSharing } from '../src/authorizer/judge.ts'
import { createAuthorizer } from '../src/authorizer/server.ts'
import { readTls } from '../src/server/tls.ts'
import { askAuthorizers, CertificateAuthority } from './cluster/index.ts'

interface Entry {
  readonly type: string
  readonly webhook?: object
}

interface Kubeconfig {
  readonly clusters: readonly { readonly name: string; readonly cluster: { readonly server: string } }[]
}

export interface RunningAuthorizer {
  readonly stop: () => void
  readonly start: () => Promise<void>
}

/** Has the API server of that cluster ask it. It ends with this process. */
export async function installAuthorizer(cluster: string): Promise<RunningAuthorizer> {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-authorizer-'))
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text, { mode: 0o600 })
    return join(folder, name)
  }
  const authority = await CertificateAuthority.create('authorizer')
  const { certificate, key } = await authority.serving('authorizer', [{ type: 'ip', value: '127.0.0.1' }])
  const tls = readTls({ certFile: write('tls.crt', certificate), keyFile: write('tls.key', key) })
  let server = await listening(createAuthorizer(tls, defaultSharing), 0)
  const { port } = server.address() as AddressInfo

  const kubeconfig = authorizationFile('authorizer.kubeconfig') as Kubeconfig
  const clusters = kubeconfig.clusters.map(({ name, cluster: { server: url } }) => ({
    name,
    cluster: {
      server: Object.assign(new URL(url), { port }).href,
      'certificate-authority': write('ca.crt', authority.certificate),
    },
  }))
  const kubeConfigFile = write('kubeconfig', stringify({ ...kubeconfig, clusters }))
  const { authorizers } = authorizationFile('authorization.yaml') as { authorizers: readonly Entry[] }
  const webhooks = authorizers.flatMap((entry) =>
    entry.type === 'Webhook'
      ? [
          {
            ...entry,
            webhook: { ...entry.webhook, connectionInfo: { type: 'KubeConfigFile', kubeConfigFile } },
          },
        ]
      : [],
  )
  await askAuthorizers(webhooks, cluster)
  return {
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
    start: async () => {
      server = await listening(createAuthorizer(tls, defaultSharing), port)
    },
  }
}

async function listening(server: Server, port: number): Promise<Server> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  server.unref()
  return server
}
