/** What is installed in a cluster: parts, the signs by which each is known, and what the signs say. */
import type { Discovery } from '../discovery.ts'
import { type Path, valueAt } from '../fieldpath.ts'
import { imageVersion } from '../image.ts'
import { asFields, asList, asString } from '../shape.ts'

/** A group that is served, or one collection in it. */
export interface ApiSign {
  readonly group: string
  readonly plural?: string
}

/** An object of a controller: by its name in one namespace, by its name in whatever namespace, or by a field. */
export interface ObjectSign {
  readonly kind: string
  readonly group: string
  readonly version: string
  readonly plural: string
  readonly name?: string
  readonly namespace?: string
  /** Without a name: which of all of them count. */
  readonly where?: { readonly path: Path; readonly matches: RegExp }
  /** Where it says its version; by default the tag of the image that it runs. */
  readonly versionAt?: Path
}

export type Sign = ApiSign | ObjectSign

export interface Part {
  readonly id: string
  /** As its makers call it. */
  readonly name: string
  /** Whether it gives pods their network: of these a cluster has one, seldom two. */
  readonly isNetwork?: true
  /** Any of these APIs has to be served, or it cannot be there. */
  readonly needs?: readonly ApiSign[]
  /** Any of these shows that it runs. */
  readonly signs: readonly Sign[]
  /** The API groups that come with it. */
  readonly groups: readonly string[]
}

/**
 * - `found`: it is there.
 * - `idle`: its API is served, and nothing that runs it was found under its usual names.
 * - `absent`: it is not there.
 * - `unknown`: what would tell could not be read.
 */
export type Presence = 'found' | 'idle' | 'absent' | 'unknown'

export type Answer = 'yes' | 'no' | 'unknown'

export interface Evidence {
  readonly sign: Sign
  readonly answer: Answer
  /** `<namespace>/<name>` of the objects that answered. */
  readonly places: readonly string[]
}

export interface PartFinding {
  readonly part: Part
  readonly presence: Presence
  readonly version: string | null
  readonly evidence: readonly Evidence[]
}

export interface Observations {
  /** `null`: not known. */
  readonly discovery: Discovery | null
  /** What reading for a sign gave; `null` where it was refused, failed, or was not tried. */
  readonly objects: (sign: ObjectSign) => readonly unknown[] | null
}

export function isObjectSign(sign: Sign): sign is ObjectSign {
  return 'version' in sign
}

export function findPart(part: Part, observed: Observations): PartFinding {
  const needs = (part.needs ?? []).map((sign) => evidenceOf(sign, observed))
  const signs = part.signs.map((sign) => evidenceOf(sign, observed))
  const presence = presenceOf(
    part.needs === undefined ? null : anyOf(needs),
    part.signs.length === 0 ? null : anyOf(signs),
  )
  const isThere = presence === 'found' || presence === 'idle'
  return {
    part,
    presence,
    version: isThere ? versionOf(part, observed) : null,
    evidence: [...needs, ...signs],
  }
}

/** The evidence that people have to see to believe the finding: what speaks for it, and what could not be read. */
export function tellingEvidence({ part, presence, evidence }: PartFinding): readonly Evidence[] {
  const needed = evidence.slice(0, part.needs?.length ?? 0)
  // Nobody looked for what runs a part that cannot be there.
  if (presence === 'absent' && needed.length > 0) return needed
  const rest = evidence.slice(needed.length)
  const speaking = needed.filter(({ answer }) => answer !== 'no')
  const shown = rest.filter(({ answer }) => answer === 'yes')
  if (shown.length > 0) return [...speaking, ...shown]
  if (presence === 'found') return [...speaking, ...rest.filter(({ answer }) => answer === 'unknown')]
  return [...speaking, ...rest]
}

/** The signs that have to be read: none of a part that cannot be there. */
export function signsToRead(parts: readonly Part[], discovery: Discovery): readonly ObjectSign[] {
  const possible = parts.filter(
    ({ needs }) => needs === undefined || needs.some((sign) => servedAnswer(sign, discovery) === 'yes'),
  )
  // An API that is not served holds no objects, and needs no question.
  return possible.flatMap(({ signs }) =>
    signs.filter((sign): sign is ObjectSign => isObjectSign(sign) && servedAnswer(sign, discovery) === 'yes'),
  )
}

/** The same for signs that ask for the same objects. */
export function readingKey({ group, version, plural, namespace, name }: ObjectSign): string {
  return [group, version, plural, namespace ?? '', name ?? ''].join('/')
}

/** `needed` and `shown` are `null` where a part has no such signs. */
function presenceOf(needed: Answer | null, shown: Answer | null): Presence {
  if (needed === 'no') return 'absent'
  if (shown === 'yes') return 'found'
  if (needed === 'yes') return shown === 'no' ? 'idle' : 'found'
  if (needed === null && shown === 'no') return 'absent'
  return 'unknown'
}

function anyOf(evidence: readonly Evidence[]): Answer {
  const answers = evidence.map(({ answer }) => answer)
  if (answers.includes('yes')) return 'yes'
  return answers.includes('unknown') ? 'unknown' : 'no'
}

function evidenceOf(sign: Sign, observed: Observations): Evidence {
  const served = servedAnswer(sign, observed.discovery)
  if (!isObjectSign(sign) || served === 'no') return { sign, answer: served, places: [] }
  const found = matching(sign, observed)
  if (found === null) return { sign, answer: 'unknown', places: [] }
  return { sign, answer: found.length > 0 ? 'yes' : 'no', places: found.map(placeOf) }
}

function servedAnswer(sign: Sign, discovery: Discovery | null): Answer {
  if (discovery === null) return 'unknown'
  const { group, plural } = sign
  return (plural === undefined ? discovery.hasGroup(group) : discovery.findPlural(group, plural) !== null)
    ? 'yes'
    : 'no'
}

function matching(sign: ObjectSign, observed: Observations): readonly unknown[] | null {
  const { where } = sign
  const objects = observed.objects(sign)
  if (objects === null || where === undefined) return objects
  return objects.filter((object) => where.matches.test(asString(valueAt(object, where.path))))
}

function placeOf(object: unknown): string {
  const { namespace, name } = asFields(asFields(object).metadata)
  return [namespace, name].map(asString).filter(Boolean).join('/')
}

function versionOf({ signs }: Part, observed: Observations): string | null {
  for (const sign of signs) {
    if (!isObjectSign(sign)) continue
    for (const object of matching(sign, observed) ?? []) {
      const version =
        sign.versionAt === undefined ? runVersion(object) : asString(valueAt(object, sign.versionAt))
      if (version) return version
    }
  }
  return null
}

/** The tag of what a workload runs, else what its labels say. */
function runVersion(object: unknown): string | null {
  const { spec, metadata } = asFields(object)
  const { containers } = asFields(asFields(asFields(spec).template).spec)
  const images = asList(containers).map((each) => imageVersion(asString(asFields(each).image)))
  const labelled = asString(asFields(asFields(metadata).labels)['app.kubernetes.io/version'])
  return images.find((version) => version !== null) ?? (labelled || null)
}
