/** The form of a BGP peer: both sides of the session, and the nodes that keep it. */
import { useTranslation } from 'react-i18next'
import { asString } from '../../k8s/shape.ts'
import { Toggle } from '../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { Row, Section } from '../../ui/fields/section.tsx'
import { NumberInput, TextInput } from '../../ui/fields/text-input.tsx'
import { useCreationEntry } from '../creation.ts'
import { DisplayNameField, MetadataSection } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { inNamespace } from '../lookups.ts'
import { bfdOf, detectionTime } from '../metallb/bfd.ts'
import { NamespaceFindings } from '../metallb/namespace-findings.tsx'
import { NodeFields } from '../metallb/node-fields.tsx'
import { asKind, peerOf } from '../metallb/peer.ts'
import { bfdProfiles } from '../related.ts'
import '../metallb/words.ts'

export default function PeerForm({ world }: FormProps) {
  const { t } = useTranslation('metallb')
  const { mode, manifest } = useForm()
  const { namespace } = peerOf(manifest.value)
  const multiHop = useLens(['spec', 'ebgpMultiHop'])
  return (
    <>
      <Section title={t('bgppeer:one')}>
        <TextInput
          path={['metadata', 'name']}
          label={t('name')}
          required
          mono
          keepEmpty
          disabled={mode === 'edit'}
          help={mode === 'edit' ? t('kinds:nameFixed') : t('namespaceNote', { namespace })}
        />
        <NamespaceFindings />
        <DisplayNameField world={world} />
      </Section>
      <Section title={t('peer.section')}>
        <Row>
          <NumberField field="myASN" help={t('peer.asnHelp')} />
          <NumberField field="peerASN" help={t('peer.asnPeerHelp')} />
        </Row>
        <Row>
          <TextInput
            path={['spec', 'peerAddress']}
            label={t('peer.address')}
            help={t('peer.addressHelp')}
            required
            mono
            keepEmpty
            placeholder="192.0.2.1"
          />
          <TextInput
            path={['spec', 'sourceAddress']}
            label={t('peer.source')}
            help={t('peer.sourceHelp')}
            mono
          />
        </Row>
        <NumberInput
          path={['spec', 'peerPort']}
          label={t('peer.port')}
          help={t('peer.portHelp')}
          placeholder="179"
        />
        <NodeFields world={world} label={t('connectedNodes')} help={t('nodesHelp.peer')} />
        <Toggle
          path={['spec', 'ebgpMultiHop']}
          label={t('peer.multiHop')}
          help={t('peer.multiHopHelp')}
          checked={multiHop.value === true}
          onChange={(checked) => multiHop.set(checked ? true : undefined)}
        />
        <TextInput
          path={['spec', 'routerID']}
          label={t('peer.routerId')}
          help={t('peer.routerIdHelp')}
          mono
          placeholder="10.0.0.1"
        />
        <ProfileField world={world} namespace={namespace} />
      </Section>
      <MetadataSection world={world} />
    </>
  )
}

function ProfileField({ world, namespace }: FormProps & { namespace: string }) {
  const { t } = useTranslation('metallb')
  const { value, set } = useLens(['spec', 'bfdProfile'])
  const create = useCreationEntry(bfdProfiles, namespace, t('peer.createBfdProfile'), set)
  return (
    <ObjectSelect
      path={['spec', 'bfdProfile']}
      label={t('peer.bfdProfile')}
      help={t('peer.bfdProfileHelp')}
      value={asString(value)}
      onChange={set}
      placeholder={t('peer.bfdProfileNone')}
      availability={world.availability(bfdProfiles)}
      options={inNamespace(world, bfdProfiles, namespace).map((each) => ({
        name: each.metadata.name,
        note: t('bfd.detected', { time: detectionTime(bfdOf(each)) }),
      }))}
      create={create}
    />
  )
}

/** Says what sort of number it is while one types. */
function NumberField({ field, help }: { field: 'myASN' | 'peerASN'; help: string }) {
  const { t } = useTranslation('metallb')
  const { value } = useLens(['spec', field])
  const kind = asKind(value)
  return (
    <NumberInput
      path={['spec', field]}
      label={t(`peer.${field}`)}
      required
      help={kind === null ? help : `${help} ${t(`peer.asnKind.${kind}`)}`}
    />
  )
}
