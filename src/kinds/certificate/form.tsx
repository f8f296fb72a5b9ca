/** The form of a certificate: what it is called, who may use it, and the certificate with its key. */
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asString } from '../../k8s/shape.ts'
import { readAt } from '../../manifest/manifest.ts'
import { CertificateInput } from '../../ui/fields/certificate-input.tsx'
import { Choice } from '../../ui/fields/choice.tsx'
import { useFindings, useForm } from '../../ui/fields/context.ts'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { Section } from '../../ui/fields/section.tsx'
import { everyProject, projectLabel } from '../assignment.ts'
import { displayNameKey } from '../display-name.ts'
import { viewOf } from '../domain/spec.ts'
import { IdentityFields, MetadataSection } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { platformProjects } from '../related.ts'
import { withPair, withProject } from './change.ts'
import { certificateKey, heldValue, keyKey, projectOf, projectPath } from './spec.ts'
import { domainsNamed } from './usage.ts'

export default function CertificateForm({ world }: FormProps) {
  const { t } = useTranslation('certificate')
  const { manifest, edit, frozen } = useForm()
  const { value } = manifest
  const name = asString(readAt(manifest, ['metadata', 'name']))
  const isMissed = useFindings(['data'], true).some(({ missing }) => missing === true)
  const hosts = domainsNamed(name, world).map((each) => viewOf(each, world.labelDomain).host)
  return (
    <>
      <Section title={t('section.identity')}>
        <IdentityFields world={world} />
      </Section>
      <AssignmentSection world={world} />
      <Section title={t('one')}>
        <CertificateInput
          value={{ certificate: heldValue(value, certificateKey), key: heldValue(value, keyKey) }}
          onChange={(pair) => edit((current) => withPair(current, pair))}
          hosts={hosts}
          disabled={frozen}
          showMissing={isMissed}
        />
      </Section>
      <MetadataSection world={world} hiddenLabels={[projectLabel(world.labelDomain)]} />
    </>
  )
}

/** All projects, one of them, or none; which one comes back when the user changes their mind. */
function AssignmentSection({ world }: FormProps) {
  const { t } = useTranslation('certificate')
  const { manifest, edit } = useForm()
  const { labelDomain } = world
  const path = projectPath(labelDomain)
  const project = projectOf(manifest.value, labelDomain)
  const [wantsOne, setWantsOne] = useState(false)
  const last = useRef('')
  if (project !== '' && project !== everyProject) last.current = project
  const write = (name: string) => edit((current) => withProject(current, name, labelDomain))
  const isOne = project === '' ? wantsOne : project !== everyProject
  return (
    <Section title={t('section.assignment')}>
      <Choice
        path={isOne ? path.slice(0, -1) : path}
        holds={isOne ? 'map' : 'text'}
        label={t('assignProject')}
        help={null}
        value={isOne ? 'one' : project === '' ? 'none' : 'all'}
        onChange={(next) => {
          setWantsOne(next === 'one')
          write(next === 'all' ? everyProject : next === 'one' ? last.current : '')
        }}
        options={[
          { value: 'all', label: t('allProjects') },
          { value: 'one', label: t('oneProject') },
          { value: 'none', label: t('noAssignment'), help: t('noAssignmentHelp') },
        ]}
      />
      {isOne && (
        <ObjectSelect
          path={path}
          label={t('project')}
          help={null}
          required
          value={project}
          onChange={(name = '') => write(name)}
          placeholder={t('chooseProject')}
          freeText
          availability={world.availability(platformProjects)}
          options={world
            .list(platformProjects)
            .map(({ metadata: { name, annotations } }) => ({
              name,
              note: asString(annotations?.[displayNameKey(labelDomain)]),
            }))
            .toSorted((a, b) => a.name.localeCompare(b.name))}
        />
      )}
    </Section>
  )
}
