/** What the checks say of each document of a text, before the server is asked. */
import type { Discovery } from '../../k8s/discovery.ts'
import { judgedAs } from '../../kinds/checks.ts'
import type { Kind } from '../../kinds/kind.ts'
import type { World } from '../../kinds/world.ts'
import type { Documents } from '../../manifest/documents.ts'
import type { Finding } from '../../manifest/finding.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { identityFindings } from './identity-findings.ts'
import { misreadingFindings } from './misreading-findings.ts'
import { ownedFindings, ownershipOf } from './ownership.ts'
import { baseOf, keyOf, namedIn, type Standing } from './steps.ts'

export function isOfKind(object: unknown, { group, kind }: Pick<Kind, 'group' | 'kind'>): boolean {
  const named = namedIn(object)
  return named.kind === kind && named.group === group
}

/** For each document, what holds for any kind and what its own kind checks. */
export function documentFindings(
  { documents }: Documents,
  /** What each document stands for. */
  standings: readonly (Standing | null)[],
  discovery: Discovery | undefined,
  world: World,
): readonly (readonly Finding[])[] {
  const seen = new Set<string>()
  const values = documents.map(({ manifest }) => manifest.value)
  return documents.map(({ manifest }, index) => {
    const key = keyOf(manifest.value)
    const isTwice = seen.has(key) && namedIn(manifest.value).name !== ''
    seen.add(key)
    return [
      ...(isTwice ? [twice] : []),
      ...identityFindings(manifest),
      ...renamedFindings(manifest, standings[index] ?? null),
      ...namespaceFindings(manifest, discovery),
      ...misreadingFindings(manifest),
      ...ownersFindings(manifest, standings[index] ?? null),
      ...olderVersionFindings(manifest, discovery),
      ...judged(manifest.value, world, values.toSpliced(index, 1)),
    ]
  })
}

function judged(value: unknown, world: World, beside: readonly unknown[]): readonly Finding[] {
  return judgedAs(value).checks.flatMap((check) => check(value, world, beside))
}

/** A document that says only a part of its object leaves the rest as it is; the review tells whose the part is. */
function ownersFindings({ value }: Manifest, standing: Standing | null): readonly Finding[] {
  if (standing === null || standing.base !== undefined) return []
  return ownedFindings(ownershipOf(standing.origin), baseOf(standing), value)
}

const twice: Finding = {
  id: 'object/twice',
  severity: 'error',
  path: ['metadata', 'name'],
  text: { key: 'app:twice' },
}

/** Only the object of a page can be called otherwise: any other document then stands for another object. */
function renamedFindings({ value }: Manifest, standing: Standing | null): readonly Finding[] {
  if (standing?.isOfPage !== true) return []
  const [mine, saved] = [namedIn(value), namedIn(standing.origin)]
  if (mine.kind !== saved.kind) return []
  const values = { kind: saved.kind }
  const keeps = (field: 'name' | 'namespace', key: string): readonly Finding[] =>
    mine[field] === saved[field]
      ? []
      : [{ id: `object/keeps-${field}`, severity: 'error', path: ['metadata', field], text: { key, values } }]
  return [...keeps('name', 'app:keepsName'), ...keeps('namespace', 'app:keepsNamespace')]
}

/** What the document of a page for one kind has to be. */
export function otherKindFindings(manifest: Manifest, kind: Kind): readonly Finding[] {
  if (isOfKind(manifest.value, kind)) return []
  const text = { key: 'app:otherKind', values: { kind: kind.kind } }
  return [{ id: 'object/other-kind', severity: 'error', path: ['kind'], text, missing: true }]
}

function namespaceFindings({ value }: Manifest, discovery: Discovery | undefined): readonly Finding[] {
  const { group, version, kind, namespace } = namedIn(value)
  const type = discovery?.find(group, kind, [version])
  if (!type || type.namespaced === (namespace !== '')) return []
  const path = ['metadata', 'namespace']
  if (type.namespaced) {
    const text = { key: 'app:namespaceMissing' }
    return [{ id: 'object/namespace-missing', severity: 'error', path, text, missing: true }]
  }
  const text = { key: 'app:namespaceNone', values: { kind } }
  const fix = { label: { key: 'app:leaveOut' }, edits: [{ path }] }
  return [{ id: 'object/namespace-none', severity: 'info', path, text, fix }]
}

/** A version on trial where the cluster serves one that stays. */
function olderVersionFindings({ value }: Manifest, discovery: Discovery | undefined): readonly Finding[] {
  const { group, version, kind } = namedIn(value)
  if (!/(alpha|beta)/.test(version)) return []
  const better = discovery?.versionsOf(group, kind).find((each) => /^v\d+$/.test(each))
  if (better === undefined) return []
  const to = group === '' ? better : `${group}/${better}`
  const fix = {
    label: { key: 'app:writeIt', values: { value: to } },
    edits: [{ path: ['apiVersion'], value: to }],
  }
  const text = { key: 'app:olderVersion', values: { version, better, kind } }
  return [{ id: 'object/older-version', severity: 'info', path: ['apiVersion'], text, fix }]
}

/** One finding of a severity at a path is enough; the server's come first and win. */
export function withoutDoubles(findings: readonly Finding[]): readonly Finding[] {
  const isServers = ({ id }: Finding) => id.startsWith('server/')
  const place = ({ severity, path }: Finding) => `${severity} ${path.join('.')}`
  const taken = new Set(findings.filter(isServers).map(place))
  return findings.filter((finding) => isServers(finding) || !taken.has(place(finding)))
}
