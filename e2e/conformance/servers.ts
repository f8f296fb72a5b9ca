/** The two servers: a fresh real control plane, and a sandbox in this process. */
import { readFile } from 'node:fs/promises'
import { request } from 'undici'
import { createSandboxApi } from '../../src/sandbox/api/server.ts'
import { bootstrapRoles } from '../../src/sandbox/bootstrap/roles.ts'
import { loadDefinitions } from '../../src/sandbox/definitions/index.ts'
import { people } from '../../src/sandbox/people.ts'
import { celExpressions } from '../../src/sandbox/rules/cel/engine.ts'
import { builtinSchema, createRules } from '../../src/sandbox/rules/index.ts'
import type { JsonMap } from '../../src/sandbox/types.ts'
import { down, up } from '../cluster/index.ts'
import { connectionFrom } from '../cluster/kubeconfig.ts'
import { placesOf } from '../cluster/places.ts'
import { Target } from './target.ts'

export interface Server {
  readonly target: Target
  close(): Promise<void>
}

const clusterName = 'conformance'

/** With `keep`, the cluster of an earlier run serves again and stays up afterwards. */
export async function startReal(keep: boolean, report: (line: string) => void): Promise<Server> {
  if (!keep) await down(clusterName, report)
  const { kubeconfig } = await up({ name: clusterName, bare: true, report })
  const { server, authority, client } = connectionFrom(await readFile(kubeconfig, 'utf8'))
  const connect = {
    ca: authority,
    ...(client === undefined ? {} : { cert: client.certificate, key: client.key }),
  }
  await forgetPast()
  const target = new Target('real', server, { connect })
  return {
    target,
    close: async () => {
      await target.close()
      if (!keep) await down(clusterName, report)
    },
  }
}

/** Makes versions from before now too old, as they are to a new sandbox: left alone, etcd keeps them for minutes. */
async function forgetPast(): Promise<void> {
  const state = JSON.parse(await readFile(placesOf(clusterName).state, 'utf8')) as {
    readonly ports: { readonly etcd: number }
  }
  const ask = async (call: string, body: object) => {
    const { body: answer } = await request(`http://127.0.0.1:${state.ports.etcd}/v3/kv/${call}`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    return (await answer.json()) as { readonly header?: { readonly revision: string } }
  }
  const { header } = await ask('range', { key: Buffer.from('/').toString('base64') })
  if (header === undefined) throw new Error('etcd does not say at which revision it is.')
  await ask('compaction', { revision: header.revision, physical: true })
}

export async function startSandbox(report: (line: string) => void): Promise<Server> {
  const [admin] = people
  const api = createSandboxApi({
    rules: createRules({ expressions: celExpressions() }),
    schemas: builtinSchema,
    tokens: new Map([['admin', { name: admin.identity.name, groups: admin.identity.groups ?? [] }]]),
    definitions: await loadDefinitions(),
    report: (error) => report(`The sandbox failed: ${error instanceof Error ? error.stack : String(error)}`),
  })
  api.load(bootstrapRoles() as readonly JsonMap[])
  const { url } = await api.listen()
  const target = new Target('sandbox', url, {}, { authorization: 'Bearer admin' })
  return {
    target,
    close: async () => {
      await target.close()
      await api.close()
    },
  }
}
