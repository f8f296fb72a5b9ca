#!/usr/bin/env node
/** The authorizer alone: what API servers ask where projects share a namespace. */
import type { AddressInfo } from 'node:net'
import { Command } from 'commander'
import { destination, pino } from 'pino'
import { followTls, readTls } from '../server/tls.ts'
import { defaultSharing } from './judge.ts'
import { createAuthorizer } from './server.ts'

interface Flags {
  readonly host: string
  readonly port: string
  readonly tlsCert: string
  readonly tlsKey: string
  readonly namespace: string
  readonly labelDomain: string
  readonly groupPrefix: string
}

const { namespace, labelDomain, groupPrefix } = defaultSharing
const command = new Command('authorizer')
  .description('Lets people list the ports and rules of their own projects, and nothing else')
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--port <number>', 'port to listen on; 0 takes a free one', '7655')
  .requiredOption('--tls-cert <file>', 'certificate, PEM')
  .requiredOption('--tls-key <file>', 'its key, PEM')
  .option('--namespace <name>', 'where the load balancers are', namespace)
  .option('--label-domain <domain>', "prefix of the platform's labels", labelDomain)
  .option('--group-prefix <text>', 'how the groups begin that say which projects somebody is in', groupPrefix)

const flags = command.parse().opts<Flags>()
const log = pino({ level: 'info' }, destination(2))
try {
  const port = portOf(flags.port)
  if (flags.groupPrefix === '') throw new Error('Without a prefix every group would be a project.')
  const files = { certFile: flags.tlsCert, keyFile: flags.tlsKey }
  const sharing = { ...defaultSharing, ...flags }
  const server = createAuthorizer(readTls(files), sharing)
  server.on('error', fail)
  server.listen(port, flags.host, () => {
    followTls(files, server, log)
    const { address, port: taken } = server.address() as AddressInfo
    process.stdout.write(`The authorizer is listening on https://${address}:${taken}/authorize\n`)
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0))
} catch (error) {
  fail(error as Error)
}

function portOf(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) > 65_535)
    throw new Error(`--port ${text} is no number from 0 to 65535.`)
  return Number(text)
}

function fail({ message }: Error): void {
  process.stderr.write(`The authorizer cannot start: ${message}\n`)
  process.exit(1)
}
