/** Expand Subnet: a larger block around the one that there is. */
import { useTranslation } from 'react-i18next'
import { useForm } from '../../ui/fields/context.ts'
import { Section } from '../../ui/fields/section.tsx'
import type { FormProps } from '../kind.ts'
import { BlockField } from './block-field.tsx'
import { variantOf } from './spec.ts'

export default function ExpandForm({ world }: FormProps) {
  const { t } = useTranslation('subnet')
  const { manifest } = useForm()
  const variant = variantOf(manifest.value, world)
  return (
    <Section title={t('section.addresses')}>
      <BlockField variant={variant} label={t(variant === 'overlay' ? 'segment' : 'one')} />
    </Section>
  )
}
