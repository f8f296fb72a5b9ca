/** What one looks at lies in what: each a way back. */
import { Box, Link as MuiLink } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Link, type To } from 'react-router'
import type { PlanRange } from '../../kinds/address-plan.ts'
import type { AddressRange } from '../../net/range.ts'
import { Mono } from '../../ui/mono.tsx'
import { rangeText } from './page-state.ts'
import { placedName } from './range-name.tsx'

export function Crumbs(props: {
  at: AddressRange | null
  around: readonly PlanRange[]
  to: (at: AddressRange | null) => To
}) {
  const { at, around, to } = props
  const { t } = useTranslation('address-plan')
  const here = at === null ? '' : rangeText(at)
  // What has the same addresses is the same place.
  const named = new Map(around.map((each) => [rangeText(each.range), each]))
  const own = named.get(here)
  const above = [...named].filter(([text]) => text !== here)
  const ownText = own === undefined ? '' : `${placedName(own)} `
  return (
    <Box
      component="nav"
      aria-label={t('crumbs')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, fontSize: 13, minHeight: 20, alignItems: 'center' }}
    >
      {at === null ? (
        <span aria-current="page">{t('all')}</span>
      ) : (
        <MuiLink component={Link} to={to(null)}>
          {t('all')}
        </MuiLink>
      )}
      {above.map(([text, item]) => (
        <Box component="span" key={text}>
          <span aria-hidden>› </span>
          <MuiLink component={Link} to={to(item.range)}>
            {placedName(item)} <Mono>{text}</Mono>
          </MuiLink>
        </Box>
      ))}
      {at !== null && (
        <span aria-current="page">
          <span aria-hidden>› </span>
          {ownText}
          <Mono>{rangeText(at, ' – ')}</Mono>
        </span>
      )}
    </Box>
  )
}
