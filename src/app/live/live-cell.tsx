/** A cell that is rendered again only when its object, or what it read of the world, is another. */
import { type ComponentType, type ReactNode, useRef } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ObjectProps } from '../../kinds/kind.ts'
import type { World } from '../../kinds/world.ts'
import { TrackedWorld } from './tracked-world.ts'

export interface LiveCellProps {
  readonly Cell: ComponentType<ObjectProps>
  readonly object: KubeObject
  readonly world: World
}

interface Rendered {
  readonly Cell: ComponentType<ObjectProps>
  readonly object: KubeObject
  readonly world: TrackedWorld
  readonly element: ReactNode
}

export function LiveCell({ Cell, object, world }: LiveCellProps): ReactNode {
  const last = useRef<Rendered | null>(null)
  const known = last.current
  // React leaves the tree below an element alone as long as it is the same element.
  if (known?.Cell === Cell && known.object === object && known.world.holdsIn(world)) return known.element
  const tracked = new TrackedWorld(world)
  const element = <Cell object={object} world={tracked} />
  last.current = { Cell, object, world: tracked, element }
  return element
}
