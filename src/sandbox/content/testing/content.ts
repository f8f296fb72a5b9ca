/** The content as of one day, and how tests name its objects. */
import type { Manifest } from '../../../k8s/objects.ts'
import { contentOf } from '../index.ts'

export const now = new Date('2026-05-04T12:00:00Z')

export function contentIn(copies: number): readonly Manifest[] {
  return contentOf({ copies, now }).flatMap(({ manifests }) => manifests)
}

export const content = contentIn(1)

export function ofKind(kind: string, manifests: readonly Manifest[] = content): readonly Manifest[] {
  return manifests.filter((each) => each.kind === kind)
}

/** `<name>`, or `<namespace>/<name>`. */
export function placeOf({ metadata: { namespace, name } }: Manifest): string {
  return namespace === undefined ? name : `${namespace}/${name}`
}

export function find(kind: string, place: string): Manifest | undefined {
  return ofKind(kind).find((each) => placeOf(each) === place)
}
