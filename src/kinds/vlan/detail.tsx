/** The overview of one VLAN: its number, what carries it, the subnets in it. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { asFields, asString } from '../../k8s/shape.ts'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { ObjectProps } from '../kind.ts'
import { subnets } from '../related.ts'
import { ConflictCell, IdCell, ProviderCell } from './cells.tsx'

export default function VlanOverview({ object, world }: ObjectProps) {
  const { t } = useTranslation('vlan')
  const { name } = object.metadata
  const own = world.list(subnets).filter((each) => asString(asFields(asFields(each).spec).vlan) === name)
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Panel title={t('facts')}>
        <Facts>
          <Fact term={t('id')}>
            <IdCell object={object} world={world} />
          </Fact>
          <Fact term={t('provider')}>
            <ProviderCell object={object} world={world} />
          </Fact>
          <Fact term={t('column.conflict')}>
            <ConflictCell object={object} world={world} />
          </Fact>
        </Facts>
      </Panel>
      <Panel title={t('column.subnets')}>
        <PlainTable
          label={t('column.subnets')}
          headers={[t('name'), t('cidr')]}
          empty={t('subnetsNone')}
          rows={own.map((each) => ({
            key: each.metadata.name,
            cells: [
              <ObjectLink
                key="name"
                reference={{ group: subnets.group, kind: subnets.kind, name: each.metadata.name }}
              />,
              <Mono key="cidr">{asString(asFields(asFields(each).spec).cidrBlock)}</Mono>,
            ],
          }))}
        />
      </Panel>
    </Box>
  )
}
