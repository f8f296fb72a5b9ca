/** What a range is called wherever the page names it. */
import { Box } from '@mui/material'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanRange } from '../../kinds/address-plan.ts'
import type { Role } from '../../kinds/held-range.ts'
import { sizeOf } from '../../net/range.ts'
import { countText } from '../../ui/count-text.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { edgeOf, fillOf } from './look.ts'
import { rangeText } from './page-state.ts'

export function Swatch({ role }: { role: Role | null }) {
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        width: 12,
        height: 12,
        flexShrink: 0,
        border: 1,
        borderRadius: 0.25,
        borderStyle: role === null ? 'dashed' : 'solid',
        borderColor: role === null ? 'text.secondary' : edgeOf(role),
        bgcolor: role === null ? 'transparent' : fillOf(role),
      }}
    />
  )
}

/** "Subnet shop-pods", the name a link. */
export function RangeOwner({ item }: { item: PlanRange }) {
  const { t } = useTranslation('address-plan')
  const { role, holder } = item
  return (
    <>
      {t(`role.${role}`)} <ObjectLink reference={holder} title={placedName(item)} />
    </>
  )
}

export function placedName({ holder: { namespace, name } }: PlanRange): string {
  return namespace === undefined || namespace === '' ? name : `${namespace}/${name}`
}

/** A range in words, for those who do not see it. */
export function useRangeSaid(): (item: PlanRange, isColliding: boolean) => string {
  const { t, i18n } = useTranslation('address-plan')
  return useCallback(
    (item, isColliding) => {
      const size = sizeOf(item.range)
      const said = [
        `${t(`role.${item.role}`)} ${placedName(item)}`,
        rangeText(item.range),
        ...(size > 1n ? [t('addresses', { size: countText(size, i18n.language) })] : []),
        ...(item.used === undefined ? [] : [t('used', { used: countText(item.used, i18n.language) })]),
        ...(isColliding ? [t('collides')] : []),
      ]
      return said.join(', ')
    },
    [t, i18n.language],
  )
}
