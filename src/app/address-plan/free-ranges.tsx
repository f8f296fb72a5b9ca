/** Where a range of a size is free, and what can be made of it. */
import { Box, Link as MuiLink, OutlinedInput, Typography } from '@mui/material'
import { memo, useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { PlanRange } from '../../kinds/address-plan.ts'
import { kinds } from '../../kinds/index.ts'
import { type Kind, rangeParameter } from '../../kinds/kind.ts'
import { type Address, bitsOf } from '../../net/address.ts'
import { blockSize, type Cidr, formatCidr } from '../../net/cidr.ts'
import { nextBlocks } from '../../net/plan.ts'
import { countBlocks } from '../../net/prefixes.ts'
import { countText } from '../../ui/count-text.ts'
import { Panel } from '../../ui/facts.tsx'
import { Mono } from '../../ui/mono.tsx'
import { mono } from '../../ui/theme.ts'
import { useMayInScope } from '../access/may.ts'
import { useDiscovery } from '../api/queries.ts'
import { useKindWords } from '../kind-words.ts'
import { createForRangePath, type Scope } from '../scope.ts'
import { useTyped } from '../typed.ts'
import { freeIn, type View } from './layout.ts'
import { parseSize, rangeText } from './page-state.ts'
import { placedName } from './range-name.tsx'

const shown = 4

interface FreeProps {
  readonly scope: Scope
  readonly ranges: readonly PlanRange[]
  readonly family: Address['family']
  readonly view: View
}

export const FreeRanges = memo(function FreeRanges(
  props: FreeProps & { size: string; onSize: (size: string) => void },
) {
  const { size, onSize, family, ...rest } = props
  const { t } = useTranslation('address-plan')
  const [typed, setTyped] = useTyped(size, onSize)
  const id = useId()
  const length = parseSize(size, bitsOf({ family }))
  return (
    <Panel title={t('find.title')}>
      <Box sx={{ display: 'grid', gap: 1 }}>
        <OutlinedInput
          value={typed}
          placeholder={family === 'IPv4' ? '/24' : '/64'}
          onChange={(event) => setTyped(event.target.value)}
          slotProps={{
            input: { 'aria-label': t('find.label'), 'aria-describedby': id, style: { fontFamily: mono } },
          }}
        />
        <Typography variant="body2" component="div" id={id} role="status" sx={{ minHeight: 40 }}>
          {size.trim() === '' ? (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {t('find.help')}
            </Box>
          ) : length === null ? (
            <Box component="span" sx={{ color: 'error.main' }}>
              {t('find.invalid', { most: bitsOf({ family }) })}
            </Box>
          ) : (
            <Found {...rest} family={family} length={length} />
          )}
        </Typography>
      </Box>
    </Panel>
  )
})

function Found({ scope, ranges, family, view, length }: FreeProps & { length: number }) {
  const { t, i18n } = useTranslation('address-plan')
  const free = useMemo(() => freeIn(ranges, family, view), [ranges, family, view])
  const blocks = useMemo(() => nextBlocks(free, family, length, shown), [free, family, length])
  const [first] = blocks
  const owner = view.around.findLast(({ role }) => role !== 'cluster')
  const [window] = view.windows
  const where =
    view.isZoomed && window !== undefined
      ? t('find.in', { range: rangeText(window, ' – ') })
      : t(`find.private.${family}`)
  if (first === undefined) return t('find.none', { length, where })
  const count = countText(countBlocks(free, family, length), i18n.language)
  return (
    <>
      {t('find.found', { count, length, where, size: countText(blockSize(first), i18n.language) })}
      {!view.isZoomed && ` ${t('find.beyond')}`}
      {owner !== undefined && ` ${t('find.within', { name: placedName(owner) })}`}
      <Box component="ul" aria-label={t('find.list')} sx={{ m: 0, mt: 0.5, p: 0, listStyle: 'none' }}>
        {blocks.map((block) => (
          <FreeBlock key={formatCidr(block)} scope={scope} block={block} isOwned={owner !== undefined} />
        ))}
      </Box>
    </>
  )
}

const makers = kinds.filter(({ startsFrom }) => startsFrom?.includes(rangeParameter) === true)

function FreeBlock({ scope, block, isOwned }: { scope: Scope; block: Cidr; isOwned: boolean }) {
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        alignItems: 'center',
        minHeight: 28,
        py: { xs: 0.5, sm: 0 },
      }}
    >
      <Box component="span" sx={{ minWidth: { xs: '100%', sm: 140 } }}>
        <Mono>{formatCidr(block)}</Mono>
      </Box>
      {!isOwned && makers.map((kind) => <MakeOf key={kind.id} scope={scope} kind={kind} block={block} />)}
    </Box>
  )
}

/** The way to a form that begins with the block; nothing for what the cluster does not serve or one may not make. */
function MakeOf({ scope, kind, block }: { scope: Scope; kind: Kind; block: Cidr }) {
  const { t } = useTranslation()
  const { one } = useKindWords(kind)
  const { data: discovery } = useDiscovery(scope.cluster)
  const type = discovery?.find(kind.group, kind.kind, kind.versions)
  const { reason } = useMayInScope(scope, 'create', type)
  if (!type || reason !== '') return null
  const text = formatCidr(block)
  return (
    <MuiLink
      component={Link}
      to={createForRangePath(scope, kind, text)}
      aria-label={t('address-plan:find.make', { kind: one, range: text })}
    >
      {t('app:createKind', { kind: one })}
    </MuiLink>
  )
}
