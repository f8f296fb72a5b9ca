/** How content is written: one builder a kind, so that the other files read as data. */
import type { Manifest } from '../../k8s/objects.ts'

export interface Fields {
  readonly [field: string]: unknown
}

export interface About {
  readonly displayName?: string
  /** Who made it, as the platform notes it. */
  readonly creator?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  /** Only where nothing in the sandbox plays the controller that would write it. */
  readonly status?: Fields
}

/** An object at `place`, which is `<name>` or `<namespace>/<name>`; `fields` stand beside its metadata. */
export function object(
  apiVersion: string,
  kind: string,
  place: string,
  fields: Fields,
  about: About = {},
): Manifest {
  const { status } = about
  const metadata = metadataOf(place, about)
  return { apiVersion, kind, metadata, ...fields, ...(status === undefined ? {} : { status }) }
}

/** A builder of objects whose one field is `spec`. */
export function kindOf(apiVersion: string, kind: string) {
  return (place: string, spec: Fields, about?: About): Manifest =>
    object(apiVersion, kind, place, { spec }, about)
}

function metadataOf(place: string, about: About): Manifest['metadata'] {
  const { displayName, creator, labels } = about
  const [first = '', second] = place.split('/')
  const annotations = {
    ...(displayName === undefined ? {} : { 'cpaas.io/display-name': displayName }),
    ...(creator === undefined ? {} : { 'cpaas.io/creator': creator }),
    ...about.annotations,
  }
  return {
    ...(second === undefined ? { name: first } : { namespace: first, name: second }),
    ...(labels === undefined ? {} : { labels }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  }
}
