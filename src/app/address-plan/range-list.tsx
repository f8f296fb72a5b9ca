/** The ranges of a view as a list: the same as the drawing, for narrow screens and for those who read. */
import { Box, Button, Link as MuiLink, Typography } from '@mui/material'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, type To } from 'react-router'
import type { PlanRange } from '../../kinds/address-plan.ts'
import { type AddressRange, sizeOf } from '../../net/range.ts'
import { countText } from '../../ui/count-text.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import type { Row } from './layout.ts'
import { edgeOf } from './look.ts'
import { rangeText } from './page-state.ts'
import { placedName, Swatch } from './range-name.tsx'

const pageSize = 100

export const RangeList = memo(function RangeList(props: {
  rows: readonly Row[]
  colliding: ReadonlySet<PlanRange>
  to: (at: AddressRange) => To
}) {
  const { rows, colliding, to } = props
  const { t } = useTranslation('address-plan')
  const [most, setMost] = useState(pageSize)
  if (rows.length === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {t('listNone')}
      </Typography>
    )
  return (
    <>
      <Box component="ul" aria-label={t('list')} sx={{ m: 0, p: 0, listStyle: 'none', fontSize: 13 }}>
        {rows.slice(0, most).map((row, index) => (
          <RangeRow
            // Several may have the same addresses.
            key={`${rangeText(row.range)} ${index}`}
            row={row}
            isColliding={row.item !== null && colliding.has(row.item)}
            to={to}
          />
        ))}
      </Box>
      {rows.length > most && (
        <Button onClick={() => setMost(most + pageSize)} sx={{ mt: 1 }}>
          {t('more', { count: rows.length - most })}
        </Button>
      )}
    </>
  )
})

function RangeRow({
  row,
  isColliding,
  to,
}: {
  row: Row
  isColliding: boolean
  to: (at: AddressRange) => To
}) {
  const { t, i18n } = useTranslation('address-plan')
  const { item, range, lane } = row
  const size = sizeOf(range)
  const text = rangeText(range, ' – ')
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr auto', md: '300px minmax(0, 1fr) 120px 220px' },
        columnGap: 2,
        rowGap: 0.25,
        alignItems: 'center',
        minHeight: 36,
        py: 0.5,
        pl: { xs: Math.min(lane, 4) * 1.5, md: Math.min(lane, 6) * 2 },
        borderBottom: 1,
        borderColor: 'divider',
        color: item === null ? 'text.secondary' : 'inherit',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0 }}>
        <Swatch role={item?.role ?? null} />
        {size === 1n ? (
          <Mono>{text}</Mono>
        ) : (
          <MuiLink component={Link} to={to(range)} color="inherit" aria-label={t('zoom', { range: text })}>
            <Mono>{text}</Mono>
          </MuiLink>
        )}
      </Box>
      <Box sx={{ minWidth: 0, gridColumn: { xs: '1 / -1', md: 'auto' }, gridRow: { xs: 2, md: 'auto' } }}>
        {item === null ? (
          t('free')
        ) : (
          <>
            {t(`role.${item.role}`)} <ObjectLink reference={item.holder} title={placedName(item)} />
            {isColliding && (
              <Box component="span" sx={{ ml: 1 }}>
                <State tone="danger">{t('collides')}</State>
              </Box>
            )}
          </>
        )}
      </Box>
      <Box sx={{ textAlign: 'right' }}>
        <Mono>{countText(size, i18n.language)}</Mono>
      </Box>
      <Box sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}>
        {item?.used !== undefined && <UsedBar item={item} used={item.used} size={size} />}
      </Box>
    </Box>
  )
}

function UsedBar({ item, used, size }: { item: PlanRange; used: bigint; size: bigint }) {
  const { t, i18n } = useTranslation('address-plan')
  const share = used >= size ? 1 : Number((used * 10_000n) / size) / 10_000
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <Box sx={{ flex: 1, height: 6, borderRadius: 1, bgcolor: 'action.selected', overflow: 'hidden' }}>
        <Box
          sx={{
            // Less could not be seen.
            width: used === 0n ? 0 : `max(2px, ${share * 100}%)`,
            height: '100%',
            bgcolor: share >= 0.9 ? 'warning.main' : edgeOf(item.role),
          }}
        />
      </Box>
      <Box component="span" sx={{ minWidth: 84, textAlign: 'right' }}>
        {t('used', { used: countText(used, i18n.language) })}
      </Box>
    </Box>
  )
}
