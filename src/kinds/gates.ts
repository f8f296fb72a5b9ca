/** Which gated features are on. The app says it to all that stands in it. */
import { createContext, useContext } from 'react'
import type { Gate, Gates } from '../k8s/gates.ts'

export const GatesContext = createContext<Gates | null>(null)

/** Whether a gated feature is on. */
export function useGate(gate: Gate): boolean {
  return useContext(GatesContext)?.[gate] ?? false
}
