/** All that is said about a text while it is edited: by the checks, by the server, by the schemas. */
import { useMemo, useState } from 'react'
import type { Path } from '../../k8s/fieldpath.ts'
import type { Kind } from '../../kinds/kind.ts'
import type { World } from '../../kinds/world.ts'
import type { Finding, Severity } from '../../manifest/finding.ts'
import { useDiscovery } from '../api/queries.ts'
import type { Scope } from '../scope.ts'
import { documentFindings, otherKindFindings, withoutDoubles } from './document-findings.ts'
import { useDocumentsWorld } from './documents-world.ts'
import type { Editing } from './editing.ts'

type OfDocuments = readonly (readonly Finding[])[]

/** A field of one of the documents. */
export interface Place {
  readonly index: number
  readonly path: Path
}

export interface Judgement {
  readonly world: World
  /** Of each document, what the checks and the server say. */
  readonly findings: OfDocuments
  /** Of each document, what the schemas say where nobody else does. */
  readonly judged: OfDocuments
  readonly setJudged: (judged: OfDocuments) => void
  /** The first that prevents saving: what is required and not there, or must not be written. */
  readonly obstacle: Place | null
  readonly count: (severity: Severity) => number
  /** Where the first of a severity stands. */
  readonly placeOf: (severity: Severity) => Place | null
}

export interface JudgementOptions {
  readonly scope: Scope
  /** The kind of the page, and the document that is of it. */
  readonly kind: Kind | null
  readonly main: number
  readonly editing: Editing
  /** Whether what is missing is said: not before somebody wants to save. */
  readonly asked: boolean
}

export function useJudgement({ scope, kind, main, editing, asked }: JudgementOptions): Judgement {
  const { whole, standings, refused } = editing
  const { data: discovery } = useDiscovery(scope.cluster)
  const world = useDocumentsWorld(scope, kind, whole, discovery)
  const [judged, setJudged] = useState<OfDocuments>([])
  const own = useMemo(() => {
    const found = documentFindings(whole, standings, discovery, world)
    const manifest = whole.documents[main]?.manifest
    if (kind === null || manifest === undefined) return found
    return found.with(main, [...otherKindFindings(manifest, kind), ...(found[main] ?? [])])
  }, [whole, standings, discovery, world, kind, main])
  const findings = useMemo(
    () => own.map((each, index) => withoutDoubles([...(refused[index] ?? []), ...told(each, asked)])),
    [refused, own, asked],
  )
  const said = useMemo(() => judged.map((each) => told(each, asked)), [judged, asked])
  const all = useMemo(() => [...placed(findings), ...placed(said)], [findings, said])
  const obstacle = placed(own).find(({ finding }) => finding.missing === true || finding.stops === true)
  return {
    world,
    findings,
    judged: said,
    setJudged,
    obstacle: obstacle?.place ?? null,
    count: (severity) => all.filter(({ finding }) => finding.severity === severity).length,
    placeOf: (severity) => all.find(({ finding }) => finding.severity === severity)?.place ?? null,
  }
}

const told = (findings: readonly Finding[], asked: boolean) =>
  findings.filter(({ missing }) => asked || missing !== true)

function placed(ofDocuments: OfDocuments) {
  return ofDocuments.flatMap((findings, index) =>
    findings.map((finding) => ({ finding, place: { index, path: finding.path } satisfies Place })),
  )
}
