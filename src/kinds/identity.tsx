/** The fields every object's form begins and ends with: what it is called, where it lives, its labels. */
import { useTranslation } from 'react-i18next'
import { parseApiVersion } from '../k8s/resource.ts'
import { asFields, asString } from '../k8s/shape.ts'
import { readAt } from '../manifest/manifest.ts'
import { useForm, useLens } from '../ui/fields/context.ts'
import { MapInput } from '../ui/fields/map-input.tsx'
import type { ObjectOption } from '../ui/fields/object-options.ts'
import { ObjectSelect } from '../ui/fields/object-select.tsx'
import { FoldedSection, Row } from '../ui/fields/section.tsx'
import { TextInput } from '../ui/fields/text-input.tsx'
import { displayNameKey } from './display-name.ts'
import { namespaces } from './related.ts'
import { useRights } from './rights.ts'
import type { World } from './world.ts'

/** The namespaces an object can be made in: those of the project, or all. */
export function namespaceNames(world: World): readonly string[] {
  return world
    .list(namespaces)
    .filter(
      ({ metadata }) => world.project === null || metadata.labels?.[world.projectLabel] === world.project,
    )
    .map(({ metadata }) => metadata.name)
    .sort()
}

export function IdentityFields({ world, nameHelp }: { world: World; nameHelp?: string }) {
  const { t } = useTranslation('kinds')
  const { mode } = useForm()
  const namespace = useLens(['metadata', 'namespace'])
  const options = useNamespaceOptions(world)
  return (
    <>
      <Row>
        <NameField label={t('name')} help={nameHelp} />
        <ObjectSelect
          path={['metadata', 'namespace']}
          label={t('namespace')}
          required
          value={asString(namespace.value)}
          onChange={namespace.set}
          disabled={mode === 'edit'}
          placeholder={t('chooseNamespace')}
          availability={world.availability(namespaces)}
          options={options}
        />
      </Row>
      <DisplayNameField world={world} />
    </>
  )
}

/** `help` is for a name that can still be given. */
export function NameField({ label, help }: { label: string; help?: string | undefined }) {
  const { t } = useTranslation('kinds')
  const { mode } = useForm()
  return (
    <TextInput
      path={['metadata', 'name']}
      label={label}
      required
      mono
      keepEmpty
      disabled={mode === 'edit'}
      help={mode === 'edit' ? t('nameFixed') : help}
    />
  )
}

export function DisplayNameField({ world }: { world: World }) {
  const { t } = useTranslation('kinds')
  return (
    <TextInput
      path={['metadata', 'annotations', displayNameKey(world.labelDomain)]}
      label={t('displayName')}
      help={t('displayNameHelp')}
    />
  )
}

/** Those in which one may not make what the form is about say why. */
function useNamespaceOptions(world: World): readonly ObjectOption[] {
  const { mode, manifest } = useForm()
  const { useLacks, useUnlistedNamespaces } = useRights()
  const unlisted = useUnlistedNamespaces()
  const names = [...namespaceNames(world), ...unlisted]
  const { apiVersion, kind } = asFields(manifest.value)
  const { group, version } = parseApiVersion(asString(apiVersion))
  const made = { group, kind: asString(kind), versions: [version] }
  const lackAt = useLacks('create', made, mode === 'create' ? names : nowhere)
  const options = names.map((name): ObjectOption => {
    const lack = mode === 'create' ? lackAt(name) : ''
    return lack === '' ? { name } : { name, note: lack, disabled: true }
  })
  return options.toSorted((a, b) => Number(a.disabled === true) - Number(b.disabled === true))
}

const nowhere: readonly string[] = []

const metadataPaths = [
  ['metadata', 'labels'],
  ['metadata', 'annotations'],
]

/** Labels and annotations; keys in `hidden` and `hiddenLabels` have fields of their own elsewhere in the form. */
export function MetadataSection(props: {
  world: World
  hidden?: readonly string[]
  hiddenLabels?: readonly string[]
}) {
  const { world, hidden = [], hiddenLabels = [] } = props
  const { t } = useTranslation('kinds')
  const { manifest } = useForm()
  const covered = [displayNameKey(world.labelDomain), ...hidden]
  const labels = asFields(readAt(manifest, ['metadata', 'labels']))
  const annotations = asFields(readAt(manifest, ['metadata', 'annotations']))
  const count =
    Object.keys(labels).filter((key) => !hiddenLabels.includes(key)).length +
    Object.keys(annotations).filter((key) => !covered.includes(key)).length
  return (
    <FoldedSection
      title={t('labelsAndAnnotations')}
      count={count}
      paths={metadataPaths}
      without={[
        ...hiddenLabels.map((key) => ['metadata', 'labels', key]),
        ...covered.map((key) => ['metadata', 'annotations', key]),
      ]}
    >
      <MapInput
        path={['metadata', 'labels']}
        label={t('labels')}
        hidden={hiddenLabels}
        addLabel={t('addLabel')}
      />
      <MapInput
        path={['metadata', 'annotations']}
        label={t('annotations')}
        hidden={covered}
        addLabel={t('addAnnotation')}
      />
    </FoldedSection>
  )
}
