/** Asks for rights anew when they may be others: the server noticed it, or a cluster refused a change. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { observeRefusals } from '../api/request.ts'
import { useLiveStore } from '../live/hooks.ts'
import { forgetRights } from './rights.ts'

export function useRightsNews(): void {
  const queries = useQueryClient()
  const { connection } = useLiveStore()
  useEffect(() => {
    const forget = (cluster: string) => forgetRights(queries, cluster)
    const ends = [connection.observeRights(forget), observeRefusals(forget)]
    return () => {
      for (const end of ends) end()
    }
  }, [queries, connection])
}
