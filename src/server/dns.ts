/** Asks DNS where a name leads, for whoever is signed in, where the configuration allows it. */
import { Resolver } from 'node:dns/promises'
import type { FastifyInstance } from 'fastify'
import { isDns1123Subdomain } from '../k8s/names.ts'
import type { DnsAnswer } from '../net/dns.ts'
import type { Gate } from './signin/gate.ts'
import { failure } from './status.ts'

export interface DnsOptions {
  readonly gate: Gate
  /** `address` or `address:port`; none for those of the machine. */
  readonly servers: readonly string[]
}

const patience = { timeout: 1_500, tries: 2 } as const

/** Pages ask for one name at a time; nobody gets a machine for asking DNS out of it. */
const askedAtOnce = 16

export function serveDns(app: FastifyInstance, { gate, servers }: DnsOptions): void {
  const resolver = new Resolver(patience)
  if (servers.length > 0) resolver.setServers([...servers])
  let underWay = 0
  app.get('/dns', { exposeHeadRoute: false }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const admitted = await gate.admit(request.raw)
    if ('status' in admitted) return reply.code(admitted.status.code ?? 401).send(admitted.status)
    if (admitted.cookies.length > 0) reply.header('set-cookie', admitted.cookies)
    const { name } = request.query as { name?: unknown }
    if (typeof name !== 'string' || !isDns1123Subdomain(name)) {
      return reply
        .code(400)
        .send(failure(400, 'Give the name to ask for, in lower case: ?name=shop.example.com'))
    }
    if (underWay >= askedAtOnce) {
      return reply
        .code(429)
        .send(failure(429, 'Many ask for names at this moment. Try again in a few seconds.'))
    }
    underWay += 1
    try {
      return await resolve(resolver, name)
    } finally {
      underWay -= 1
    }
  })
}

/** What c-ares says where the name, or an address of the family, is not there. */
const absent = ['ENOTFOUND', 'ENODATA']

/** One family may have nothing, or fail, without hiding the other. */
async function resolve(resolver: Resolver, name: string): Promise<DnsAnswer> {
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  const addresses = answers.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
  const failures = answers.flatMap((each) => (each.status === 'rejected' ? [codeOf(each.reason)] : []))
  const isAnswered = addresses.length > 0 || failures.every((code) => absent.includes(code))
  return { addresses: addresses.toSorted(), failure: isAnswered ? null : (failures[0] ?? null) }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'UNKNOWN'
}
