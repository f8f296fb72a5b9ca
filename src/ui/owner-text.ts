/** What is said of those who own a field: how each of them writes it, when it last did, what a change may come to. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Owned } from '../manifest/ownership.ts'
import { formatAge } from './age.tsx'

/** Gives a paragraph for each owner, with ages as they are when it is called. */
export function useOwnerText(): (owned: Owned) => readonly string[] {
  const { t, i18n } = useTranslation('ui')
  return useCallback(
    ({ owners, isPart }: Owned) => {
      const said = owners.map(({ manager, operation, time, subresource }) => {
        const age = time === undefined ? '' : formatAge(Date.now() - Date.parse(time))
        const exact = time === undefined ? '' : new Date(time).toLocaleString(i18n.language)
        return [
          t(isPart ? `owner.${operation}Part` : `owner.${operation}`, { manager }),
          subresource === undefined ? '' : t('owner.through', { subresource }),
          time === undefined ? '' : t('owner.time', { age, time: exact }),
          t('owner.revert'),
        ]
          .filter(Boolean)
          .join(' ')
      })
      // One manager has an entry for each apiVersion that it used.
      return [...new Set(said)]
    },
    [t, i18n.language],
  )
}
