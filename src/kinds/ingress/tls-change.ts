/** Changes of an Ingress's hosts and of `spec.tls`, each by the smallest edits; what other hosts share stays. */
import type { Path } from '../../k8s/fieldpath.ts'
import { insertAt, type Manifest, removeAt, setAt } from '../../manifest/manifest.ts'
import { type IngressView, isSameHost, servesHost, type TlsEntry, viewOf } from './spec.ts'

const tlsPath: Path = ['spec', 'tls']
const prune = { pruneEmptyParents: true } as const

const viewIn = (manifest: Manifest): IngressView => viewOf(manifest.value)

/** The host of the rule at `rulePath` becomes another one, and its certificate goes with it. */
export function withHost(manifest: Manifest, rulePath: Path, host: string): Manifest {
  const { rules, tls } = viewIn(manifest)
  const old = rules.find(({ at }) => at.join() === rulePath.join())?.host ?? ''
  const renamed = setAt(manifest, [...rulePath, 'host'], host)
  if (old === host) return renamed
  const places = placesOf(old, tls)
  const others = rules.filter((rule) => isSameHost(rule.host, old)).length - 1
  const place = places.at(-1)
  // Other rules of the same host keep what they share.
  if (place === undefined || places.length <= others) return renamed
  if (host !== '') return setAt(renamed, place, old === '' ? [host] : host)
  const entry = tls.find(({ at }) => at.join() === place.slice(0, 3).join())
  return removeAt(renamed, entry?.hosts.length === 1 ? place.slice(0, 4) : place)
}

/** Where a host stands; without one, the lists of hosts that are not there. */
function placesOf(host: string, tls: readonly TlsEntry[]): readonly Path[] {
  if (host === '') return tls.filter(({ hosts }) => hosts.length === 0).map(({ at }) => [...at, 'hosts'])
  return tls.flatMap(({ at, hosts }) =>
    hosts.flatMap((each, index) => (isSameHost(each, host) ? [[...at, 'hosts', index]] : [])),
  )
}

/** Served over HTTPS, with this certificate if there is none yet. */
export function withHttps(manifest: Manifest, host: string, secretName: string): Manifest {
  const { tls } = viewIn(manifest)
  if (tls.some((entry) => servesHost(entry, host))) return manifest
  return insertAt(manifest, tlsPath, tls.length, newEntry(host, secretName))
}

const newEntry = (host: string, secretName: string) =>
  host === '' ? { secretName } : { hosts: [host], secretName }

/** Served over plain HTTP. */
export function withoutHttps(manifest: Manifest, host: string): Manifest {
  return viewIn(manifest)
    .tls.toReversed()
    .filter((entry) => servesHost(entry, host))
    .reduce((current, entry) => withoutHost(current, entry, host), manifest)
}

/** An entry goes with its last host: without hosts it would stand for all. */
function withoutHost(manifest: Manifest, entry: TlsEntry, host: string): Manifest {
  if (entry.hosts.every((each) => isSameHost(each, host))) return removeAt(manifest, entry.at, prune)
  return placesOf(host, [entry])
    .toReversed()
    .reduce((current, place) => removeAt(current, place), manifest)
}

/** Served with another certificate. A host that shared one leaves the others theirs. */
export function withSecret(manifest: Manifest, host: string, secretName: string): Manifest {
  const { tls } = viewIn(manifest)
  const entry = tls.find((each) => servesHost(each, host))
  if (entry === undefined) return withHttps(manifest, host, secretName)
  if (entry.secretName === secretName) return manifest
  if (entry.hosts.every((each) => isSameHost(each, host)))
    return setAt(manifest, [...entry.at, 'secretName'], secretName)
  const same = tls.find((each) => each.secretName === secretName && each.hosts.length > 0)
  const left = withoutHost(manifest, entry, host)
  return same === undefined
    ? insertAt(left, tlsPath, tls.length, newEntry(host, secretName))
    : insertAt(left, [...same.at, 'hosts'], same.hosts.length, host)
}
