/** The overview of one bridge network: its network cards, and whether each node has its bridge. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { ObjectProps } from '../kind.ts'
import { named } from '../lookups.ts'
import { nodes, vlans } from '../related.ts'
import { tagOf, viewOf as vlanOf } from '../vlan/spec.ts'
import { ReadyCell } from './cells.tsx'
import { cardOn, viewOf } from './spec.ts'

export default function ProviderNetworkOverview({ object, world }: ObjectProps) {
  const { t } = useTranslation('providernetwork')
  const view = viewOf(object)
  const own = world.list(vlans).filter((each) => vlanOf(each).provider === view.name)
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Panel title={t('facts')}>
        <Facts>
          <Fact term={t('card')}>
            <Mono>{view.card}</Mono>
          </Fact>
          <Fact term={t('column.ready')}>
            <ReadyCell object={object} world={world} />
          </Fact>
          <Fact term={t('excluded')}>
            {view.excluded.length === 0 ? '–' : <Mono>{view.excluded.join(', ')}</Mono>}
          </Fact>
        </Facts>
      </Panel>
      <NodesPanel object={object} world={world} />
      <Panel title={t('column.vlans')}>
        <PlainTable
          label={t('column.vlans')}
          headers={[t('name'), t('tag')]}
          empty={t('vlansNone')}
          rows={own.map((each) => ({
            key: each.metadata.name,
            cells: [
              <ObjectLink
                key="name"
                reference={{ group: vlans.group, kind: vlans.kind, name: each.metadata.name }}
              />,
              <Mono key="tag">{tagOf(each)}</Mono>,
            ],
          }))}
        />
      </Panel>
      <Panel title={t('preparation')}>
        <Typography variant="body2" sx={{ maxWidth: '72ch' }}>
          {t('preparationText')}
        </Typography>
      </Panel>
    </Box>
  )
}

function NodesPanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('providernetwork')
  const view = viewOf(object)
  return (
    <Panel title={t('column.nodes')}>
      <PlainTable
        label={t('column.nodes')}
        headers={[t('node'), t('customCard'), t('column.ready'), t('message')]}
        empty={t('nodesNone')}
        rows={view.nodes.map(({ node, isReady, message }) => {
          const found = named(world, nodes, '', node)
          return {
            key: node,
            cells: [
              <ObjectLink key="node" reference={{ group: '', kind: 'Node', name: node }} />,
              <Mono key="card">{found === undefined ? '–' : cardOn(view, found)}</Mono>,
              <State key="ready" tone={isReady ? 'good' : 'danger'}>
                {t(isReady ? 'ready' : 'notReady')}
              </State>,
              message,
            ],
          }
        })}
      />
    </Panel>
  )
}
