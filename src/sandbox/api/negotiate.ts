/** Which representation a client wants, from its Accept header. */
import { notAcceptable, notAcceptableAtAll } from './errors.ts'

export interface Representation {
  readonly format: 'json' | 'yaml'
  /** Instead of the object itself. */
  readonly as: '' | 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList'
  /** Of `meta.k8s.io`, for `as`. */
  readonly version: string
  readonly pretty: boolean
}

interface MediaRange {
  readonly type: string
  readonly quality: number
  readonly parameters: ReadonlyMap<string, string>
}

/** The ranges of an Accept header, best first. */
export function mediaRanges(accept: string): readonly MediaRange[] {
  const ranges = accept.split(',').map((part): MediaRange => {
    const [type = '', ...parameters] = part.split(';').map((each) => each.trim())
    const pairs = parameters.map((each): [string, string] => {
      const [name = '', value = ''] = each.split('=')
      return [name.trim(), value.trim().replace(/^"(.*)"$/, '$1')]
    })
    const map = new Map(pairs)
    const quality = Number(map.get('q') ?? 1)
    return { type: type.toLowerCase(), quality: Number.isNaN(quality) ? 1 : quality, parameters: map }
  })
  return ranges.filter(({ type }) => type !== '').sort((a, b) => b.quality - a.quality)
}

const json = 'application/json'
const yaml = 'application/yaml'
const protobuf = 'application/vnd.kubernetes.protobuf'

export interface Offer {
  readonly custom: boolean
  readonly watching: boolean
  /** Whether the same path can be watched; what is available then says so. */
  readonly watchable: boolean
  /** Whether the answer may be a Table or metadata only. */
  readonly transformable: boolean
}

/**
 * The first acceptable representation. Throws 406 where there is none. Protobuf is never sent; clients that
 * prefer it name JSON as their second choice.
 */
export function negotiate(accept: string | undefined, offer: Offer, pretty: boolean): Representation {
  const plain: Representation = { format: 'json', as: '', version: '', pretty }
  if (accept === undefined || accept.trim() === '') return plain
  const ranges = mediaRanges(accept)
  for (const range of ranges) {
    const format = formatOf(range.type)
    if (format === null || (format === 'yaml' && offer.watching)) continue
    const as = range.parameters.get('as') ?? ''
    if (as === '') return { ...plain, format }
    const version = range.parameters.get('v') ?? ''
    if (
      offer.transformable &&
      isTransform(as) &&
      range.parameters.get('g') === 'meta.k8s.io' &&
      isVersion(version)
    ) {
      return { ...plain, format, as, version }
    }
  }
  const stream = offer.watching ? ';stream=watch' : ''
  const accepted = [json, ...(offer.watching ? [] : [yaml]), protobuf].map((type) => `${type}${stream}`)
  const anyMatches = ranges.some(({ type }) => formatOf(type) !== null)
  if (offer.custom || anyMatches) throw notAcceptable(accepted)
  throw notAcceptableAtAll([
    json,
    yaml,
    protobuf,
    ...(offer.watchable ? [`${json};stream=watch`, `${protobuf};stream=watch`] : []),
  ])
}

function formatOf(type: string): 'json' | 'yaml' | null {
  if (type === json || type === '*/*') return 'json'
  return type === yaml ? 'yaml' : null
}

function isTransform(as: string): as is Exclude<Representation['as'], ''> {
  return as === 'Table' || as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList'
}

function isVersion(version: string): boolean {
  return version === 'v1' || version === 'v1beta1'
}
