/** What stands in a list without rows: that it loads, that nothing matches and why, or what the kind is for. */
import { Box, Button } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Kind } from '../../kinds/kind.ts'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { Mono } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useKindWords } from '../kind-words.ts'
import type { ListObjects } from './list-objects.ts'

export function ListEmpty(props: {
  kind: Kind
  list: ListObjects
  /** There is nothing in this view, whatever the list holds. */
  isEmpty: boolean
  text: string
  /** Terms that let nothing through, whatever the others say. */
  blocking: readonly string[]
  onClear: () => void
  create: ReactNode
}) {
  const { t } = useTranslation('app')
  const { kind, list, text, blocking } = props
  const { many, what } = useKindWords(kind)
  if (list.isLoading) return <LoadingRows label={t('loading')} />
  if (props.isEmpty) {
    return (
      <Notice icon={<kind.Icon />} title={t('noneYet', { kinds: many })} actions={props.create}>
        {what}
      </Notice>
    )
  }
  return (
    <Notice title={t('nothingMatches')} actions={<Button onClick={props.onClear}>{t('clearFilter')}</Button>}>
      <Mono>{text}</Mono>
      {blocking.length > 0 && text.trim() !== blocking.join(' ') && (
        <Box sx={{ mt: 1 }}>
          {t('query.blocking', { count: blocking.length })} <Mono>{blocking.join(' ')}</Mono>
        </Box>
      )}
    </Notice>
  )
}
