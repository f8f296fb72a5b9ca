/** Where the server listens, what it serves and what it logs. */
import { optional, setting } from '../setting.ts'
import { choice, file, integer, listOf, text } from '../valuetype.ts'

export const listening = {
  port: setting({
    type: integer(0, 65_535),
    initial: 7654,
    what: 'The port to listen on; 0 takes a free one.',
    // In a cluster, the variables of a Service called `portolan` look like our own.
    foreign: /^(tcp|udp|sctp):\/\//,
  }),
  host: setting({
    type: text('an address or host name', /^\S+$/, '<address>'),
    initial: '127.0.0.1',
    what: 'The address to listen on.',
  }),
  allowHost: setting<readonly string[]>({
    type: listOf(text('a host name, with or without a port', /^[^\s/@]+$/, '<host>'), 'a list of host names'),
    initial: [],
    initially: 'loopback names only',
    what: 'Other host names to answer for, each with or without a port.',
  }),
  assets: optional<string>({
    type: file(),
    initially: 'the one it was built with',
    what: 'The folder of the built console.',
  }),
  logLevel: setting({
    type: choice('trace', 'debug', 'info', 'warn', 'error', 'silent'),
    initial: 'info',
    what: 'The least severe messages to log.',
  }),
} as const
