/** Several objects of several kinds that only together are of use: a page leads through making them. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { providerNetworks, subnets, vlans } from './related.ts'
import type { RelatedKind, World } from './world.ts'

export interface SetupProps {
  readonly world: World
  /** What is chosen in each step; kept in the address. */
  readonly chosen: Readonly<Record<string, string>>
  readonly onChoose: (step: string, name: string) => void
  /** Of the cluster; what the browser remembers of the page is kept under it. */
  readonly place: string
}

export interface Setup {
  /** Its place in the address. */
  readonly id: string
  /** i18n key. */
  readonly title: string
  /** What it makes, in this order; their lists lead to it where the cluster serves all of them. */
  readonly steps: readonly RelatedKind[]
  readonly View: LazyExoticComponent<ComponentType<SetupProps>>
}

const setups: readonly Setup[] = [
  {
    id: 'underlay',
    title: 'kinds:setup.underlay',
    steps: [providerNetworks, vlans, subnets],
    View: lazy(() => import('./underlay/setup.tsx')),
  },
]

export function setupAt(id: string): Setup | null {
  return setups.find((each) => each.id === id) ?? null
}

/** Those that a kind is part of. */
export function setupsWith({ group, kind }: Pick<RelatedKind, 'group' | 'kind'>): readonly Setup[] {
  return setups.filter(({ steps }) => steps.some((each) => each.group === group && each.kind === kind))
}
