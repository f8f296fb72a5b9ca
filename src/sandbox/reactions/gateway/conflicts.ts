/** Listeners of one Gateway that cannot stand on the same port. */
import type { Problem } from './listeners.ts'
import type { Gateway, Listener } from './objects.ts'

/** Only listeners that are sound by themselves compete. */
export function conflictsOf(
  { metadata }: Gateway,
  listeners: readonly Listener[],
): ReadonlyMap<Listener, readonly Problem[]> {
  const nameOf = ({ name }: Listener) => `${metadata.namespace}/${metadata.name}/${name}`
  const found = new Map<Listener, readonly Problem[]>()
  const mark = (losers: readonly Listener[], reason: string, message: string) => {
    for (const each of losers) found.set(each, [{ type: 'Conflicted', reason, message }])
  }
  for (const onPort of groups(
    listeners.filter(({ protocol }) => protocol !== 'UDP'),
    portOf,
  )) {
    if (new Set(onPort.map(protocolOf)).size < 2) continue
    const names = onPort.map(nameOf).sort().join(', ')
    const rule = 'All listeners for a given port must use a compatible protocol'
    mark(onPort, 'ProtocolConflict', `${rule}, conflicting listeners: ${names}`)
  }
  const named = listeners.filter((each) => !found.has(each) && !isTransport(each))
  for (const equal of groups(named, (each) => `${each.port} ${each.hostname ?? ''}`)) {
    if (equal.length < 2) continue
    const names = equal.map(nameOf).sort().join(', ')
    const rule = 'All listeners for a given port must use a unique hostname'
    mark(equal, 'HostnameConflict', `${rule}, conflicting listeners: ${names}`)
  }
  const transports = listeners.filter((each) => !found.has(each) && isTransport(each))
  for (const equal of groups(transports, (each) => `${each.port} ${each.protocol}`)) {
    const message = `Only one ${equal[0]?.protocol} listener is allowed in a given port`
    mark(equal.slice(1), 'ProtocolConflict', message)
  }
  return found
}

/** HTTPS and TLS listeners are told apart by the name that the client asks for. */
function protocolOf({ protocol }: Listener): string {
  return protocol === 'HTTPS' || protocol === 'TLS' ? 'https/tls' : protocol
}

function isTransport({ protocol }: Listener): boolean {
  return protocol === 'TCP' || protocol === 'UDP'
}

function portOf({ port }: Listener): string {
  return String(port)
}

function groups(listeners: readonly Listener[], key: (listener: Listener) => string): readonly Listener[][] {
  const found = new Map<string, Listener[]>()
  for (const each of listeners) found.set(key(each), [...(found.get(key(each)) ?? []), each])
  return [...found.values()]
}
