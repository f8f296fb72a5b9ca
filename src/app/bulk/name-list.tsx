/** Names of many objects: the first ones, and how many there are besides. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Mono } from '../../ui/mono.tsx'

const shownAtMost = 8

export function NameList({ names }: { names: readonly string[] }) {
  const { t } = useTranslation('app')
  const more = names.length - shownAtMost
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {names.slice(0, shownAtMost).map((name) => (
        <li key={name}>
          <Mono>{name}</Mono>
        </li>
      ))}
      {more > 0 && <li>{t('bulk.more', { count: more })}</li>}
    </Box>
  )
}
