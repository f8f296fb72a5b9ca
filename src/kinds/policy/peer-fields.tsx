/** The peers of a rule, a row each: pods, nodes or addresses, any one of which is enough. */
import { Box } from '@mui/material'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, type Fields } from '../../k8s/shape.ts'
import { AddressList } from '../../ui/fields/address-list.tsx'
import { SelectInput } from '../../ui/fields/choice.tsx'
import { useLens } from '../../ui/fields/context.ts'
import { MisfitNotice } from '../../ui/fields/misfit-notice.tsx'
import { RowTable } from '../../ui/fields/row-table.tsx'
import { TextInput } from '../../ui/fields/text-input.tsx'
import type { World } from '../world.ts'
import type { Dialect, Direction, PeerForm } from './dialects.ts'
import { type Peer, peerAs, readPeer } from './peers.ts'
import { NamespaceSelector, NodeSelector, PodSelector } from './selectors.tsx'
import type { PolicyRule } from './view.ts'

interface PeersProps {
  readonly world: World
  readonly dialect: Dialect
  readonly rule: PolicyRule
  /** The namespace of the policy. */
  readonly own: string
}

export function PeersField({ world, dialect, rule, own }: PeersProps) {
  const { t } = useTranslation('policy')
  const { direction, peersAt } = rule
  const [first = 'here'] = dialect.peers[direction]
  return (
    <RowTable
      path={peersAt}
      label={t(`peers.${direction}`)}
      help={t(dialect.ports === 'plain' ? `peersHelp.${direction}` : 'peersHelp.any')}
      addLabel={t(`addPeer.${direction}`)}
      rowLabel={(index) => t(`peer.${direction}`, { number: index + 1 })}
      newRow={() => peerAs(first, {})}
      reorder
    >
      {({ path, value, index }) => (
        <PeerFields
          world={world}
          dialect={dialect}
          direction={direction}
          path={path}
          value={value}
          label={t(`peer.${direction}`, { number: index + 1 })}
          own={own}
        />
      )}
    </RowTable>
  )
}

interface PeerProps {
  readonly world: World
  readonly dialect: Dialect
  readonly direction: Direction
  readonly path: Path
  readonly value: unknown
  readonly label: string
  readonly own: string
}

function PeerFields(props: PeerProps) {
  const { t } = useTranslation('policy')
  const { dialect, direction, path, value, label } = props
  const { set } = useLens(path)
  // What was said as another sort of peer comes back when one thinks better of it.
  const stash = useRef<Partial<Record<PeerForm, Fields>>>({})
  const peer = readPeer(value, path, dialect)
  if (peer.form === 'odd' || peer.form === 'domains') return <MisfitNotice at={path} />
  const { form } = peer
  const offered = dialect.peers[direction]
  const forms = form === 'none' || offered.includes(form) ? offered : [...offered, form]
  const choose = (next: PeerForm) => {
    if (form !== 'none') stash.current[form] = asFields(value)
    const isAddress = next === 'block' || next === 'networks' || next === 'nodes'
    set(
      (isAddress || form === 'block' || form === 'networks' || form === 'nodes'
        ? stash.current[next]
        : undefined) ?? peerAs(next, value),
    )
  }
  return (
    <Box sx={peerStyle}>
      <SelectInput
        path={[...path, 'peer']}
        label={label}
        help={null}
        value={form === 'none' ? '' : form}
        placeholder={t('choosePeer')}
        onChange={(next) => choose(next as PeerForm)}
        options={forms.map((each) => ({
          value: each,
          label: t(`form.${each}`),
          help: t(`formHelp.${each}`),
        }))}
      />
      <Content {...props} peer={peer} />
    </Box>
  )
}

const peerStyle = { display: 'grid', gap: 1.5, pb: 0.5 } as const

function Content({ world, path, own, peer }: PeerProps & { peer: Peer }) {
  const { t } = useTranslation('policy')
  switch (peer.form) {
    case 'here':
      return (
        <PodSelector
          world={world}
          path={[...path, 'podSelector']}
          set={peer.set}
          own={own}
          help={t('podsHere')}
        />
      )
    case 'cluster':
      return (
        <>
          <NamespaceSelector world={world} path={[...path, 'namespaceSelector']} help={t('namespacesAll')} />
          <PodSelector
            world={world}
            path={[...path, 'podSelector']}
            set={peer.set}
            own={own}
            help={t('podsOf')}
          />
        </>
      )
    case 'namespaces':
      return <NamespaceSelector world={world} path={[...path, 'namespaces']} help={t('namespacesAll')} />
    case 'pods':
      return (
        <>
          <NamespaceSelector
            world={world}
            path={[...path, 'pods', 'namespaceSelector']}
            help={t('namespacesAll')}
          />
          <PodSelector
            world={world}
            path={[...path, 'pods', 'podSelector']}
            set={peer.set}
            own={own}
            help={t('podsOf')}
          />
        </>
      )
    case 'nodes':
      return <NodeSelector world={world} path={[...path, 'nodes']} help={t('nodesHelp')} />
    case 'block':
      return <BlockFields path={[...path, 'ipBlock']} />
    case 'networks':
      return (
        <AddressList
          path={[...path, 'networks']}
          label={t('form.networks')}
          help={null}
          addLabel={t('addBlock')}
          form="cidr"
        />
      )
    default:
      return null
  }
}

function BlockFields({ path }: { path: Path }) {
  const { t } = useTranslation('policy')
  return (
    <>
      <TextInput
        path={[...path, 'cidr']}
        label={t('cidr')}
        help={t('cidrHelp')}
        required
        mono
        keepEmpty
        placeholder="192.0.2.0/24"
      />
      <AddressList
        path={[...path, 'except']}
        label={t('except')}
        help={t('exceptHelp')}
        addLabel={t('addExcept')}
        form="cidr"
      />
    </>
  )
}
