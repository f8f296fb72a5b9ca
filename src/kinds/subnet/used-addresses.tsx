/** Who has the addresses of a Subnet: pages of them, searched by anything that is shown. */
import { Box, Button, OutlinedInput, Typography } from '@mui/material'
import { memo, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readOnce } from '../../k8s/readonce.ts'
import { formatAddress } from '../../net/address.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { useRecount } from '../../ui/recount.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { Availability } from '../world.ts'
import type { Card } from './space.ts'

const pageSize = 50

export const UsedAddresses = memo(function UsedAddresses(props: {
  /** By address; `null` while they are counted. */
  cards: readonly Card[] | null
  availability: Availability
}) {
  const { t } = useTranslation('subnet')
  return props.cards === null ? (
    <Typography variant="body2" color="textSecondary" role="status">
      {t('counting')}
    </Typography>
  ) : (
    <Pages {...props} cards={props.cards} />
  )
})

function Pages({ cards, availability }: { cards: readonly Card[]; availability: Availability }) {
  const { t } = useTranslation('subnet')
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(0)
  const found = useFound(cards, search)
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const at = Math.min(page, pages - 1)
  const shown = found.slice(at * pageSize, (at + 1) * pageSize)
  const counts = {
    from: found.length === 0 ? 0 : at * pageSize + 1,
    to: at * pageSize + shown.length,
    all: found.length,
  }
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {cards.length > pageSize && (
        <OutlinedInput
          size="small"
          value={search}
          placeholder={t('searchUsed')}
          onChange={(event) => {
            setSearch(event.target.value)
            setPage(0)
          }}
          slotProps={{ input: { 'aria-label': t('searchUsed') } }}
          sx={{ maxWidth: 320 }}
        />
      )}
      <CardTable cards={shown} empty={emptyText(availability, search, t)} />
      {pages > 1 && (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          <Button disabled={at === 0} onClick={() => setPage(at - 1)}>
            {t('previousPage')}
          </Button>
          <Typography variant="body2" role="status">
            {t('shownOf', counts)}
          </Typography>
          <Button disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
            {t('nextPage')}
          </Button>
        </Box>
      )}
    </Box>
  )
}

interface CardTableProps {
  readonly cards: readonly Card[]
  readonly empty: string
}

/** Drawn anew only where one of its cards is another: those around them change all the time. */
const CardTable = memo(function CardTable({ cards, empty }: CardTableProps) {
  const { t } = useTranslation('subnet')
  return (
    <PlainTable
      label={t('usedAddresses')}
      headers={[t('address'), t('pod'), t('namespace'), t('node'), t('mac')]}
      empty={empty}
      rows={cards.map(({ object, addresses, pod, namespace, node, mac }) => ({
        key: object.metadata.name,
        cells: [
          <Mono key="address">{addresses.map(formatAddress).join(', ')}</Mono>,
          pod === '' || namespace === '' ? (
            <Mono key="pod" quiet>
              {pod || object.metadata.name}
            </Mono>
          ) : (
            <ObjectLink key="pod" reference={{ group: '', kind: 'Pod', namespace, name: pod }} />
          ),
          <Mono key="namespace" quiet>
            {namespace}
          </Mono>,
          <Mono key="node">{node}</Mono>,
          <Mono key="mac">{mac}</Mono>,
        ],
      }))}
    />
  )
}, isSameTable)

function isSameTable(a: CardTableProps, b: CardTableProps): boolean {
  const isSame = (card: Card, index: number) => card === b.cards[index]
  return a.empty === b.empty && a.cards.length === b.cards.length && a.cards.every(isSame)
}

function emptyText(availability: Availability, search: string, t: (key: string) => string): string {
  if (availability === 'refused') return t('usedRefused')
  if (availability === 'absent') return t('usedAbsent')
  return t(search === '' ? 'usedNone' : 'usedNotFound')
}

/** Those of which a row says the text; until they are found, those of the text before. */
function useFound(cards: readonly Card[], search: string): readonly Card[] {
  const word = search.trim().toLowerCase()
  const begin = useCallback(() => {
    const found: Card[] = []
    const add = (card: Card) => {
      if (said(card).includes(word)) found.push(card)
    }
    return { add, result: () => found }
  }, [word])
  const { result } = useRecount(word === '' ? null : cards, begin)
  return word === '' ? cards : (result ?? cards)
}

/** All that a row says. */
const said = readOnce(({ addresses, pod, namespace, node, mac }: Card) =>
  [...addresses.map(formatAddress), pod, namespace, node, mac].join('\n').toLowerCase(),
)
