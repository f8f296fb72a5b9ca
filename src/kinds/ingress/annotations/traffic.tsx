/** What an Ingress does with requests on their way, by task; each field writes one annotation. */
import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Toggle } from '../../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../../ui/fields/context.ts'
import { FoldedSection, Row, Section } from '../../../ui/fields/section.tsx'
import type { FormProps } from '../../kind.ts'
import { type IngressView, viewOf } from '../spec.ts'
import { AnnotationField } from './annotation-field.tsx'
import { type Control, controlsOf, groups } from './groups.ts'
import { hasHsts, isOpenToHsts, withHsts } from './hsts.ts'
import { albPrefix, annotationsPath } from './keys.ts'
import { OtherAnnotations } from './other-annotations.tsx'
import { controllerName, type Software, softwareOf } from './software.ts'
import './words.ts'

export function TrafficSection({ world }: FormProps) {
  const { t } = useTranslation('annotations')
  const ingress = viewOf(useForm().manifest.value)
  const software = softwareOf(ingress, world)
  return (
    <Section title={t('section')}>
      <Typography variant="body2" color="textSecondary">
        {software === 'other'
          ? t('sectionOther', { controller: controllerName(ingress, world) })
          : t('sectionHelp')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 1 }}>
        {groups.map((group) => (
          <FieldGroup
            key={group.id}
            title={t(`group.${group.id}`)}
            controls={controlsOf(group, ingress, world, software)}
            software={software}
          >
            {group.id === 'headers' && (
              <HstsField ingress={ingress} labelDomain={world.labelDomain} software={software} />
            )}
          </FieldGroup>
        ))}
        <OtherAnnotations world={world} ingress={ingress} software={software} />
      </Box>
    </Section>
  )
}

function FieldGroup(props: {
  title: string
  controls: readonly Control[]
  software: Software | null
  children: ReactNode
}) {
  const { t } = useTranslation('annotations')
  const { controls, software } = props
  const paths = controls.map(({ key }) => [...annotationsPath, key])
  return (
    <FoldedSection title={props.title} count={controls.filter(({ isSet }) => isSet).length} paths={paths}>
      <Box sx={{ display: 'grid', gap: 2.5, pb: 2 }}>
        {props.children}
        <Row>
          {controls.map((control) => (
            <AnnotationField
              // The field stays the same where the annotation gets another prefix.
              key={control.annotation.name}
              control={control}
              software={software}
              label={t(`label.${control.annotation.name}`)}
            />
          ))}
        </Row>
      </Box>
    </FoldedSection>
  )
}

function HstsField(props: { ingress: IngressView; labelDomain: string; software: Software | null }) {
  const { t } = useTranslation('annotations')
  const key = `${albPrefix(props.labelDomain)}rewrite-response`
  const { set } = useLens([...annotationsPath, key])
  const json = props.ingress.annotations[key] ?? ''
  if (props.software !== 'alb') {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('hstsNginx')}
      </Typography>
    )
  }
  const isOpen = isOpenToHsts(json)
  return (
    <Toggle
      path={['metadata', 'hsts']}
      label={t('hsts')}
      help={isOpen ? t('hstsHelp') : t('hstsUnreadable')}
      checked={hasHsts(json)}
      disabled={!isOpen}
      onChange={(on) => set(withHsts(json, on))}
    />
  )
}
