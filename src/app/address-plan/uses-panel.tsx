/** A range seen closely: how far each part of it is taken, and who has the first of its addresses. */
import { Box, Typography } from '@mui/material'
import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanRange } from '../../kinds/address-plan.ts'
import { formatAddress } from '../../net/address.ts'
import { type AddressRange, sizeOf } from '../../net/range.ts'
import { countOf } from '../../net/rangeset.ts'
import { sharesOf } from '../../net/shares.ts'
import { countText } from '../../ui/count-text.ts'
import { Panel } from '../../ui/facts.tsx'
import { Mono } from '../../ui/mono.tsx'
import { ShareCells } from '../../ui/share-cells.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { rangeText } from './page-state.ts'
import { RangeOwner } from './range-name.tsx'
import { type Uses, usesCells } from './use-uses.ts'

export const UsesPanel = memo(function UsesPanel(props: {
  whole: AddressRange
  uses: Uses | null
  /** A merged set. */
  kept: readonly AddressRange[]
}) {
  const { whole, uses, kept } = props
  const { t, i18n } = useTranslation('address-plan')
  const count = (value: bigint) => countText(value, i18n.language)
  const size = sizeOf(whole)
  const keptShares = useMemo(() => sharesOf(whole, kept, usesCells), [whole, kept])
  const used = uses?.used ?? 0n
  const reserved = countOf(kept) - (uses?.usedKept ?? 0n)
  const layers = [
    {
      id: 'used',
      label: t('usedPart'),
      count: count(used),
      colour: 'primary.main',
      shares: uses?.shares ?? [],
    },
    {
      id: 'kept',
      label: t('role.reserved'),
      count: count(reserved),
      colour: 'warning.main',
      shares: keptShares,
    },
  ]
  const holders = uses?.holders ?? []
  return (
    <Panel title={t('uses')}>
      <Box sx={{ display: 'grid', gap: 2 }}>
        <ShareCells
          label={rangeText(whole)}
          cells={keptShares.length}
          layers={layers}
          rest={{ label: t('freePart'), count: count(max(0n, size - used - reserved)) }}
        />
        {uses === null ? (
          <Typography variant="body2" color="textSecondary" role="status">
            {t('counting')}
          </Typography>
        ) : (
          used > BigInt(holders.length) && (
            <Typography variant="body2" color="textSecondary">
              {t('usesFirst', { count: holders.length })}
            </Typography>
          )
        )}
        {uses !== null && <Holders holders={holders} />}
      </Box>
    </Panel>
  )
})

interface HoldersProps {
  readonly holders: readonly PlanRange[]
}

/** Drawn anew only where one of them is another: those around them change all the time. */
const Holders = memo(function Holders({ holders }: HoldersProps) {
  const { t } = useTranslation('address-plan')
  return (
    <PlainTable
      label={t('uses')}
      headers={[t('address'), t('holder')]}
      empty={t('usesNone')}
      rows={holders.map((item, index) => ({
        key: `${index}`,
        cells: [
          <Mono key="address">{formatAddress(item.range.first)}</Mono>,
          <RangeOwner key="holder" item={item} />,
        ],
      }))}
    />
  )
}, isSameList)

function isSameList(a: HoldersProps, b: HoldersProps): boolean {
  return a.holders.length === b.holders.length && a.holders.every((each, at) => each === b.holders[at])
}

const max = (a: bigint, b: bigint) => (a > b ? a : b)
