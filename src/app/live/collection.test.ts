import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import type { WatchTarget } from '../../wire.ts'
import { Collection } from './collection.ts'
import type { WatchConnection, WatchListener } from './connection.ts'
import { Frames } from './frames.ts'

const target: WatchTarget = { cluster: 'c', group: '', version: 'v1', plural: 'services' }

const object = (name: string, resourceVersion = '1'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'shop', uid: `uid-${name}`, resourceVersion },
})

let frames: (() => void)[] = []
const paint = () => {
  const due = frames
  frames = []
  for (const frame of due) frame()
}
const page = { hidden: false }

beforeEach(() => {
  frames = []
  page.hidden = false
  vi.useFakeTimers()
  vi.stubGlobal('document', page)
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Stands where the tab's connection does: counts subscriptions and lets the test speak to the last. */
function setUp() {
  const subscribed: { target: WatchTarget; listener: WatchListener; ended: boolean }[] = []
  const connection = {
    subscribe(wanted: WatchTarget, listener: WatchListener) {
      const subscription = { target: wanted, listener, ended: false }
      subscribed.push(subscription)
      return {
        setUrgency: () => undefined,
        end: () => {
          subscription.ended = true
        },
      }
    },
  } as unknown as WatchConnection
  const onIdle = vi.fn()
  const collection = new Collection({ connection, target, frames: new Frames(), onIdle })
  const names = () => collection.view().items.map(({ metadata }) => metadata.name)
  return { collection, subscribed, onIdle, names }
}

/** A collection with a reader. */
function setUpRead() {
  const all = setUp()
  const listener = vi.fn()
  const leave = all.collection.subscribe(listener)
  return { ...all, listener, leave }
}

describe('the first load', () => {
  test('has not begun before somebody reads', () => {
    const { collection, subscribed, names } = setUp()
    expect(subscribed).toEqual([])
    expect(names()).toEqual([])
    expect(collection.view().state.phase).toBe('loading')
  })

  test('subscribes once for any number of readers', () => {
    const { collection, subscribed } = setUpRead()
    collection.subscribe(vi.fn())
    expect(subscribed).toHaveLength(1)
    expect(subscribed[0]?.target).toEqual(target)
  })

  test('shows the first chunk at once and the rest when it is complete', () => {
    const { collection, names } = setUpRead()
    collection.snapshot([object('a'), object('b')], true, false)
    paint()
    expect(names()).toEqual(['a', 'b'])
    collection.snapshot([object('c')], false, false)
    paint()
    expect(names()).toEqual(['a', 'b'])
    expect(collection.arriving()).toHaveLength(3)
    expect(collection.arriving()).toHaveLength(3)
    collection.snapshot([object('d')], false, true)
    expect(collection.arriving()).toHaveLength(4)
    paint()
    expect(names()).toEqual(['a', 'b', 'c', 'd'])
  })

  test('of one chunk shows it, also when it is empty', () => {
    const { collection, names } = setUpRead()
    collection.snapshot([object('a')], true, true)
    paint()
    expect(names()).toEqual(['a'])
    collection.snapshot([], true, true)
    paint()
    expect(names()).toEqual([])
  })

  test('takes the later of two states of one object', () => {
    const { collection } = setUpRead()
    collection.snapshot([object('a', '1')], true, false)
    collection.snapshot([object('a', '2')], false, true)
    paint()
    expect(collection.view().items.map(({ metadata }) => metadata.resourceVersion)).toEqual(['2'])
  })
})

describe('a refresh', () => {
  test('leaves the old content until its end and then replaces the whole', () => {
    const { collection, names } = setUpRead()
    collection.snapshot([object('a'), object('b')], true, true)
    paint()
    collection.snapshot([object('b'), object('c')], true, false)
    paint()
    expect(names()).toEqual(['a', 'b'])
    collection.snapshot([object('d')], false, true)
    paint()
    expect(names()).toEqual(['b', 'c', 'd'])
  })

  test('that begins anew forgets what the broken one had brought', () => {
    const { collection, names } = setUpRead()
    collection.snapshot([object('a')], true, true)
    collection.snapshot([object('ghost')], true, false)
    collection.snapshot([object('b')], true, true)
    paint()
    expect(names()).toEqual(['b'])
  })
})

describe('changes', () => {
  test('add, replace and remove', () => {
    const { collection, names } = setUpRead()
    collection.snapshot([object('a'), object('b')], true, true)
    paint()
    collection.changes([object('b', '2'), object('c')], ['uid-a'])
    paint()
    expect(names()).toEqual(['b', 'c'])
    expect(collection.view().items[0]?.metadata.resourceVersion).toBe('2')
  })

  test('keep the identity of objects that stayed the same', () => {
    const { collection } = setUpRead()
    collection.snapshot([object('a'), object('b')], true, true)
    paint()
    const [before] = collection.view().items
    collection.changes([object('c')], ['uid-b'])
    paint()
    expect(collection.view().items[0]).toBe(before)
  })

  test('tell two objects of one name and different uids apart', () => {
    const { collection } = setUpRead()
    const reborn = { ...object('a'), metadata: { ...object('a').metadata, uid: 'uid-2' } }
    collection.snapshot([object('a')], true, true)
    collection.changes([reborn], ['uid-a'])
    paint()
    expect(collection.view().items.map(({ metadata }) => metadata.uid)).toEqual(['uid-2'])
  })

  test('reach readers once a frame, however many there are', () => {
    const { collection, listener, names } = setUpRead()
    collection.snapshot([object('a')], true, true)
    collection.changes([object('b')], [])
    collection.changes([object('c')], [])
    collection.state({ phase: 'live', since: 1 })
    expect(listener).not.toHaveBeenCalled()
    expect(names()).toEqual([])
    expect(frames).toHaveLength(1)
    paint()
    expect(listener).toHaveBeenCalledTimes(1)
    expect(names()).toEqual(['a', 'b', 'c'])
    collection.changes([], ['uid-a'])
    paint()
    expect(listener).toHaveBeenCalledTimes(2)
  })

  test('reach a hidden tab too, which paints no frames', () => {
    page.hidden = true
    const { collection, listener, names } = setUpRead()
    collection.snapshot([object('a')], true, true)
    expect(frames).toEqual([])
    vi.advanceTimersByTime(250)
    expect(listener).toHaveBeenCalledTimes(1)
    expect(names()).toEqual(['a'])
  })
})

describe('the view', () => {
  test('is the same one for as long as nothing changes', () => {
    const { collection } = setUpRead()
    collection.snapshot([object('a')], true, true)
    paint()
    expect(collection.view()).toBe(collection.view())
  })

  test('is new with new items when objects change', () => {
    const { collection } = setUpRead()
    collection.snapshot([object('a')], true, true)
    paint()
    const before = collection.view()
    collection.changes([object('b')], [])
    paint()
    expect(collection.view()).not.toBe(before)
    expect(collection.view().items).not.toBe(before.items)
    expect(before.items).toHaveLength(1)
  })

  test('is new with the same items when only the state does', () => {
    const { collection } = setUpRead()
    collection.snapshot([object('a')], true, true)
    paint()
    const before = collection.view()
    collection.state({ phase: 'reconnecting', since: 7, reason: { message: 'lost' } })
    paint()
    expect(collection.view().state).toEqual({ phase: 'reconnecting', since: 7, reason: { message: 'lost' } })
    expect(collection.view().items).toBe(before.items)
  })
})

describe('a collection without readers', () => {
  test('is kept for a while, so that a change of page loads nothing anew', () => {
    const { collection, subscribed, leave, names, onIdle } = setUpRead()
    collection.snapshot([object('a')], true, true)
    paint()
    leave()
    vi.advanceTimersByTime(4900)
    expect(subscribed[0]?.ended).toBe(false)
    expect(names()).toEqual(['a'])
    collection.subscribe(vi.fn())
    vi.advanceTimersByTime(60_000)
    expect(subscribed).toHaveLength(1)
    expect(subscribed[0]?.ended).toBe(false)
    expect(onIdle).not.toHaveBeenCalled()
  })

  test('is kept as long as one of several stays', () => {
    const { collection, subscribed, leave } = setUpRead()
    collection.subscribe(vi.fn())
    leave()
    vi.advanceTimersByTime(60_000)
    expect(subscribed[0]?.ended).toBe(false)
  })

  test('ends then, forgets what it held, and says so', () => {
    const { collection, subscribed, leave, names, onIdle } = setUpRead()
    collection.snapshot([object('a')], true, true)
    collection.state({ phase: 'live', since: 1 })
    paint()
    leave()
    vi.advanceTimersByTime(5000)
    expect(subscribed[0]?.ended).toBe(true)
    expect(names()).toEqual([])
    expect(collection.view().state.phase).toBe('loading')
    expect(onIdle).toHaveBeenCalledTimes(1)
  })

  test('begins anew for the next reader', () => {
    const { collection, subscribed, leave, names } = setUpRead()
    collection.snapshot([object('a')], true, true)
    leave()
    vi.advanceTimersByTime(5000)
    collection.subscribe(vi.fn())
    expect(subscribed).toHaveLength(2)
    collection.snapshot([object('b')], true, false)
    paint()
    expect(names()).toEqual(['b'])
  })

  test('tells a reader who left nothing any more', () => {
    const { collection, leave, listener } = setUpRead()
    leave()
    collection.changes([object('a')], [])
    paint()
    expect(listener).not.toHaveBeenCalled()
  })
})
