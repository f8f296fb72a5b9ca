/** Where a request comes from: what proxies say of it counts only where the operator trusts them. */
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { SignInProblem } from './signin/problem.ts'

const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', 'fc00::/7', 'fe80::/10'],
}

export type Arrival = Pick<IncomingMessage, 'headers' | 'socket'>

/** Reads `X-Forwarded-For` and `X-Forwarded-Proto` of the proxies that it was told of, and of no other. */
export class TrustedProxies {
  readonly #trusted: BlockList

  /** Addresses, blocks, `loopback`, `private`. Throws on anything else. */
  constructor(entries: readonly string[]) {
    this.#trusted = blocksOf(entries.flatMap((entry) => named[entry] ?? [entry]))
  }

  /** The address of the client, as far back as the proxies can be trusted. */
  addressOf({ headers, socket }: Arrival): string {
    const told = listOf(headers['x-forwarded-for'])
    let address = plain(socket.remoteAddress ?? '')
    for (let next = told.pop(); next !== undefined && this.#trusts(address); next = told.pop()) {
      if (isIP(plain(next)) === 0) break
      address = plain(next)
    }
    return address
  }

  /** Whether the client came by HTTPS. */
  isSecure({ headers, socket }: Arrival): boolean {
    if ((socket as Partial<TLSSocket>).encrypted === true) return true
    if (!this.#trusts(plain(socket.remoteAddress ?? ''))) return false
    return listOf(headers['x-forwarded-proto']).at(-1) === 'https'
  }

  #trusts(address: string): boolean {
    const family = isIP(address)
    return family !== 0 && this.#trusted.check(address, family === 4 ? 'ipv4' : 'ipv6')
  }
}

const loopback = blocksOf(named.loopback ?? [])

export function isLoopback(address: string): boolean {
  const family = isIP(plain(address))
  return family !== 0 && loopback.check(plain(address), family === 4 ? 'ipv4' : 'ipv6')
}

function blocksOf(entries: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/')
    const family = isIP(address)
    const bits = prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix)
    if (family === 0 || !/^\d*$/.test(prefix ?? '') || bits > (family === 4 ? 32 : 128)) {
      throw new SignInProblem(`"${entry}" is no address, block, "loopback" or "private".`)
    }
    list.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}

/** Without what says that an IPv4 address came in on an IPv6 socket. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function listOf(header: string | string[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .flatMap((each) => each.split(','))
    .map((each) => each.trim())
    .filter((each) => each !== '')
}
