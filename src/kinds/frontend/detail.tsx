/** The overview of one listening port: where it listens, whom it hands requests to, and its rules in order. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { groupIn, memberText, percentText } from '../alb/group.ts'
import { certificateIn, placeText } from '../alb/spec.ts'
import type { ObjectProps } from '../kind.ts'
import { RulesOfPort } from '../rule/rules-of-port.tsx'
import { BalancerCell, PortCell, ProjectsCell, ProtocolCell, StateCell } from './cells.tsx'
import { settingsOf } from './port/settings.ts'
import { viewOf } from './spec.ts'
import './port/words.ts'
import '../alb/words.ts'

export default function ListeningPortOverview(props: ObjectProps) {
  const { t } = useTranslation('port')
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <FactsPanel {...props} />
      <GroupPanel {...props} />
      <Panel title={t('rules')}>
        <RulesOfPort {...props} />
      </Panel>
      <SettingsPanel {...props} />
    </Box>
  )
}

function FactsPanel(props: ObjectProps) {
  const { t } = useTranslation('port')
  const { certificate, backendProtocol, isStream, source } = viewOf(props.object)
  const place = certificateIn(certificate)
  return (
    <Panel title={t('facts')}>
      <Facts>
        <Fact term={t('frontend:column.state')}>
          <StateCell {...props} />
        </Fact>
        <Fact term={t('balancer')}>
          <BalancerCell {...props} />
        </Fact>
        <Fact term={t('port')}>
          <PortCell {...props} />
        </Fact>
        <Fact term={t('protocol')}>
          <ProtocolCell {...props} />
        </Fact>
        <Fact term={t('certificate')}>
          {place === null ? (
            <Mono>{certificate || '–'}</Mono>
          ) : (
            <ObjectLink reference={{ group: '', kind: 'Secret', ...place }} title={placeText(place)} />
          )}
        </Fact>
        <Fact term={t('backendProtocol')}>{isStream ? '–' : backendProtocol.toUpperCase() || 'HTTP'}</Fact>
        <Fact term={t('frontend:column.projects')}>
          <ProjectsCell {...props} />
        </Fact>
        <Fact term={t('source')}>
          {source === null ? (
            '–'
          ) : (
            <ObjectLink
              reference={{ group: 'networking.k8s.io', kind: 'Ingress', ...source }}
              title={placeText(source)}
            />
          )}
        </Fact>
      </Facts>
    </Panel>
  )
}

const affinityNames = {
  '': 'none',
  'sip-hash': 'sipHash',
  cookie: 'cookie',
  header: 'header',
  ewma: 'ewma',
} as const

function GroupPanel({ object }: ObjectProps) {
  const { t } = useTranslation('port')
  const { members, affinity, attribute, isWeighted } = groupIn(object)
  const known = Object.entries(affinityNames).find(([policy]) => policy === affinity)?.[1]
  const isRedirected = viewOf(object).config.redirect !== undefined
  return (
    <Panel title={t('section.group')}>
      <Box sx={{ display: 'grid', gap: 2 }}>
        <PlainTable
          label={t('section.group')}
          headers={[t('service'), t('weight'), t('share')]}
          empty={t(isRedirected ? 'groupRedirect' : 'groupNone')}
          rows={members.map((member) => ({
            key: member.at.join('.'),
            cells: [
              <ObjectLink
                key="service"
                reference={{ group: '', kind: 'Service', namespace: member.namespace, name: member.name }}
                title={memberText(member)}
              />,
              String(member.weight ?? '–'),
              percentText(member.percent),
            ],
          }))}
        />
        {members.length > 0 && (
          <Facts>
            <Fact term={t('algorithm')}>
              {t(isWeighted ? 'alb:group.algorithms.wrr' : 'alb:group.algorithms.rr')}
            </Fact>
            <Fact term={t('affinity')}>
              {known === undefined ? <Mono>{affinity}</Mono> : t(`alb:affinity.${known}`)}
              {attribute !== '' && (
                <>
                  {' '}
                  <Mono quiet>{attribute}</Mono>
                </>
              )}
            </Fact>
          </Facts>
        )}
      </Box>
    </Panel>
  )
}

function SettingsPanel({ object }: ObjectProps) {
  const { t } = useTranslation('port')
  const settings = settingsOf(viewOf(object).config)
  return (
    <Panel title={t('config')}>
      {settings.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('configNone')}
        </Typography>
      ) : (
        <PlainTable
          label={t('config')}
          headers={[t('setting'), t('value')]}
          empty=""
          rows={settings.map(({ path, text }) => ({
            key: path,
            cells: [<Mono key="setting">{path}</Mono>, <Mono key="value">{text}</Mono>],
          }))}
        />
      )}
    </Panel>
  )
}
