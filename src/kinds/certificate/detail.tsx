/** The overview of one certificate: what it says, the chain it comes with, and where it is used. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { type CertificateInfo, keyText } from '../../net/certificates/index.ts'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { CopyableLines, Mono } from '../../ui/mono.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { ObjectProps } from '../kind.ts'
import { UsageTable } from '../usage-table.tsx'
import { BoundDomains } from './bound-domains.tsx'
import { ProjectCell } from './cells.tsx'
import { Expiry } from './expiry.tsx'
import { bundleOf, hostsOf, leafOf } from './reading.ts'
import { Unreadable } from './unreadable.tsx'
import { domainsNamed, usesOf } from './usage.ts'

export default function CertificateOverview({ object, world }: ObjectProps) {
  const { t } = useTranslation('certificate')
  const leaf = leafOf(object)
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Panel title={t('facts')}>
        <Facts>
          {leaf === undefined ? (
            <Fact term={t('one')}>
              <Unreadable />
            </Fact>
          ) : (
            <CertificateFacts of={leaf} />
          )}
          <Fact term={t('column.project')}>
            <ProjectCell object={object} world={world} />
          </Fact>
          <Fact term={t('boundTo')}>
            <BoundTo object={object} world={world} />
          </Fact>
        </Facts>
      </Panel>
      <ChainPanel certificates={bundleOf(object).certificates} />
      <UsagePanel object={object} world={world} />
    </Box>
  )
}

function CertificateFacts({ of }: { of: CertificateInfo }) {
  const { t } = useTranslation('certificate')
  const hosts = hostsOf(of)
  return (
    <>
      <Fact term={t('column.names')}>{hosts.length === 0 ? '–' : <CopyableLines items={hosts} />}</Fact>
      <Fact term={t('column.expires')}>
        <Expiry of={of} />
      </Fact>
      <Fact term={t('subject')}>{of.subject || '–'}</Fact>
      <Fact term={t('column.issuer')}>{of.issuer || '–'}</Fact>
      <Fact term={t('column.key')}>{keyText(of.key)}</Fact>
      <Fact term={t('signature')}>
        <Mono>{of.signature}</Mono>
      </Fact>
      <Fact term={t('serial')}>
        <CopyableLines items={[of.serial]} />
      </Fact>
    </>
  )
}

/** The certificate of a Domain is changed on the Domain's page. */
function BoundTo({ object, world }: ObjectProps) {
  const { t } = useTranslation('certificate')
  const bound = domainsNamed(object.metadata.name, world)
  return bound.length === 0 ? t('noDomain') : <BoundDomains domains={bound} />
}

function ChainPanel({ certificates }: { certificates: readonly CertificateInfo[] }) {
  const { t } = useTranslation('certificate')
  return (
    <Panel title={t('chain')}>
      <PlainTable
        label={t('chain')}
        headers={[t('subject'), t('column.issuer'), t('column.expires')]}
        empty={t('unreadable')}
        rows={certificates.map((each, index) => ({
          key: `${index} ${each.serial}`,
          cells: [each.subject || '–', each.issuer || '–', <Expiry key="expires" of={each} />],
        }))}
      />
    </Panel>
  )
}

function UsagePanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('certificate')
  return (
    <Panel title={t('column.usage')}>
      <UsageTable label={t('column.usage')} empty={t('unused')} uses={usesOf(object, world)} />
    </Panel>
  )
}
