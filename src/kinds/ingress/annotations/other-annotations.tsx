/** The annotations of the catalogue that have no field of their own: found by name or meaning, and added. */
import CloseIcon from '@mui/icons-material/Close'
import { Box, IconButton } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { setAt } from '../../../manifest/manifest.ts'
import { useForm, useLens } from '../../../ui/fields/context.ts'
import type { ObjectOption } from '../../../ui/fields/object-options.ts'
import { ObjectSelect } from '../../../ui/fields/object-select.tsx'
import { FoldedSection } from '../../../ui/fields/section.tsx'
import type { World } from '../../world.ts'
import type { IngressView } from '../spec.ts'
import { AnnotationField } from './annotation-field.tsx'
import { type Annotation, albOwn, shared } from './catalogue.ts'
import { type Control, groups, hasField, newKey } from './groups.ts'
import { annotationsPath, readKey } from './keys.ts'
import type { Software } from './software.ts'

interface Props {
  readonly world: World
  readonly ingress: IngressView
  readonly software: Software | null
}

/** What is not written any more is not offered either; texts of many lines are written in the YAML. */
const offered = [...shared, ...albOwn].filter(
  ({ name, standing }) => standing === undefined && !hasField(name) && !isOfGroup(name),
)

function isOfGroup(name: string): boolean {
  return groups.some(({ ofAlb = [] }) => ofAlb.some((key) => key.endsWith(`/${name}`)))
}

export function OtherAnnotations({ world, ingress, software }: Props) {
  const { t } = useTranslation('annotations')
  const { edit } = useForm()
  const set = Object.entries(ingress.annotations).flatMap(([key, value]): readonly Control[] => {
    const { annotation } = readKey(key, world.labelDomain) ?? {}
    return annotation === undefined || !offered.includes(annotation)
      ? []
      : [{ annotation, key, value, isSet: true }]
  })
  const add = (name: string | undefined) => {
    const annotation = offered.find((each) => each.name === name)
    if (annotation === undefined) return
    const path = [...annotationsPath, newKey(annotation, world.labelDomain)]
    edit((manifest) => setAt(manifest, path, annotation.initial ?? ''))
  }
  const isTaken = ({ name }: Annotation) => set.some(({ annotation }) => annotation.name === name)
  return (
    <FoldedSection
      title={t('group.others')}
      count={set.length}
      paths={set.map(({ key }) => [...annotationsPath, key])}
    >
      {set.map((control) => (
        <SetAnnotation key={control.key} control={control} software={software} />
      ))}
      <ObjectSelect
        path={['metadata', 'added']}
        label={t('add')}
        help={t('addHelp')}
        value=""
        onChange={add}
        placeholder={t('choose')}
        availability="live"
        options={offered.filter((each) => !isTaken(each)).map(optionOf)}
      />
    </FoldedSection>
  )

  function optionOf({ name, alb }: Annotation): ObjectOption {
    const isRefused = software === 'alb' ? alb === 'no' || alb === 'partly' : isOfAlb(name)
    if (!isRefused) return { name, note: t(`meaning.${name}`) }
    const note =
      software !== 'alb'
        ? t('check.foreign-alb-own', { name })
        : alb === 'no'
          ? t('albNo', { name })
          : t(`instead.${name}`)
    return { name, note, disabled: true }
  }

  function isOfAlb(name: string): boolean {
    return software === 'nginx' && albOwn.some((each) => each.name === name)
  }
}

function SetAnnotation({ control, software }: { control: Control; software: Software | null }) {
  const { t } = useTranslation('annotations')
  const { frozen } = useForm()
  const lens = useLens([...annotationsPath, control.key])
  const { name } = control.annotation
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: 1, alignItems: 'start' }}>
      <AnnotationField control={control} software={software} label={name} keepEmpty />
      <IconButton
        aria-label={t('remove', { name })}
        disabled={frozen}
        onClick={() => lens.set(undefined)}
        sx={{ mt: 3 }}
      >
        <CloseIcon fontSize="small" />
      </IconButton>
    </Box>
  )
}
