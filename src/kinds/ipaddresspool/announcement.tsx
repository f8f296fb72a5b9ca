/** The part of the pool's form that stands in its advertisement: nodes, peers, and what is seldom needed. */
import { Button } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { asList, asString } from '../../k8s/shape.ts'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { NamesSelect } from '../../ui/fields/names-select.tsx'
import { NotInForm } from '../../ui/fields/not-in-form.tsx'
import { FoldedSection, Row, Section } from '../../ui/fields/section.tsx'
import { StringList } from '../../ui/fields/string-list.tsx'
import { NumberInput } from '../../ui/fields/text-input.tsx'
import { useCreationEntry } from '../creation.ts'
import { useGate } from '../gates.ts'
import { withItems } from '../list-change.ts'
import { advertisementOf, peersPath } from '../metallb/advertisement.ts'
import { aliasesPath, communitiesOf, knownAliases } from '../metallb/community.ts'
import { NodeFields } from '../metallb/node-fields.tsx'
import { peerOf } from '../metallb/peer.ts'
import { bgpPeers } from '../related.ts'
import type { World } from '../world.ts'

const advancedFields = {
  L2: ['interfaces'],
  BGP: ['aggregationLength', 'aggregationLengthV6', 'localPref', 'communities'],
} as const

export function AnnouncementSection({ world }: { world: World }) {
  const { t } = useTranslation('metallb')
  const { manifest } = useForm()
  const view = advertisementOf(manifest.value)
  if (view === null) return null
  const fields = advancedFields[view.type].map((field) => `spec.${field}`)
  return (
    <>
      <Section title={t('announcement')}>
        <NodeFields world={world} label={t('availableNodes')} help={t(`nodesHelp.${view.type}`)} />
        {view.type === 'BGP' && <PeersField world={world} namespace={view.namespace} />}
      </Section>
      <AdvancedOf type={view.type} world={world} />
      <NotInForm shown={['spec.ipAddressPools', 'spec.nodeSelectors', 'spec.peers', ...fields]} />
    </>
  )
}

function PeersField({ world, namespace }: { world: World; namespace: string }) {
  const { t } = useTranslation('metallb')
  const { value, set } = useLens(peersPath)
  const { frozen } = useForm()
  const isOn = useGate('bgp-pools')
  const names = asList(value).map(asString).filter(Boolean)
  const create = useCreationEntry(bgpPeers, namespace, t('createPeer'), (name) => set([...names, name]))
  return (
    <>
      <NamesSelect
        path={peersPath}
        label={t('peers')}
        help={t('peersHelp')}
        placeholder={t('allPeers')}
        value={names}
        onChange={(next) => set(next.length === 0 ? undefined : next)}
        options={world
          .list(bgpPeers)
          .map(peerOf)
          .map(({ name, address, spec }) => ({ name, note: `${address} · AS ${spec.peerASN ?? '–'}` }))}
      />
      {create !== undefined && isOn && (
        <Button
          sx={{ justifySelf: 'start' }}
          disabled={frozen || create.lack !== ''}
          title={create.lack}
          onClick={create.onCreate}
        >
          {create.label}
        </Button>
      )}
    </>
  )
}

/** Numbers are typed, names are chosen. */
function CommunitiesField({ world }: { world: World }) {
  const { t } = useTranslation('metallb')
  const { manifest, edit } = useForm()
  return (
    <NamesSelect
      path={aliasesPath}
      label={t('communities')}
      help={t('communitiesHelp')}
      placeholder={t('communitiesNone')}
      freeText
      value={communitiesOf(manifest.value).filter(Boolean)}
      onChange={(names) => edit((current) => withItems(current, aliasesPath, names))}
      options={knownAliases(world).map(({ name, value, source }) => ({ name, note: `${value} · ${source}` }))}
    />
  )
}

function AdvancedOf({ type, world }: { type: 'L2' | 'BGP'; world: World }) {
  const { t } = useTranslation('metallb')
  const spec = useLens(['spec']).value
  const paths = advancedFields[type].map((field) => ['spec', field])
  const given = Object.keys(typeof spec === 'object' && spec !== null ? spec : {})
  return (
    <FoldedSection
      title={t('announcementAdvanced')}
      count={advancedFields[type].filter((field) => given.includes(field)).length}
      paths={paths}
    >
      {type === 'L2' ? (
        <StringList
          path={['spec', 'interfaces']}
          label={t('interfaces')}
          help={t('interfacesHelp')}
          addLabel={t('addInterface')}
          placeholder="eth0"
        />
      ) : (
        <>
          <Row>
            <NumberInput
              path={['spec', 'aggregationLength']}
              label={t('aggregationLength')}
              help={t('aggregationHelp')}
              placeholder="32"
            />
            <NumberInput
              path={['spec', 'aggregationLengthV6']}
              label={t('aggregationLengthV6')}
              help={null}
              placeholder="128"
            />
          </Row>
          <NumberInput path={['spec', 'localPref']} label={t('localPref')} help={t('localPrefHelp')} />
          <CommunitiesField world={world} />
        </>
      )}
    </FoldedSection>
  )
}
