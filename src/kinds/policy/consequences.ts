/** What policies of all kinds open and close: worked out together, whichever of them change. */
import { lazy } from 'react'
import type { Consequences } from '../kind.ts'
import { clusterKinds } from './cluster-world.ts'

export const policyConsequences: Consequences = {
  related: clusterKinds,
  View: lazy(() => import('./connection-changes.tsx')),
}
