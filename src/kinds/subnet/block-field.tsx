/** The block of a Subnet; what it comes to is said below it. */
import { useTranslation } from 'react-i18next'
import { blockSize, formatCidr, networkCidr } from '../../net/cidr.ts'
import { countText } from '../../ui/count-text.ts'
import { useForm } from '../../ui/fields/context.ts'
import { TextInput } from '../../ui/fields/text-input.tsx'
import { withCidr } from './changes.ts'
import { cidrPath, type Variant, viewOf } from './spec.ts'

export function BlockField({ variant, label }: { variant: Variant; label: string }) {
  const { t, i18n } = useTranslation('subnet')
  const { manifest, edit } = useForm()
  const { blocks } = viewOf(manifest.value)
  const said = blocks.map((block) =>
    t('blockHas', {
      block: formatCidr(networkCidr(block)),
      size: countText(blockSize(block), i18n.language),
    }),
  )
  return (
    <TextInput
      path={cidrPath}
      label={label}
      help={said.length === 0 ? t(`blockHelp.${variant}`) : said.join(' ')}
      required
      mono
      placeholder="10.1.0.0/23,fd00:10:1::/112"
      onText={(text) => edit((current) => withCidr(current, text, variant))}
    />
  )
}
