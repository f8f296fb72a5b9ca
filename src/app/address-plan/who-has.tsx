/** Who has an address: asked in a field, answered in a sentence. */
import { Box, OutlinedInput, Typography } from '@mui/material'
import { type ReactNode, useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanRange } from '../../kinds/address-plan.ts'
import { type Address, formatAddress, parseAddress } from '../../net/address.ts'
import { Panel } from '../../ui/facts.tsx'
import { Mono } from '../../ui/mono.tsx'
import { mono } from '../../ui/theme.ts'
import { useTyped } from '../typed.ts'
import { type Answer, answerOf } from './layout.ts'
import { rangeText } from './page-state.ts'
import { RangeOwner } from './range-name.tsx'
import type { Plan } from './use-plan.ts'
import { useUsers } from './use-uses.ts'

export function WhoHas(props: {
  plan: Plan
  family: Address['family']
  who: string
  onAsk: (who: string) => void
}) {
  const { plan, family, who, onAsk } = props
  const { t } = useTranslation('address-plan')
  const [typed, setTyped] = useTyped(who, onAsk)
  const id = useId()
  const address = useMemo(() => parseAddress(who.trim()), [who])
  return (
    <Panel title={t('who.title')}>
      <Box sx={{ display: 'grid', gap: 1 }}>
        <OutlinedInput
          fullWidth
          value={typed}
          placeholder={family === 'IPv4' ? '10.16.3.7' : 'fd00:10:16::7'}
          onChange={(event) => setTyped(event.target.value)}
          slotProps={{
            input: { 'aria-label': t('who.label'), 'aria-describedby': id, style: { fontFamily: mono } },
          }}
        />
        <Typography variant="body2" component="div" id={id} role="status" sx={{ minHeight: 40 }}>
          {who.trim() === '' ? (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {t('who.help')}
            </Box>
          ) : address === null ? (
            <Box component="span" sx={{ color: 'error.main' }}>
              {t('who.invalid', { text: who.trim() })}
            </Box>
          ) : (
            <Answered plan={plan} address={address} />
          )}
        </Typography>
      </Box>
    </Panel>
  )
}

function Answered({ plan, address }: { plan: Plan; address: Address }) {
  const { t } = useTranslation('address-plan')
  const users = useUsers(plan.uses, address)
  const answer = useMemo(
    () => (users === null ? null : answerOf([...plan.ranges, ...users.users], address)),
    [plan.ranges, users, address],
  )
  if (answer === null || users === null || plan.isLoading) return t('who.looking')
  return <Sentence answer={answer} address={address} isKnown={users.isComplete} />
}

function Sentence({ answer, address, isKnown }: { answer: Answer; address: Address; isKnown: boolean }) {
  const { t } = useTranslation('address-plan')
  const { holders, kept, ranges } = answer
  const said = <Mono>{formatAddress(address)}</Mono>
  const [range] = ranges
  const within = ranges.length > 0 && (
    <>
      {' '}
      {t('who.within')} <Listed items={ranges} />.
    </>
  )
  if (holders.length > 0)
    return (
      <>
        {said} {t('who.held')} <Owners items={holders} />.{within}
      </>
    )
  if (kept !== null)
    return (
      <>
        {said} {t('who.kept')} <RangeOwner item={kept} />.
      </>
    )
  if (range === undefined)
    return (
      <>
        {said} {t('who.outside')}
      </>
    )
  return (
    <>
      {said} {t(isKnown ? 'who.free' : 'who.seemsFree')} <Listed items={ranges} />.
      {!isKnown && ` ${t('who.unknown')}`}
    </>
  )
}

function Owners({ items }: { items: readonly PlanRange[] }) {
  return joined(items.map((item, index) => <RangeOwner key={index} item={item} />))
}

function Listed({ items }: { items: readonly PlanRange[] }) {
  return joined(
    items.map((item, index) => (
      <span key={index}>
        <RangeOwner item={item} /> (<Mono>{rangeText(item.range)}</Mono>)
      </span>
    )),
  )
}

function joined(parts: readonly ReactNode[]): ReactNode {
  return parts.map((part, index) => [index > 0 && ', ', part])
}
