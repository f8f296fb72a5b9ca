/** Who comes again is handed to the same pod: by what that is known. */
import { useTranslation } from 'react-i18next'
import { Choice } from '../../ui/fields/choice.tsx'
import { useForm } from '../../ui/fields/context.ts'
import { TextInput } from '../../ui/fields/text-input.tsx'
import { affinities, affinityPath, attributePath, groupIn, usualCookie, withAffinity } from './group.ts'
import './words.ts'

const names = { '': 'none', 'sip-hash': 'sipHash', cookie: 'cookie', header: 'header', ewma: 'ewma' } as const

const ofStreams: readonly string[] = ['', 'sip-hash']

/** A stream has neither cookies nor headers. */
export function AffinityFields({ isStream = false }: { isStream?: boolean }) {
  const { t } = useTranslation('alb')
  const { manifest, edit } = useForm()
  const { affinity } = groupIn(manifest.value)
  const fits = (value: string) => !isStream || value === affinity || ofStreams.includes(value)
  return (
    <>
      <Choice
        path={affinityPath}
        label={t('affinity.label')}
        help={null}
        value={affinity}
        onChange={(next) => edit((current) => withAffinity(current, next))}
        options={affinities.filter(fits).map((value) => ({
          value,
          label: t(`affinity.${names[value]}`),
          help: t(`affinity.${names[value]}Help`),
        }))}
      />
      {affinity === 'cookie' && (
        <TextInput
          path={attributePath}
          label={t('affinity.cookieName')}
          help={t('affinity.cookieNameHelp')}
          mono
          placeholder={usualCookie}
        />
      )}
      {affinity === 'header' && (
        <TextInput
          path={attributePath}
          label={t('affinity.headerName')}
          help={t('affinity.headerNameHelp')}
          required
          mono
          placeholder="X-User-ID"
        />
      )}
    </>
  )
}
