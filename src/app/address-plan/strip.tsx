/** Ranges on a line, to scale: what lies in another stands below it. */
import { Box, ButtonBase } from '@mui/material'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanRange } from '../../kinds/address-plan.ts'
import { formatAddress } from '../../net/address.ts'
import { type Drawn, drawn } from '../../net/drawn.ts'
import { lanesOf, shareAt, ticksOf } from '../../net/plan.ts'
import { type AddressRange, overlap } from '../../net/range.ts'
import { mono } from '../../ui/theme.ts'
import { edgeOf, fillOf } from './look.ts'
import { rangeText } from './page-state.ts'
import { useRangeSaid } from './range-name.tsx'

const laneHeight = 28
const mostLanes = 4
/** What can be hit with a finger or a mouse. */
const least = 14
/** Narrower ones say their names only to those who point at them. */
const named = 54
const tickWidth = { IPv4: 120, IPv6: 230 }

export interface StripProps {
  readonly whole: AddressRange
  readonly items: readonly PlanRange[]
  readonly colliding: ReadonlySet<PlanRange>
  readonly onOpen: (items: readonly PlanRange[], whole: AddressRange) => void
}

export function Strip({ whole, items, colliding, onOpen }: StripProps) {
  const { t } = useTranslation('address-plan')
  const [line, setLine] = useState<HTMLElement | null>(null)
  const width = useWidth(line)
  const inside = useMemo(() => items.filter(({ range }) => overlap(whole, range)), [whole, items])
  const lanes = useMemo(
    () =>
      Math.min(
        mostLanes,
        lanesOf(inside).reduce((most, { lane }) => Math.max(most, lane + 1), 1),
      ),
    [inside],
  )
  const marks = useMemo(
    () => (width === 0 ? [] : drawn(inside, { whole, width, least, lanes })),
    [inside, whole, width, lanes],
  )
  return (
    <Box
      ref={setLine}
      role="group"
      aria-label={t('mapOf', { range: rangeText(whole, ' – ') })}
      onKeyDown={moveFocus}
      sx={{ position: 'relative', minWidth: 0 }}
    >
      <Box
        sx={{
          position: 'relative',
          height: lanes * laneHeight,
          borderBottom: 1,
          borderColor: 'text.secondary',
          bgcolor: 'background.paper',
          overflow: 'hidden',
        }}
      >
        {marks.map((mark) => (
          <Mark
            key={`${mark.lane} ${mark.from}`}
            mark={mark}
            isColliding={mark.items.some((each) => colliding.has(each))}
            onOpen={() => onOpen(mark.items, whole)}
          />
        ))}
      </Box>
      <Axis whole={whole} width={width} />
    </Box>
  )
}

function Mark(props: { mark: Drawn<PlanRange>; isColliding: boolean; onOpen: () => void }) {
  const { mark, isColliding, onOpen } = props
  const said = useMarkSaid()(mark.items, isColliding)
  const [item] = mark.items
  if (item === undefined) return null
  const isOne = mark.items.length === 1
  const isWide = mark.to - mark.from >= named
  return (
    <ButtonBase
      aria-label={said}
      title={said}
      onClick={onOpen}
      sx={{
        position: 'absolute',
        left: mark.from,
        width: Math.max(1, mark.to - mark.from - 1),
        top: mark.lane * laneHeight + 2,
        height: laneHeight - 4,
        justifyContent: 'flex-start',
        px: isWide ? 0.75 : 0,
        border: 1,
        borderColor: isColliding ? 'error.main' : edgeOf(item.role),
        borderWidth: isColliding ? 2 : 1,
        borderStyle: isOne ? 'solid' : 'double',
        borderRadius: 0.5,
        bgcolor: fillOf(item.role),
        color: 'text.primary',
        fontFamily: mono,
        fontSize: 12,
        whiteSpace: 'nowrap',
        overflow: 'hidden',
        '&:hover': { borderColor: isColliding ? 'error.main' : 'text.primary' },
        '&:focus-visible': { outlineOffset: -2 },
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{ overflow: 'hidden', textOverflow: 'ellipsis', mx: isWide ? 0 : 'auto' }}
      >
        {isColliding && (isWide ? '! ' : '!')}
        {isOne ? isWide && item.holder.name : !isColliding && mark.items.length}
      </Box>
    </ButtonBase>
  )
}

function useMarkSaid(): (items: readonly PlanRange[], isColliding: boolean) => string {
  const { t } = useTranslation('address-plan')
  const say = useRangeSaid()
  return (items, isColliding) => {
    const [first] = items
    const last = items.at(-1)
    if (first === undefined || last === undefined) return ''
    if (items.length === 1) return say(first, isColliding)
    const said = t('several', {
      count: items.length,
      first: formatAddress(first.range.first),
      last: formatAddress(last.range.last),
    })
    return isColliding ? `${said}, ${t('collides')}` : said
  }
}

function Axis({ whole, width }: { whole: AddressRange; width: number }) {
  const { family } = whole.first
  const most = Math.max(2, Math.floor(width / tickWidth[family]) + 1)
  const ticks = width === 0 ? [] : ticksOf(whole, most)
  return (
    <Box aria-hidden sx={{ position: 'relative', height: 20, overflow: 'hidden' }}>
      {ticks.map((tick) => {
        const left = shareAt(whole, tick.value) * width
        const isCut = left > width - tickWidth[family] * 0.8
        return (
          <Box
            key={String(tick.value)}
            sx={{
              position: 'absolute',
              left,
              pl: 0.5,
              borderLeft: 1,
              borderColor: 'text.secondary',
              height: '100%',
              fontFamily: mono,
              fontSize: 11,
              lineHeight: '20px',
              color: 'text.secondary',
              whiteSpace: 'nowrap',
            }}
          >
            {isCut ? '' : formatAddress(tick)}
          </Box>
        )
      })}
    </Box>
  )
}

function useWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (element === null) return
    const measure = () => setWidth(Math.floor(element.clientWidth))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return width
}

/** The arrows go from range to range, as the tabulator does. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const all: readonly HTMLElement[] = [...event.currentTarget.querySelectorAll('button')]
  const at = event.target instanceof HTMLElement ? all.indexOf(event.target) : -1
  const next = all[at + step]
  if (at < 0 || next === undefined) return
  event.preventDefault()
  next.focus()
}
