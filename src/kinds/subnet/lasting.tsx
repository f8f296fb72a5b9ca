/** How long the addresses of a block last, where the records of those that are used tell. */
import { Typography } from '@mui/material'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { useNow } from '../../ui/age.tsx'
import { countText } from '../../ui/count-text.ts'
import { forecastOf } from './forecast.ts'
import type { Tally } from './inventory.ts'

const hour = 3_600_000

interface LastingProps {
  readonly object: KubeObject
  readonly tally: Tally
  readonly left: bigint
}

export function Lasting({ object, tally: { arrivals }, left }: LastingProps) {
  const { t, i18n } = useTranslation('subnet')
  // It is days that are spoken of.
  const now = Math.floor(useNow() / hour) * hour
  const since = object.metadata.creationTimestamp ?? ''
  const forecast = useMemo(() => forecastOf({ arrivals, left, since, now }), [arrivals, left, since, now])
  if (forecast === null) return null
  const { days, came, lasts } = forecast
  const count = (number: number | bigint) => countText(BigInt(number), i18n.language)
  const pace = t('pace', { count: came, came: count(came), within: t('withinDays', { count: days }) })
  const key = lasts === 0 ? 'lastsShort' : lasts > 365 ? 'lastsLong' : 'lasts'
  const end = t(key, { count: lasts, left: count(left) })
  return (
    <Typography variant="body2" color="textSecondary" data-testid="forecast" sx={{ mt: 1, maxWidth: '72ch' }}>
      {pace} {end} {t('lastsWhy')}
    </Typography>
  )
}
