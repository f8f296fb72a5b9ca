/** Turns a finding's words into a sentence in the user's language. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Text } from '../manifest/finding.ts'

export function useText(): (text: Text) => string {
  const { t } = useTranslation()
  return useCallback((text: Text) => (typeof text === 'string' ? text : t(text.key, { ...text.values })), [t])
}
