/** The world of a list: a cell is drawn again only when what it read of it has changed. */
import {
  type ComponentType,
  createContext,
  useContext,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ObjectProps } from '../../kinds/kind.ts'
import type { World } from '../../kinds/world.ts'
import { TrackedWorld } from '../live/tracked-world.ts'

export class WorldSource {
  /** As of the last time the list was drawn. */
  current: World
  readonly #listeners = new Set<() => void>()

  constructor(world: World) {
    this.current = world
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

export const WorldSourceContext = createContext<WorldSource | null>(null)

/** A source that follows a world; the same one for as long as the list stands. */
export function useWorldSource(world: World): WorldSource {
  const [source] = useState(() => new WorldSource(world))
  source.current = world
  // Cells look again after the list has been drawn with the new world.
  useLayoutEffect(() => {
    if (source.current === world) source.tell()
  }, [source, world])
  return source
}

export function WorldCell(props: { object: KubeObject; Cell: ComponentType<ObjectProps> }) {
  const { Cell } = props
  const source = useContext(WorldSourceContext)
  if (source === null) throw new Error('There is no WorldSourceContext above this cell.')
  const [reader] = useState(() => readerOf(source))
  return <Cell object={props.object} world={useSyncExternalStore(source.subscribe, reader)} />
}

function readerOf(source: WorldSource): () => World {
  let world = new TrackedWorld(source.current)
  return () => {
    if (!world.holdsIn(source.current)) world = new TrackedWorld(source.current)
    return world
  }
}
