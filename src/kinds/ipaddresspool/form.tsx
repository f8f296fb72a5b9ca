/** The form of an address pool: its addresses, and the advertisement beside it that tells the network of them. */
import { Alert, Box, Button } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { asList, asString } from '../../k8s/shape.ts'
import { AddressList } from '../../ui/fields/address-list.tsx'
import { Choice, Toggle } from '../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { OtherDocument, useDocuments } from '../../ui/fields/documents.tsx'
import { NamesSelect } from '../../ui/fields/names-select.tsx'
import { FoldedSection, Section } from '../../ui/fields/section.tsx'
import { NumberInput, TextInput } from '../../ui/fields/text-input.tsx'
import { useGate } from '../gates.ts'
import { DisplayNameField, MetadataSection, namespaceNames } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { advertisementOf, announcing, type PoolType } from '../metallb/advertisement.ts'
import { asStored } from '../metallb/check-ranges.ts'
import { NamespaceFindings } from '../metallb/namespace-findings.tsx'
import { addressesPath, poolOf } from '../metallb/pool.ts'
import type { World } from '../world.ts'
import { AnnouncementSection } from './announcement.tsx'
import { goesWith, kindOfType } from './template.ts'
import { announced, ofType, renamed } from './together.ts'
import '../metallb/words.ts'

/** The document beside it that was made with it. */
function useAdvertisement() {
  const { manifest } = useForm()
  return useDocuments().forms.find((each) => goesWith(manifest.value, each.manifest.value))
}

export default function PoolForm({ world }: FormProps) {
  const { t } = useTranslation('metallb')
  const advertisement = useAdvertisement()
  return (
    <>
      <Section title={t('ipaddresspool:one')}>
        <NameFieldOfBoth />
        <NamespaceFindings />
        <DisplayNameField world={world} />
        {advertisement === undefined ? (
          <NoAdvertisement world={world} />
        ) : (
          <OtherDocument form={advertisement}>
            <NamespaceFindings />
            <TypeField />
          </OtherDocument>
        )}
        <AddressList
          path={addressesPath}
          label={t('addresses')}
          help={t('addressesHelp')}
          required
          addLabel={t('addAddress')}
          form="range"
          asWritten={asStored}
        />
      </Section>
      {advertisement !== undefined && (
        <OtherDocument form={advertisement}>
          <AnnouncementSection world={world} />
        </OtherDocument>
      )}
      <Advanced world={world} />
      <MetadataSection world={world} />
    </>
  )
}

function NameFieldOfBoth() {
  const { t } = useTranslation('metallb')
  const { mode, manifest } = useForm()
  const { editAll } = useDocuments()
  const { namespace } = poolOf(manifest.value)
  return (
    <TextInput
      path={['metadata', 'name']}
      label={t('name')}
      required
      mono
      disabled={mode === 'edit'}
      help={mode === 'edit' ? t('kinds:nameFixed') : t('namespaceNote', { namespace })}
      onText={(name) => editAll((whole) => renamed(whole, name))}
    />
  )
}

/** Stands in the advertisement, whose kind it is. */
function TypeField() {
  const { t } = useTranslation('metallb')
  const { mode, manifest, edit } = useForm()
  const isBgpOn = useGate('bgp-pools')
  const type = advertisementOf(manifest.value)?.type ?? 'L2'
  const types: readonly PoolType[] = isBgpOn || type === 'BGP' ? ['L2', 'BGP'] : ['L2']
  return (
    <Choice
      path={['kind']}
      label={t('type')}
      help={mode === 'edit' ? t('typeFixed') : isBgpOn ? undefined : t('bgpOff')}
      disabled={mode === 'edit'}
      value={type}
      onChange={(next) => edit((current) => ofType(current, next === 'BGP' ? 'BGP' : 'L2'))}
      options={types.map((value) => ({
        value,
        label: value === 'BGP' ? 'BGP (Alpha)' : 'L2',
        help: t(`typeHelp.${value}`),
      }))}
    />
  )
}

function NoAdvertisement({ world }: { world: World }) {
  const { t } = useTranslation('metallb')
  const { manifest, frozen } = useForm()
  const { editAll } = useDocuments()
  const isBgpOn = useGate('bgp-pools')
  const others = announcing(poolOf(manifest.value), world).map(({ view }) => view.name)
  const types: readonly PoolType[] = isBgpOn ? ['L2', 'BGP'] : ['L2']
  return (
    <Alert severity="info" role="note">
      {others.length > 0
        ? t('announcementElsewhere', { names: [...new Set(others)].join(', ') })
        : t('announcementNone')}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, pt: 1 }}>
        {types.map((type) => (
          <Button
            key={type}
            variant="outlined"
            disabled={frozen}
            onClick={() => editAll((whole) => announced(whole, type))}
          >
            {t('addAnnouncement', { kind: kindOfType[type] })}
          </Button>
        ))}
      </Box>
    </Alert>
  )
}

const allocation = ['spec', 'serviceAllocation']

function Advanced({ world }: { world: World }) {
  const { t } = useTranslation('metallb')
  const autoAssign = useLens(['spec', 'autoAssign'])
  const avoidBuggy = useLens(['spec', 'avoidBuggyIPs'])
  const priority = useLens([...allocation, 'priority'])
  const only = useLens([...allocation, 'namespaces'])
  const fields = [autoAssign, avoidBuggy, priority, only]
  return (
    <FoldedSection
      title={t('advanced')}
      count={fields.filter(({ value }) => value !== undefined).length}
      paths={[['spec', 'autoAssign'], ['spec', 'avoidBuggyIPs'], allocation]}
    >
      <Toggle
        path={['spec', 'autoAssign']}
        label={t('autoAssign')}
        help={t('autoAssignHelp')}
        checked={autoAssign.value !== false}
        onChange={autoAssign.set}
      />
      <Toggle
        path={['spec', 'avoidBuggyIPs']}
        label={t('avoidBuggy')}
        help={t('avoidBuggyHelp')}
        checked={avoidBuggy.value === true}
        onChange={avoidBuggy.set}
      />
      <NumberInput path={[...allocation, 'priority']} label={t('priority')} help={t('priorityHelp')} />
      <NamesSelect
        path={[...allocation, 'namespaces']}
        label={t('onlyNamespaces')}
        help={t('onlyNamespacesHelp')}
        placeholder={t('anyNamespace')}
        freeText
        value={asList(only.value).map(asString)}
        onChange={(names) => only.set(names.length === 0 ? undefined : names)}
        options={namespaceNames(world).map((name) => ({ name }))}
      />
    </FoldedSection>
  )
}
