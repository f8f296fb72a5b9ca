/** The certificate that a port or a rule is served with, as `namespace/name`. */
import { useTranslation } from 'react-i18next'
import { asString } from '../../k8s/shape.ts'
import { useLens } from '../../ui/fields/context.ts'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import type { FormProps } from '../kind.ts'
import { certificateOptions, certificatesAre } from './certificates.ts'
import { certificateIn, certificateNamePath, placeText } from './spec.ts'
import './words.ts'

/** `help` says what it is for; what is emptied stays an empty text where `keepEmpty` says so. */
export function CertificateField(
  props: FormProps & { help: string; required?: boolean; keepEmpty?: boolean },
) {
  const { world, help, required, keepEmpty = false } = props
  const { t } = useTranslation('alb')
  const { value, set } = useLens(certificateNamePath)
  const text = asString(value)
  const place = certificateIn(text)
  return (
    <ObjectSelect
      path={certificateNamePath}
      label={t('secret.label')}
      help={help}
      required={required}
      value={place === null ? text : placeText(place)}
      onChange={(next) => set(next ?? (keepEmpty ? '' : undefined))}
      placeholder={t('secret.choose')}
      freeText
      availability={certificatesAre(world)}
      options={certificateOptions(world)}
    />
  )
}
