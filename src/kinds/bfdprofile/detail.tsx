/** The overview of one BFD profile: its times, and the peers that are watched with it. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { dependantOf, type ObjectProps } from '../kind.ts'
import { type BfdNumber, bfdOf, peersWith } from '../metallb/bfd.ts'
import { UsageTable } from '../usage-table.tsx'
import { detectionText, ModeCell, numberText } from './cells.tsx'
import '../metallb/words.ts'

const numbers: readonly BfdNumber[] = ['receiveInterval', 'transmitInterval', 'detectMultiplier']

export default function BfdOverview({ object, world }: ObjectProps) {
  const { t } = useTranslation('metallb')
  const view = bfdOf(object)
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Panel title={t('facts')}>
        <Facts>
          {numbers.map((field) => (
            <Fact key={field} term={t(`bfd.${field}`)}>
              {numberText(object, field)}
            </Fact>
          ))}
          <Fact term={t('bfdprofile:column.detection')}>{detectionText(object)}</Fact>
          <Fact term={t('bfdprofile:column.mode')}>
            <ModeCell object={object} world={world} />
          </Fact>
          <Fact term={t('bfd.echoMode')}>
            {view.isEchoing ? numberText(object, 'echoInterval') : t('off')}
          </Fact>
          <Fact term={t('bfd.minimumTtl')}>{numberText(object, 'minimumTtl')}</Fact>
        </Facts>
      </Panel>
      <Panel title={t('bgppeer:many')}>
        <UsageTable
          label={t('bgppeer:many')}
          empty={t('bfd.peersNone')}
          uses={peersWith(view, world).map(dependantOf)}
        />
      </Panel>
    </Box>
  )
}
