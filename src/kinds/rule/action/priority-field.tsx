/** Which rules are asked first. A rule without a priority has 0, and is asked before all others. */
import { useTranslation } from 'react-i18next'
import { SelectInput } from '../../../ui/fields/choice.tsx'
import { asNumber, asText, useLens } from '../../../ui/fields/context.ts'
import { priorityPath, usualPriority } from '../spec.ts'
import './words.ts'

const priorities = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

export function PriorityField() {
  const { t } = useTranslation('action')
  const { value, set } = useLens(priorityPath)
  return (
    <SelectInput
      path={priorityPath}
      label={t('priority')}
      help={t('priorityHelp')}
      required
      value={asText(value)}
      onChange={(next) => set(asNumber(next))}
      placeholder={t('priorityUnset')}
      options={priorities.map((each) => ({
        value: String(each),
        label: each === usualPriority ? t('priorityUsual', { number: each }) : String(each),
      }))}
    />
  )
}
