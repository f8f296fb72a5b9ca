/** The overview of one Community: what its names stand for, and which advertisements give them. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/facts.tsx'
import { Mono } from '../../ui/mono.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { dependantOf, type ObjectProps } from '../kind.ts'
import { advertisementsNaming, aliasesOf } from '../metallb/community.ts'
import { UsageTable } from '../usage-table.tsx'
import '../metallb/words.ts'

export default function CommunityOverview({ object, world }: ObjectProps) {
  const { t } = useTranslation('metallb')
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Panel title={t('communities')}>
        <PlainTable
          label={t('communities')}
          headers={[t('community.alias'), t('community.value')]}
          empty={t('community.none')}
          rows={aliasesOf(object).map(({ name, value }, index) => ({
            key: `${index} ${name}`,
            cells: [<Mono key="name">{name}</Mono>, <Mono key="value">{value}</Mono>],
          }))}
        />
      </Panel>
      <Panel title={t('advertisements')}>
        <UsageTable
          label={t('advertisements')}
          empty={t('community.advertisementsNone')}
          uses={advertisementsNaming(object, world).map(dependantOf)}
        />
      </Panel>
    </Box>
  )
}
