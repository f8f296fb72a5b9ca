/** What leads requests for a domain to the cluster, and where DNS leads it now, where the console may ask. */
import { Button, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { DnsAnswer } from '../../net/dns.ts'
import { Panel } from '../../ui/facts.tsx'
import { CopyableLines, Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { useDns } from '../dns.ts'
import type { ObjectProps } from '../kind.ts'
import { entrancesOf } from './entrances.ts'
import { viewOf } from './spec.ts'

/** Any name will do below a wildcard domain; this one nobody has. */
const below = 'portolan-dns-check'

export function DnsPanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('domain')
  const { host, domain, isWildcard } = viewOf(object, world.labelDomain)
  const name = isWildcard ? `${below}${host.slice(1)}` : host
  const asked = useDns(host === '' ? '' : name)
  return (
    <Panel title={t('dns')}>
      <Typography variant="body2" sx={{ maxWidth: '72ch' }}>
        {t(isWildcard ? 'dnsWildcard' : 'dnsOne', { domain })}
      </Typography>
      {asked.state !== 'off' && (
        <Typography variant="body2" component="div" role="status" sx={{ pt: 1.5, minHeight: 56 }}>
          {asked.state === 'asking' && t('dnsAsking', { name })}
          {asked.state === 'failed' && <State tone="unknown">{asked.message}</State>}
          {asked.state === 'answered' && (
            <Answer name={name} answer={asked.answer} entrances={entrancesOf(object, world)} />
          )}
          {'again' in asked && (
            <Button size="small" onClick={asked.again} sx={{ display: 'block', mt: 0.5 }}>
              {t('dnsAgain')}
            </Button>
          )}
        </Typography>
      )}
    </Panel>
  )
}

function Answer(props: { name: string; answer: DnsAnswer; entrances: readonly string[] }) {
  const { t } = useTranslation('domain')
  const { name, answer, entrances } = props
  const { addresses, failure } = answer
  if (failure !== null) return <State tone="unknown">{t('dnsFailed', { name, failure })}</State>
  if (addresses.length === 0) return <State tone="danger">{t('dnsNowhere', { name })}</State>
  const isHere = addresses.some((each) => entrances.includes(each))
  const tone = isHere ? 'good' : entrances.length === 0 ? 'unknown' : 'warning'
  const words = isHere ? 'dnsHere' : entrances.length === 0 ? 'dnsUnknown' : 'dnsElsewhere'
  return (
    <>
      <State tone={tone}>
        <Mono>{name}</Mono> {t(words, { entrances: entrances.join(', ') })}
      </State>
      <CopyableLines items={addresses} />
    </>
  )
}
