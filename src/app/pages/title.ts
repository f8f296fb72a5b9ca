import { useEffect } from 'react'
import { useSession } from '../api/queries.ts'

/** Names the browser's tab. */
export function useTitle(title: string): void {
  const { name } = useSession().product
  useEffect(() => {
    document.title = `${title} · ${name}`
  }, [title, name])
}
