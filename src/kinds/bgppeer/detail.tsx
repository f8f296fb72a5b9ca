/** The overview of one BGP peer: both sides, the sessions of the nodes, what it is told. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Node } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { asString } from '../../k8s/shape.ts'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { ObjectProps } from '../kind.ts'
import { advertisementOf } from '../metallb/advertisement.ts'
import { profileOf } from '../metallb/bfd.ts'
import { NodeTable } from '../metallb/node-fields.tsx'
import { peerOf, sessionsOf } from '../metallb/peer.ts'
import { selectedBy } from '../metallb/pool.ts'
import { bfdProfiles, bgpAdvertisements, bgpSessions, nodes } from '../related.ts'
import { AddressCell, OwnNumberCell, PeerNumberCell } from './cells.tsx'
import '../metallb/words.ts'

export default function PeerOverview({ object, world }: ObjectProps) {
  const { t } = useTranslation('metallb')
  const peer = peerOf(object)
  const { spec } = peer
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Panel title={t('facts')}>
        <Facts>
          <Fact term={t('peer.address')}>
            <AddressCell object={object} world={world} />
          </Fact>
          <Fact term={t('peer.source')}>
            <Mono>{asString(spec.sourceAddress) || '–'}</Mono>
          </Fact>
          <Fact term={t('peer.myASN')}>
            <OwnNumberCell object={object} world={world} />
          </Fact>
          <Fact term={t('peer.peerASN')}>
            <PeerNumberCell object={object} world={world} />
          </Fact>
          <Fact term={t('peer.port')}>
            <Mono>{peer.port}</Mono>
          </Fact>
          <Fact term={t('peer.multiHop')}>{t(peer.isMultiHop ? 'peer.on' : 'peer.off')}</Fact>
          <Fact term={t('peer.bfdProfile')}>
            <ProfileLink object={object} />
          </Fact>
          <Fact term={t('peer.routerId')}>
            <Mono>{asString(spec.routerID) || '–'}</Mono>
          </Fact>
        </Facts>
      </Panel>
      <SessionsPanel object={object} world={world} />
      <AnnouncedPanel object={object} world={world} />
      <Panel title={t('connectedNodes')}>
        <NodeTable chosen={selectedBy(peer.nodeSelectors, world.list<Node>(nodes))} />
      </Panel>
    </Box>
  )
}

function ProfileLink({ object }: Pick<ObjectProps, 'object'>) {
  const name = profileOf(object)
  const { namespace } = object.metadata
  if (name === '') return '–'
  return <ObjectLink reference={{ group: bfdProfiles.group, kind: bfdProfiles.kind, namespace, name }} />
}

function SessionsPanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('metallb')
  const isAbsent = world.availability(bgpSessions) === 'absent'
  return (
    <Panel title={t('peer.sessions')}>
      <PlainTable
        label={t('peer.sessions')}
        headers={[t('node'), t('peer.session'), t('peer.bfd')]}
        empty={t(isAbsent ? 'peer.sessionsAbsent' : 'peer.sessionsNone')}
        rows={sessionsOf(peerOf(object), world).map(({ object: session, node, bgp, bfd }) => ({
          key: session.metadata.name,
          cells: [
            <ObjectLink key="node" reference={{ group: '', kind: 'Node', name: node }} />,
            <State key="bgp" tone={bgp === 'Established' ? 'good' : 'danger'}>
              {bgp || '–'}
            </State>,
            bfd || '–',
          ],
        }))}
      />
    </Panel>
  )
}

function AnnouncedPanel({ object: { metadata }, world }: ObjectProps) {
  const { t } = useTranslation('metallb')
  const naming = world.list<KubeObject>(bgpAdvertisements).flatMap((object) => {
    const view = advertisementOf(object)
    const isOurs = view !== null && view.namespace === metadata.namespace
    return isOurs && (view.peers.length === 0 || view.peers.includes(metadata.name)) ? [view] : []
  })
  return (
    <Panel title={t('peer.announced')}>
      <PlainTable
        label={t('peer.announced')}
        headers={[t('advertisement'), t('ipaddresspool:many')]}
        empty={t('peer.announcedNone')}
        rows={naming.map(({ name, namespace, pools }) => ({
          key: name,
          cells: [
            <ObjectLink
              key="name"
              reference={{ group: 'metallb.io', kind: bgpAdvertisements.kind, namespace, name }}
            />,
            pools.length === 0
              ? '–'
              : pools.map((pool, index) => (
                  <span key={pool}>
                    {index > 0 && ', '}
                    <ObjectLink
                      reference={{ group: 'metallb.io', kind: 'IPAddressPool', namespace, name: pool }}
                    />
                  </span>
                )),
          ],
        }))}
      />
    </Panel>
  )
}
