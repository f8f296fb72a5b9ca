/** The form of policies of the cluster, in the order one explains one: what it is called, whom it is for, its rules. */
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { asFields, asString, type Fields } from '../../k8s/shape.ts'
import { Choice } from '../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { Section } from '../../ui/fields/section.tsx'
import { NumberInput, TextInput } from '../../ui/fields/text-input.tsx'
import { DisplayNameField, MetadataSection, NameField } from '../identity.tsx'
import type { World } from '../world.ts'
import { type Dialect, directions, tiers } from './dialects.ts'
import { RulesField } from './rules-field.tsx'
import { NamespaceSelector, PodSelector } from './selectors.tsx'
import { policyOf } from './view.ts'
import './words.ts'

interface FormProps {
  readonly world: World
  readonly dialect: Dialect
}

export function ClusterPolicyForm({ world, dialect }: FormProps) {
  const { t } = useTranslation('policy')
  return (
    <>
      <Section title={t('section.basics')}>
        <BasicFields world={world} dialect={dialect} />
      </Section>
      <Section title={t('section.target')}>
        <SubjectFields world={world} dialect={dialect} />
      </Section>
      {directions.map((direction) => (
        <Section key={direction} title={t(`section.${direction}`)}>
          <RulesField world={world} dialect={dialect} direction={direction} />
        </Section>
      ))}
      <MetadataSection world={world} />
    </>
  )
}

function BasicFields({ world, dialect }: FormProps) {
  const { t } = useTranslation('policy')
  const { t: own } = useTranslation('kinds')
  const name = asString(useLens(['metadata', 'name']).value)
  const tier = useLens(['spec', 'tier'])
  const { fixedName } = dialect
  return (
    <>
      {fixedName === null ? (
        <NameField label={own('name')} help={t('nameHelp')} />
      ) : (
        <TextInput
          path={['metadata', 'name']}
          label={own('name')}
          help={t('nameFixed', { name: fixedName })}
          mono
          keepEmpty
          disabled={name === fixedName}
        />
      )}
      <DisplayNameField world={world} />
      {dialect.hasTier && (
        <Choice
          path={['spec', 'tier']}
          label={t('tier')}
          help={null}
          required
          value={asString(tier.value)}
          onChange={tier.set}
          options={tiers.map((value) => ({ value, label: value, help: t(`tierHelp.${value}`) }))}
        />
      )}
      {dialect.hasPriority && (
        <NumberInput path={['spec', 'priority']} label={t('priority')} help={t('priorityHelp')} required />
      )}
    </>
  )
}

const subjectPath = ['spec', 'subject']

function SubjectFields({ world, dialect }: FormProps) {
  const { t } = useTranslation('policy')
  const { manifest } = useForm()
  const { value, set } = useLens(subjectPath)
  // What the pods were selected by comes back when one thinks better of it.
  const stash = useRef<unknown>({})
  const { subject, subjectKeys } = policyOf(manifest.value, dialect)
  const [key = ''] = subjectKeys
  const choose = (next: string) => set(next === 'pods' ? asPods(value, stash.current) : asNamespaces(value))
  if (key === 'pods') stash.current = asFields(asFields(value).pods).podSelector
  return (
    <>
      <Choice
        path={subjectPath}
        holds="map"
        label={t('subject')}
        help={null}
        required
        value={subjectKeys.length === 1 ? key : ''}
        onChange={choose}
        options={['namespaces', 'pods'].map((each) => ({
          value: each,
          label: t(`subjectOf.${each}`),
          help: t(`subjectHelp.${each}`),
        }))}
      />
      {subject?.namespaces != null && (
        <NamespaceSelector world={world} path={subject.namespaces.at} help={t('namespacesAll')} />
      )}
      {subject?.pods != null && (
        <PodSelector world={world} path={subject.pods.at} set={subject} own="" help={t('podsOf')} />
      )}
    </>
  )
}

function asNamespaces(value: unknown): Fields {
  const { pods, namespaces } = asFields(value)
  return { namespaces: namespaces ?? asFields(pods).namespaceSelector ?? {} }
}

function asPods(value: unknown, podSelector: unknown): Fields {
  const { pods, namespaces = {} } = asFields(value)
  return { pods: pods ?? { namespaceSelector: namespaces, podSelector: podSelector ?? {} } }
}
