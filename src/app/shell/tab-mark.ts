import { useEffect } from 'react'
import { useSession } from '../api/queries.ts'

/** Gives the browser's tab the configured logo. */
export function useTabMark(): void {
  const { logo } = useSession().product
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (icon === null || logo === null) return
    icon.removeAttribute('type')
    icon.href = logo
  }, [logo])
}
