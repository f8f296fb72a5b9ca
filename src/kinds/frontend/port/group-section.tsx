/** Whom requests are handed to that no rule takes, or all connections of a stream. */
import { useTranslation } from 'react-i18next'
import { useForm } from '../../../ui/fields/context.ts'
import { Section } from '../../../ui/fields/section.tsx'
import { AffinityFields } from '../../alb/affinity-fields.tsx'
import { groupIn } from '../../alb/group.ts'
import { GroupFields } from '../../alb/group-fields.tsx'
import type { FormProps } from '../../kind.ts'
import { viewOf } from '../spec.ts'
import './words.ts'

export function GroupSection({ world }: FormProps) {
  const { t } = useTranslation('port')
  const { manifest } = useForm()
  const { isStream, spoken } = viewOf(manifest.value)
  const { affinity } = groupIn(manifest.value)
  return (
    <Section title={t('section.group')}>
      <GroupFields world={world} required={isStream} help={t(isStream ? 'groupStream' : 'groupDefault')} />
      {(spoken !== 'grpc' || affinity !== '') && <AffinityFields isStream={isStream} />}
    </Section>
  )
}
