/** How long connections of clients are kept open. */
import { useTranslation } from 'react-i18next'
import { asFields } from '../../../k8s/shape.ts'
import { useForm } from '../../../ui/fields/context.ts'
import { FoldedSection, Row } from '../../../ui/fields/section.tsx'
import { NumberInput, TextInput } from '../../../ui/fields/text-input.tsx'
import { configAt } from '../../alb/spec.ts'
import { viewOf } from '../spec.ts'
import './words.ts'

const tcp = (field: string) => configAt('keepalive', 'tcp', field)
const http = (field: string) => configAt('keepalive', 'http', field)

export function KeepaliveSection({ isStream }: { isStream: boolean }) {
  const { t } = useTranslation('port')
  const { manifest } = useForm()
  const keepalive = asFields(viewOf(manifest.value).config.keepalive)
  const count = Object.values(keepalive).reduce<number>(
    (sum, block) => sum + Object.keys(asFields(block)).length,
    0,
  )
  return (
    <FoldedSection title={t('section.keepalive')} count={count} paths={[configAt('keepalive')]}>
      {!isStream && (
        <Row>
          <TextInput
            path={http('timeout')}
            label={t('keepalive.timeout')}
            help={t('keepalive.timeoutHelp')}
            mono
            placeholder="75s"
          />
          <TextInput
            path={http('header_timeout')}
            label={t('keepalive.header')}
            help={t('keepalive.headerHelp')}
            mono
          />
          <NumberInput
            path={http('requests')}
            label={t('keepalive.requests')}
            help={t('keepalive.requestsHelp')}
            placeholder="1000"
          />
        </Row>
      )}
      <Row>
        <TextInput
          path={tcp('idle')}
          label={t('keepalive.idle')}
          help={t('keepalive.idleHelp')}
          mono
          placeholder="30m"
        />
        <TextInput
          path={tcp('interval')}
          label={t('keepalive.interval')}
          help={t('keepalive.intervalHelp')}
          mono
        />
        <NumberInput
          path={tcp('count')}
          label={t('keepalive.count')}
          help={t('keepalive.countHelp')}
          placeholder="10"
        />
      </Row>
    </FoldedSection>
  )
}
