/** What a change of labels or annotations will do, on how many objects. */
import { Alert, Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Mono } from '../../ui/mono.tsx'
import { nameOf } from './bulk-target.ts'
import type { ChangePlan, MetadataChange } from './metadata-change.ts'
import { NameList } from './name-list.tsx'

const valuesAtMost = 6

export function PlanText({ plan, change }: { plan: ChangePlan; change: MetadataChange }) {
  const { t } = useTranslation('app')
  const { changed, same, lost } = plan
  const isRemoval = change.value === null
  const replaced = [...lost.values()].reduce((sum, count) => sum + count, 0)
  const values = [...lost].slice(0, valuesAtMost)
  return (
    <Box role="status" sx={{ display: 'grid', gap: 1 }}>
      <Typography>
        {changed.length === 0
          ? t('bulk.metadata.nothing')
          : t(isRemoval ? 'bulk.metadata.removes' : 'bulk.metadata.sets', { count: changed.length })}
      </Typography>
      {changed.length > 0 && <NameList names={changed.map(nameOf)} />}
      {same > 0 && changed.length > 0 && (
        <Typography color="textSecondary">{t('bulk.metadata.same', { count: same })}</Typography>
      )}
      {replaced > 0 && (
        <Alert severity={isRemoval ? 'info' : 'warning'} role="note">
          {t('bulk.metadata.lost', { count: replaced })}
          <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5 }}>
            {values.map(([value, count]) => (
              <li key={value}>
                <Mono>{value === '' ? '""' : value}</Mono> × {count}
              </li>
            ))}
            {lost.size > values.length && <li>{t('bulk.more', { count: lost.size - values.length })}</li>}
          </Box>
        </Alert>
      )}
    </Box>
  )
}
