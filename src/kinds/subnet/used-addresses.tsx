/** Who has the addresses of a Subnet: pages of them, searched by anything that is shown. */
import { Box, Button, OutlinedInput, Typography } from '@mui/material'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatAddress } from '../../net/address.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { Availability } from '../world.ts'
import type { Card } from './space.ts'

const pageSize = 50

export function UsedAddresses({
  cards,
  availability,
}: {
  cards: readonly Card[]
  availability: Availability
}) {
  const { t } = useTranslation('subnet')
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(0)
  const found = useMemo(() => searched(cards, search), [cards, search])
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
      <PlainTable
        label={t('usedAddresses')}
        headers={[t('address'), t('pod'), t('namespace'), t('node'), t('mac')]}
        empty={emptyText(availability, search, t)}
        rows={shown.map(({ object, addresses, pod, namespace, node, mac }) => ({
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

function emptyText(availability: Availability, search: string, t: (key: string) => string): string {
  if (availability === 'refused') return t('usedRefused')
  if (availability === 'absent') return t('usedAbsent')
  return t(search === '' ? 'usedNone' : 'usedNotFound')
}

/** By address; a search looks at all that a row says. */
function searched(cards: readonly Card[], search: string): readonly Card[] {
  const word = search.trim().toLowerCase()
  const says = ({ addresses, pod, namespace, node, mac }: Card) =>
    [...addresses.map(formatAddress), pod, namespace, node, mac].some((each) =>
      each.toLowerCase().includes(word),
    )
  const found = word === '' ? cards : cards.filter(says)
  const first = ({ addresses }: Card) => addresses[0]?.value ?? 0n
  return found.toSorted((a, b) => (first(a) < first(b) ? -1 : first(a) > first(b) ? 1 : 0))
}
