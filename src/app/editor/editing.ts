/** A text being edited: its documents, what the server would make of them, and what became of saving them. */
import { useMemo, useRef, useState } from 'react'
import { editablePart } from '../../k8s/editable.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { failed, type StatusError } from '../../k8s/status.ts'
import {
  atLeastOne,
  type Documents,
  joinTexts,
  parseDocuments,
  withDocument,
} from '../../manifest/documents.ts'
import type { Finding } from '../../manifest/finding.ts'
import { type Manifest, setAt } from '../../manifest/manifest.ts'
import { type Conflict, type Merged, mergeTheirs, resolve } from '../../manifest/merge.ts'
import type { Answer } from '../api/request.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { carriedOver } from './conflicts.ts'
import { type Refusal, refusalOf, standingFindings } from './refusals.ts'
import { existingOf, type Review, rehearse } from './rehearsal.ts'
import {
  baseOf,
  keyOf,
  namedIn,
  type Standing,
  type Step,
  standingsOf,
  stepsOf,
  withoutVersion,
} from './steps.ts'

/** How far the writing of a review has come. */
export type Progress = 'waiting' | 'applying' | 'done' | 'refused'

export interface Written {
  readonly step: Step
  readonly answer: Answer<KubeObject>
}

/** What became of a review of several objects of which one was refused. */
export type Outcome = readonly { readonly step: Step; readonly progress: Progress }[]

export interface Editing {
  readonly whole: Documents
  /** Goes on with a text whose documents have been read already. */
  readonly setWhole: (whole: Documents) => void
  readonly setText: (text: string) => void
  /** Puts the documents of another text behind those that are there. */
  readonly append: (text: string) => void
  /** The object that each document stands for; null where there is none yet. */
  readonly standings: readonly (Standing | null)[]
  readonly isTouched: boolean
  readonly refusals: readonly Refusal[]
  /** For each document, the server's findings whose fields have not been touched since. */
  readonly refused: readonly (readonly Finding[])[]
  /** For each document, the version of somebody else that was merged into it. */
  readonly merged: readonly (Merged | null)[]
  readonly outcome: Outcome | null
  /** Something is under way. After an answer to `applying` the page is left. */
  readonly phase: 'editing' | 'rehearsing' | 'applying'
  readonly review: Review | null
  readonly progressOf: (step: Step) => Progress
  /** Asks the server what it would make of the text, and opens the review of that. */
  readonly rehearse: () => Promise<void>
  /** Back from the review to the text. */
  readonly back: () => void
  /** Writes what was reviewed, one after the other; null where one was refused, which ends it. */
  readonly apply: (review: Review) => Promise<readonly Written[] | null>
  /** Takes the newest version's changes over into a document. */
  readonly takeOver: (index: number) => Promise<void>
  /** Goes on from a newer version that differs in nothing one edits, such as the status. */
  readonly adopt: (newest: KubeObject) => void
  readonly answer: (index: number, conflict: Conflict, side: 'mine' | 'theirs') => void
  /** Answers all conflicts of a document with mine. */
  readonly keepMine: (index: number) => void
  /** Goes on with a text whose documents stand for these versions of their objects. */
  readonly restore: (text: string, standings: readonly Standing[]) => Documents
}

export interface EditingOptions {
  /** The text to start from, as it was made from `original`. */
  readonly text: string
  readonly original: KubeObject | null
  /** Other objects that the text was made from. */
  readonly companions?: readonly KubeObject[]
  readonly access: ClusterAccess
  /** A document of an object that exists already changes it; otherwise the server refuses to make it again. */
  readonly changesExisting: boolean
}

const firstStandings = (ofPage: KubeObject | null, beside: readonly KubeObject[]): readonly Standing[] =>
  ofPage === null ? [] : [{ origin: ofPage, isOfPage: true }, ...beside.map((origin) => ({ origin }))]

const readText = (text: string, previous?: Documents): Documents =>
  atLeastOne(
    parseDocuments(
      text,
      previous?.documents.map(({ manifest }) => manifest),
    ),
  )

function deletedMeanwhile({ kind, metadata: { name } }: KubeObject): StatusError {
  return failed({
    reason: 'NotFound',
    code: 404,
    message: `The ${kind} ${name} was deleted meanwhile, so there is nothing to take over.`,
  })
}

export function useEditing(options: EditingOptions): Editing {
  const { text, original, companions = [], access, changesExisting } = options
  const initial = useMemo(() => readText(text), [text])
  const [whole, setWhole] = useState(initial)
  const [standings, setStandings] = useState<readonly Standing[]>(() => firstStandings(original, companions))
  const [phase, setPhase] = useState<Editing['phase']>('editing')
  const [review, setReview] = useState<Review | null>(null)
  const [progress, setProgress] = useState<ReadonlyMap<Step, Progress>>(new Map())
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [merged, setMerged] = useState<ReadonlyMap<string, Merged>>(new Map())
  // What is typed while the server is asked must count afterwards.
  const latest = useRef({ whole, standings, merged })
  latest.current = { whole, standings, merged }
  const matched = useMemo(() => standingsOf(whole, standings), [whole, standings])
  const mergedInto = useMemo(
    () => matched.map((standing) => (standing && merged.get(keyOf(standing.origin))) ?? null),
    [matched, merged],
  )

  const setDocument = (index: number, manifest: Manifest) =>
    setWhole((current) => atLeastOne(withDocument(current, index, manifest)))
  const replace = (origin: KubeObject, standing: Standing) =>
    setStandings((all) => [...all.filter((each) => keyOf(each.origin) !== keyOf(origin)), standing])
  const setMergedOf = (origin: KubeObject, value: Merged | null) =>
    setMerged((all) => {
      const others = [...all].filter(([key]) => key !== keyOf(origin))
      return new Map(value === null ? others : [...others, [keyOf(origin), value]])
    })
  const stand = ({ step, answer: { body } }: Written) => {
    // What the server named has its name from now on, so that it is not made once more.
    const path = ['metadata', 'name']
    const manifest =
      namedIn(step.object).name === '' ? setAt(step.manifest, path, body.metadata.name) : step.manifest
    setDocument(step.index, manifest)
    replace(body, { ...step.standing, origin: body, base: manifest.value, key: keyOf(manifest.value) })
  }
  const refuse = (found: readonly Refusal[]) => {
    setRefusals(found)
    setReview(null)
    setPhase('editing')
  }

  const ask = async () => {
    setPhase('rehearsing')
    setRefusals([])
    setOutcome(null)
    for (;;) {
      const asked = latest.current
      const existing = changesExisting
        ? await existingOf(asked.whole, asked.standings, access)
        : { standings: asked.standings, refusals: [] }
      if (existing.refusals.length > 0) return refuse(existing.refusals)
      const result = await rehearse(asked.whole, stepsOf(asked.whole, existing.standings), access)
      if (result.refusals.length > 0) return refuse(result.refusals)
      const now = latest.current
      const isAnother = now.whole !== asked.whole || now.standings !== asked.standings
      if (now.whole.problems.length === 0 && isAnother) continue
      setStandings(existing.standings)
      setProgress(new Map())
      if (now.whole === asked.whole) setReview(result.review)
      return setPhase('editing')
    }
  }
  const apply = async ({ steps }: Review) => {
    setPhase('applying')
    const states = new Map<Step, Progress>()
    const say = (step: Step, state: Progress) => {
      states.set(step, state)
      setProgress(new Map(states))
    }
    const written: Written[] = []
    for (const { step } of steps) {
      say(step, 'applying')
      try {
        const answer = await access.write(step, {})
        say(step, 'done')
        written.push({ step, answer })
      } catch (cause) {
        say(step, 'refused')
        refuse([refusalOf(cause, step.index, step.manifest.value)])
        // What is written stands: the next review counts from there.
        for (const each of written) stand(each)
        if (steps.length > 1) {
          setOutcome(steps.map(({ step }) => ({ step, progress: states.get(step) ?? 'waiting' })))
        }
        return null
      }
    }
    return written
  }
  const takeOver = async (index: number) => {
    const now = latest.current
    const standing = standingsOf(now.whole, now.standings)[index]
    if (!standing) return
    const { origin } = standing
    try {
      const newest = await access.read(origin)
      if (newest === null) throw deletedMeanwhile(origin)
      if (standing.base !== undefined) {
        // What such a document does not say stays as it is in the cluster, so there is nothing to take over.
        replace(origin, { ...standing, origin: newest })
        const manifest = latest.current.whole.documents[index]?.manifest
        if (manifest !== undefined) setDocument(index, withoutVersion(manifest))
      } else {
        const theirs = editablePart(newest)
        const { whole } = latest.current
        const manifest = whole.documents[index]?.manifest
        if (manifest === undefined) return
        const result = mergeTheirs(baseOf(standing), manifest, theirs)
        // Only now: with their version but without their changes, the next save would undo them.
        replace(origin, { ...standing, origin: newest })
        setDocument(index, withoutVersion(result.manifest))
        setMergedOf(origin, carriedOver(latest.current.merged.get(keyOf(origin)) ?? null, result))
      }
      setRefusals([])
    } catch (cause) {
      refuse([refusalOf(cause, index, now.whole.documents[index]?.manifest.value)])
    }
  }

  return {
    whole,
    setWhole: (next) => setWhole(atLeastOne(next)),
    setText: (next) => setWhole((current) => readText(next, current)),
    append: (more) => setWhole((current) => readText(joinTexts(current.text, more), current)),
    standings: matched,
    isTouched: whole.text !== initial.text,
    refusals,
    refused: useMemo(() => standingFindings(refusals, whole), [refusals, whole]),
    merged: mergedInto,
    outcome,
    phase,
    review,
    progressOf: (step) => progress.get(step) ?? 'waiting',
    rehearse: ask,
    back: () => setReview(null),
    apply,
    takeOver,
    adopt: (newest) =>
      setStandings((all) =>
        all.map((each) => (keyOf(each.origin) === keyOf(newest) ? { ...each, origin: newest } : each)),
      ),
    answer: (index, conflict, side) => {
      const [before, manifest] = [mergedInto[index], whole.documents[index]?.manifest]
      const origin = matched[index]?.origin
      if (!before || !manifest || !origin) return
      try {
        const settled = resolve({ ...before, manifest }, conflict, side)
        setMergedOf(origin, settled)
        setDocument(index, settled.manifest)
      } catch (cause) {
        refuse([refusalOf(cause, index, manifest.value)])
      }
    },
    keepMine: (index) => {
      const [before, origin] = [mergedInto[index], matched[index]?.origin]
      if (before && origin) setMergedOf(origin, { ...before, conflicts: [] })
    },
    restore: (restored, began) => {
      const next = readText(restored)
      setWhole(next)
      setStandings(began)
      setRefusals([])
      setMerged(new Map())
      return next
    },
  }
}
