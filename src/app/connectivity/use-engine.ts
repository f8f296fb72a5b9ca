/** The engine of a page: fed with what is read, as it changes, and asked what the page wants to know. */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { useDiscovery } from '../api/queries.ts'
import { useLiveStore, useViews } from '../live/hooks.ts'
import type { LiveStore } from '../live/store.ts'
import type { Reach } from '../live/targets.ts'
import { nearReach } from '../places/reach-objects.ts'
import { useNamespaces } from '../shell/projects.ts'
import { type ClientState, EngineClient } from './engine-client.ts'
import type { Wants } from './protocol.ts'
import { listsOf, type Reading, type ReadState, readState, readTargets } from './readings.ts'
import { withUnsaved } from './unsaved.ts'

/** Changes are evaluated together, once in this time. */
const restMilliseconds = 1_000
/** What is still arriving is handed on beforehand, so that little is left to do once all of it is there. */
const arrivalMilliseconds = 250

const nothingYet: ClientState = { answers: null, isComputing: true, failure: '' }
const unheard = () => () => undefined

/** `null` until the page is there for good. */
export function useEngine(): EngineClient | null {
  const [client, setClient] = useState<EngineClient | null>(null)
  useEffect(() => {
    const made = new EngineClient()
    setClient(made)
    return () => made.close()
  }, [])
  return client
}

export function useEngineState(client: EngineClient | null): ClientState {
  return useSyncExternalStore(client?.subscribe ?? unheard, client?.state ?? (() => nothingYet))
}

export function useWants(client: EngineClient | null, wants: Wants): void {
  const said = JSON.stringify(wants)
  useEffect(() => client?.want(JSON.parse(said) as Wants), [client, said])
}

/** Follows what is read and hands it on. By itself, because it is drawn anew with every change. */
export function Feed(props: {
  client: EngineClient
  reach: Reach
  /** Policies that count as if they were saved. */
  unsaved: readonly KubeObject[]
  onState: (state: ReadState) => void
}): null {
  const { client, reach, unsaved, onState } = props
  const { readings, namespaces, state } = useReadings(reach)
  const only = reach.namespaces
  const store = useLiveStore()
  const last = useRef(Number.NEGATIVE_INFINITY)
  const said = JSON.stringify(state)
  useEffect(() => onState(JSON.parse(said) as ReadState), [said, onState])
  useEffect(() => {
    const { isLoading, known } = JSON.parse(said) as ReadState
    const feed = (from: readonly Reading[]) => {
      const { policies, ...lists } = listsOf(from, namespaces, only)
      void client.feed({ ...lists, policies: withUnsaved(policies, unsaved) }, isLoading ? null : known)
    }
    if (isLoading) {
      const timer = setInterval(
        () => feed(readings.map((each) => arrivingIn(store, each))),
        arrivalMilliseconds,
      )
      return () => clearInterval(timer)
    }
    const due = last.current + restMilliseconds
    const timer = setTimeout(
      () => {
        last.current = performance.now()
        feed(readings)
      },
      Math.max(0, due - performance.now()),
    )
    return () => clearTimeout(timer)
  }, [client, store, readings, namespaces, only, unsaved, said])
  return null
}

/** With what of its list is here already. */
function arrivingIn(store: LiveStore, reading: Reading): Reading {
  const items = store.collection(reading.target).arriving()
  return { ...reading, view: { ...reading.view, items } }
}

function useReadings(reach: Reach) {
  const { data: discovery } = useDiscovery(reach.cluster)
  const nearby = useMemo(() => nearReach(reach), [reach])
  const nowhere = useMemo((): Reach => ({ cluster: reach.cluster, namespaces: [] }), [reach.cluster])
  const near = useTargets(nearby, discovery)
  const isFar = nearby !== reach
  const isRefused = near.some(({ of, view }) => of === 'pods' && view.state.phase === 'stopped')
  // What may not be read across the cluster is read in each namespace after all.
  const each = useTargets(isFar && isRefused ? reach : nowhere, discovery)
  const readings = useMemo(() => {
    const own = each.filter(({ target }) => target.namespace !== undefined)
    const replaced = new Set(own.map(({ of }) => of))
    return [...near.filter(({ of }) => !replaced.has(of)), ...own]
  }, [near, each])
  const { all: namespaces, state } = useNamespaces(reach.cluster)
  const wasLive = useRef(false)
  if (state.phase === 'live') wasLive.current = true
  const read = { state, wasLive: wasLive.current }
  return { readings, namespaces, state: readState(readings, read, reach) }
}

function useTargets(reach: Reach, discovery: Parameters<typeof readTargets>[1]): readonly Reading[] {
  const isNone = reach.namespaces?.length === 0
  const targets = useMemo(() => (isNone ? [] : readTargets(reach, discovery)), [reach, discovery, isNone])
  const views = useViews(targets.map(({ target }) => target))
  const lived = useRef(new Set<string>())
  return useMemo(
    () =>
      targets.flatMap((each, at): Reading[] => {
        const view = views[at]
        if (view === undefined) return []
        const key = JSON.stringify(each.target)
        if (view.state.phase === 'live') lived.current.add(key)
        return [{ ...each, view, wasLive: lived.current.has(key) }]
      }),
    [targets, views],
  )
}
