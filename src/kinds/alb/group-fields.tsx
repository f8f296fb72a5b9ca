/** The Services that requests are shared among, and how: the same for the default of a port and for a rule. */
import { Box, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { type Manifest, setAt } from '../../manifest/manifest.ts'
import { Choice } from '../../ui/fields/choice.tsx'
import { asNumber, asText, useForm, useLens } from '../../ui/fields/context.ts'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { RowTable } from '../../ui/fields/row-table.tsx'
import { NumberInput } from '../../ui/fields/text-input.tsx'
import { useCreationEntry } from '../creation.ts'
import { namespaceNames } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { namespaces, projectServices } from '../related.ts'
import type { World } from '../world.ts'
import { portsOf, servicesIn } from './backends.ts'
import { groupIn, groupPath, type Member, membersPath, percentText, withEqualWeights } from './group.ts'
import './words.ts'

/** `help` says what the group is for; `required` that nothing answers without one. */
export function GroupFields({ world, help, required }: FormProps & { help: string; required?: boolean }) {
  const { t } = useTranslation('alb')
  const { manifest, edit } = useForm()
  const { members, isWeighted } = groupIn(manifest.value)
  const [wantsWeights, setWantsWeights] = useState(false)
  const hasWeights = isWeighted || wantsWeights
  const choose = (next: string) => {
    setWantsWeights(next === 'wrr')
    if (next === 'rr') edit(withEqualWeights)
  }
  return (
    <>
      <Choice
        path={groupPath}
        holds="map"
        label={t('group.algorithm')}
        help={null}
        value={hasWeights ? 'wrr' : 'rr'}
        onChange={choose}
        options={(['rr', 'wrr'] as const).map((value) => ({
          value,
          label: t(`group.algorithms.${value}`),
          help: t(`group.algorithmsHelp.${value}`),
        }))}
      />
      <RowTable
        path={membersPath}
        label={t('group.services')}
        help={help}
        required={required}
        keepDepth={2}
        addLabel={t('group.add')}
        rowLabel={(index) => t('group.number', { number: index + 1 })}
        newRow={() => ({ name: '', namespace: onlyNamespace(world), weight: 100 })}
      >
        {({ index }) => {
          const member = members[index]
          return member && <MemberFields world={world} member={member} hasWeight={hasWeights} />
        }}
      </RowTable>
    </>
  )
}

function onlyNamespace(world: World): string {
  const [first = '', ...more] = namespaceNames(world)
  return more.length === 0 ? first : ''
}

interface MemberProps extends FormProps {
  readonly member: Member
  readonly hasWeight: boolean
}

function MemberFields({ world, member, hasWeight }: MemberProps) {
  const { t } = useTranslation('alb')
  const { edit } = useForm()
  const { at, namespace, percent } = member
  return (
    <Box sx={{ display: 'grid', gap: 0.5 }}>
      <Box sx={hasWeight ? fourColumns : threeColumns}>
        <ObjectSelect
          path={[...at, 'namespace']}
          label={t('group.namespace')}
          help={null}
          required
          value={namespace}
          onChange={(next = '') => edit((current) => withNamespace(current, member, next))}
          placeholder={t('group.chooseNamespace')}
          availability={world.availability(namespaces)}
          options={namespaceNames(world).map((name) => ({ name }))}
        />
        <ServiceSelect world={world} member={member} />
        <PortSelect world={world} member={member} />
        {hasWeight && (
          <NumberInput path={[...at, 'weight']} label={t('group.weight')} help={null} placeholder="100" />
        )}
      </Box>
      <Typography variant="caption" color="textSecondary">
        {t('group.share', { percent: percentText(percent) })}
      </Typography>
    </Box>
  )
}

/** One below the other where the row they stand in is narrow. */
const threeColumns = {
  display: 'grid',
  gap: 1.5,
  alignItems: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container (min-width: 420px)': { gridTemplateColumns: 'minmax(0, 4fr) minmax(0, 4fr) minmax(0, 3fr)' },
} as const

const fourColumns = {
  ...threeColumns,
  '@container (min-width: 420px)': {
    gridTemplateColumns: 'minmax(0, 4fr) minmax(0, 4fr) minmax(0, 3fr) minmax(64px, 2fr)',
  },
} as const

/** A Service of another namespace is another Service. */
function withNamespace(manifest: Manifest, { at, namespace }: Member, next: string): Manifest {
  const set = setAt(manifest, [...at, 'namespace'], next)
  return namespace === '' || namespace === next ? set : setAt(set, [...at, 'name'], '')
}

function ServiceSelect({ world, member }: FormProps & { member: Member }) {
  const { t } = useTranslation('alb')
  const { edit } = useForm()
  const { at, namespace, name, port } = member
  const offered = servicesIn(namespace, world)
  const choose = (next = '') => {
    const ports = portsOf(offered.find(({ metadata }) => metadata.name === next))
    const [first] = ports
    // A port that the Service does not have gives way to its first one.
    const isKept = first === undefined || ports.some((each) => each.port === port)
    edit((current) => {
      const named = setAt(current, [...at, 'name'], next)
      return isKept ? named : setAt(named, [...at, 'port'], first.port)
    })
  }
  const create = useCreationEntry(projectServices, namespace, t('group.createService'), choose)
  return (
    <ObjectSelect
      path={[...at, 'name']}
      label={t('group.service')}
      help={null}
      required
      value={name}
      onChange={choose}
      placeholder={t(namespace === '' ? 'group.namespaceFirst' : 'group.chooseService')}
      availability={world.availability(projectServices)}
      options={offered
        .map((each) => ({
          name: each.metadata.name,
          note: portsOf(each)
            .map(({ port: number }) => number)
            .join(', '),
        }))
        .toSorted((a, b) => a.name.localeCompare(b.name))}
      create={create}
    />
  )
}

/** By number, which is all that the load balancer reads. */
function PortSelect({ world, member }: FormProps & { member: Member }) {
  const { t } = useTranslation('alb')
  const path: Path = [...member.at, 'port']
  const { set } = useLens(path)
  const service = servicesIn(member.namespace, world).find(({ metadata }) => metadata.name === member.name)
  return (
    <ObjectSelect
      path={path}
      label={t('group.port')}
      help={null}
      required
      freeText
      value={asText(member.port)}
      onChange={(text = '') => set(asNumber(text))}
      placeholder={t('group.choosePort')}
      availability={world.availability(projectServices)}
      options={portsOf(service).map(({ port, name }) => ({ name: String(port), note: name }))}
    />
  )
}
