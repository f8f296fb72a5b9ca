/** Requests are sent elsewhere: to a URL as a whole, or to the same one with parts of it changed. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asFields, asString } from '../../k8s/shape.ts'
import { type Manifest, removeAt } from '../../manifest/manifest.ts'
import { Choice, SelectInput } from '../../ui/fields/choice.tsx'
import { asText, useForm, useLens } from '../../ui/fields/context.ts'
import { FoldedSection, Row } from '../../ui/fields/section.tsx'
import { NumberInput, TextInput } from '../../ui/fields/text-input.tsx'
import { redirectCodes } from './check-config.ts'
import { configAt, configOf } from './spec.ts'
import './words.ts'

const at = (field: string) => configAt('redirect', field)
const parts = ['scheme', 'host', 'port', 'prefix_match', 'replace_prefix'] as const

type Way = 'none' | 'url' | 'parts'

/** `help` says of what requests it is. */
export function RedirectSection({ help }: { help: string }) {
  const { t } = useTranslation('alb')
  const { manifest, edit } = useForm()
  const redirect = asFields(configOf(manifest.value).redirect)
  const [wanted, setWanted] = useState<Way | null>(null)
  const way = wayOf(redirect) ?? wanted ?? 'none'
  const choose = (next: Way) => {
    setWanted(next)
    edit((current) => withWay(current, next))
  }
  return (
    <FoldedSection
      title={t('section.redirect')}
      count={Object.keys(redirect).length}
      paths={[configAt('redirect')]}
    >
      <Choice
        path={configAt('redirect')}
        holds="map"
        label={t('redirect.label')}
        help={help}
        value={way}
        onChange={(next) => choose(next as Way)}
        options={(['none', 'url', 'parts'] as const).map((value) => ({
          value,
          label: t(`redirect.ways.${value}`),
          help: t(`redirect.waysHelp.${value}`),
        }))}
      />
      {way !== 'none' && <CodeSelect />}
      {way === 'url' && (
        <TextInput
          path={at('url')}
          label={t('redirect.url')}
          help={t('redirect.urlHelp')}
          required
          mono
          placeholder="https://www.example.com/"
        />
      )}
      {way === 'parts' && <PartFields />}
    </FoldedSection>
  )
}

/** What is written there already says which way it is. */
function wayOf(redirect: Readonly<Record<string, unknown>>): Way | null {
  if (redirect.url !== undefined) return 'url'
  return parts.some((field) => redirect[field] !== undefined) ? 'parts' : null
}

/** What belongs to another way goes; the code stays with either. */
function withWay(manifest: Manifest, way: Way): Manifest {
  const gone = way === 'none' ? [configAt('redirect')] : way === 'url' ? parts.map(at) : [at('url')]
  return gone.reduce(
    (current, path) => removeAt(current, path, { pruneEmptyParents: true, keepDepth: 1 }),
    manifest,
  )
}

function CodeSelect() {
  const { t } = useTranslation('alb')
  const { value, set } = useLens(at('code'))
  return (
    <SelectInput
      path={at('code')}
      label={t('redirect.code')}
      help={t('redirect.codeHelp')}
      value={asText(value)}
      onChange={(next) => set(next === '' ? undefined : Number(next))}
      placeholder={t('notSet')}
      options={[
        { value: '', label: t('notSet') },
        ...redirectCodes.map((code) => ({ value: String(code), label: String(code) })),
      ]}
    />
  )
}

function PartFields() {
  const { t } = useTranslation('alb')
  const scheme = useLens(at('scheme'))
  return (
    <>
      <Row>
        <SelectInput
          path={at('scheme')}
          label={t('redirect.scheme')}
          help={null}
          value={asString(scheme.value)}
          onChange={(next) => scheme.set(next === '' ? undefined : next)}
          placeholder={t('redirect.same')}
          options={[
            { value: '', label: t('redirect.same') },
            { value: 'http', label: 'http' },
            { value: 'https', label: 'https' },
          ]}
        />
        <TextInput
          path={at('host')}
          label={t('redirect.host')}
          help={null}
          mono
          placeholder={t('redirect.same')}
        />
        <NumberInput
          path={at('port')}
          label={t('redirect.port')}
          help={null}
          placeholder={t('redirect.same')}
        />
      </Row>
      <Row>
        <TextInput
          path={at('prefix_match')}
          label={t('redirect.prefix')}
          help={t('redirect.prefixHelp')}
          mono
          placeholder="/old"
        />
        <TextInput
          path={at('replace_prefix')}
          label={t('redirect.replacement')}
          help={t('redirect.replacementHelp')}
          mono
          placeholder="/new"
        />
      </Row>
    </>
  )
}
