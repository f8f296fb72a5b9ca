/** The sandbox: a Kubernetes API in memory, filled with a believable platform, that behaves as a cluster does. */
import { randomBytes } from 'node:crypto'
import type { KubeEvent } from '../k8s/core.ts'
import { createSandboxApi } from './api/server.ts'
import { clusterObjects } from './bootstrap/cluster.ts'
import { bootstrapRoles } from './bootstrap/roles.ts'
import { loopbackCertificate } from './certificate.ts'
import { Clock } from './clock.ts'
import { agedEvents } from './content/events.ts'
import { contentOf } from './content/index.ts'
import { controlPlaneAddress } from './content/platform.ts'
import { loadDefinitions } from './definitions/index.ts'
import { kubeconfigText } from './kubeconfig.ts'
import { sandboxLogs } from './logs/index.ts'
import { type Person, people } from './people.ts'
import { reactionsOf } from './reactions/index.ts'
import { Reactor } from './reactions/reactor.ts'
import { applyWrite } from './reactions/write.ts'
import { celExpressions } from './rules/cel/engine.ts'
import { builtinSchema, createRules, serviceRanges } from './rules/index.ts'
import type { JsonMap, User } from './types.ts'

export interface SandboxOptions {
  /** How many times the projects stand side by side; 1 is a platform of about 400 objects. */
  readonly scale?: number
  /** Told of failures that are the sandbox's own fault. */
  readonly report?: (error: unknown) => void
}

export interface SandboxAddress {
  /** Reaches it as each of the people; the file it goes to is to be kept from others. */
  readonly kubeconfig: string
}

export interface Sandbox {
  /** Starts to answer on the loopback interface; kubectl sends its token with TLS only. */
  listen(how: { readonly port?: number; readonly tls: boolean }): Promise<SandboxAddress>
  close(): Promise<void>
}

const hour = 60 * 60 * 1000
/** Long enough to be seen, short enough to wait for. */
const startMilliseconds = 1_500

export async function createSandbox({
  scale = 1,
  report = console.error,
}: SandboxOptions = {}): Promise<Sandbox> {
  const certificate = loopbackCertificate()
  const [first, ...others] = people
  const users = [withToken(first), ...others.map(withToken)] as const
  const clock = new Clock()
  const start = Date.now()
  const chapters = contentOf({ copies: scale, now: new Date(start) })
  clock.set(start - Math.max(...chapters.map(({ hoursAgo }) => hoursAgo)) * hour)
  const api = createSandboxApi({
    rules: createRules({ expressions: celExpressions() }),
    schemas: builtinSchema,
    tokens: new Map(users.map(({ credentials, identity }) => [credentials.token, identity])),
    definitions: await loadDefinitions(),
    now: clock.now,
    logs: sandboxLogs,
    // Greater than every version of an earlier run, so that clients which remember one read everything anew.
    firstRevision: start,
    report,
  })
  const reactions = reactionsOf({ authority: certificate.cert, startMilliseconds })
  const reactor = new Reactor(api.core, reactions, { report })
  const fill = (objects: readonly unknown[]) => {
    api.load(objects as readonly JsonMap[])
    reactor.settle((until) => clock.set(until))
  }
  fill([...bootstrapRoles(), ...clusterObjects(clusterFacts)])
  for (const { hoursAgo, manifests } of chapters) {
    clock.set(start - hoursAgo * hour)
    fill(manifests)
  }
  clock.run()
  const events = reactor.world.list<KubeEvent>({ group: '', plural: 'events' })
  for (const write of agedEvents(events, new Date(start))) applyWrite(api.core, write, 'portolan-sandbox')
  reactor.start()
  return {
    async listen({ port = 0, tls }) {
      const { url } = await api.listen({ port, ...(tls ? { certificate } : {}) })
      const trust = tls ? { authority: certificate.cert } : {}
      return { kubeconfig: kubeconfigText({ cluster: clusterName, server: url, ...trust, users }) }
    },
    async close() {
      reactor.close()
      await api.close()
    },
  }
}

const clusterFacts = {
  address: controlPlaneAddress,
  serviceCidrs: serviceRanges.cidrs,
  serviceAddress: '10.96.0.1',
}

const clusterName = 'portolan-sandbox'

/** With a bearer token that is good for one run of the sandbox. */
function withToken({ identity, ...person }: Person) {
  const user: User = { name: identity.name, groups: identity.groups ?? [] }
  return { ...person, identity: user, credentials: { token: randomBytes(32).toString('base64url') } }
}
