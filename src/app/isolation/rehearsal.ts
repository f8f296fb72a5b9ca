/** Tries on the server what a plan would create and change, without storing it. */
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { messageOf } from '../../k8s/shape.ts'
import { Slots } from '../api/slots.ts'
import { type Applying, applyChange } from './apply.ts'
import type { Change, Plan } from './plan.ts'

export interface RehearsalRefusal {
  readonly namespace: string
  /** The server's words. */
  readonly message: string
}

export interface Rehearsal {
  readonly isRunning: boolean
  readonly refused: readonly RehearsalRefusal[]
}

/** The policies are alike: what the server says of these it says of the others. */
const triedAtMost = 50
const atOnce = 4
const none: readonly RehearsalRefusal[] = []

export function useRehearsal({ changes }: Plan, to: Applying): Rehearsal {
  const id = useId()
  const tried = changes.filter(({ action }) => action !== 'delete').slice(0, triedAtMost)
  const { data, isLoading } = useQuery({
    queryKey: ['isolation', to.cluster, id],
    queryFn: ({ signal }) => rehearse(tried, to, signal),
    enabled: tried.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  return { isRunning: isLoading, refused: data ?? none }
}

async function rehearse(
  changes: readonly Change[],
  to: Applying,
  signal: AbortSignal,
): Promise<readonly RehearsalRefusal[]> {
  const slots = new Slots(atOnce)
  const answers = await Promise.all(
    changes.map((change) =>
      slots.run(async () => {
        if (signal.aborted) return []
        try {
          await applyChange(change, to, { dryRun: true })
          return []
        } catch (error) {
          return [{ namespace: change.namespace, message: messageOf(error) }]
        }
      }),
    ),
  )
  return answers.flat()
}
