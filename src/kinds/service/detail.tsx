/** The overview of one Service: facts, names to reach it by, ports, and the endpoints behind it. */
import { Box } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Node, Service } from '../../k8s/core.ts'
import { formatMap } from '../../k8s/selector.ts'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Copyable, CopyableLines, Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { useText } from '../../ui/text.ts'
import type { ObjectProps } from '../kind.ts'
import { endpointSlices, nodes } from '../related.ts'
import { endpointsOf, readiness } from './endpoints.ts'
import { externalAddress } from './external-address.ts'
import { protocolName } from './protocols.ts'
import { targetsSelected } from './target.ts'

type Props = ObjectProps<Service>

export default function ServiceOverview(props: Props) {
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <FactsPanel {...props} />
      {props.object.spec?.type !== 'ExternalName' && (
        <>
          <PortsPanel {...props} />
          <EndpointsPanel {...props} />
        </>
      )}
    </Box>
  )
}

function FactsPanel({ object, world }: Props) {
  const { t } = useTranslation('service')
  const text = useText()
  const spec = object.spec ?? {}
  const { namespace = '', name } = object.metadata
  const headless = spec.clusterIP === 'None'
  const selector = spec.selector ?? {}
  const selected = targetsSelected(world, namespace, selector)
  const external = externalAddress(object, world)
  const clusterIps = (spec.clusterIPs ?? []).filter((address) => address !== 'None')
  return (
    <Panel title={t('facts')}>
      <Facts>
        <Fact term={t('column.type')}>{headless ? t('typeHeadless') : (spec.type ?? 'ClusterIP')}</Fact>
        <Fact term={t('dnsName')}>
          <CopyableLines items={[`${name}.${namespace}.svc.cluster.local`, `${name}.${namespace}`]} />
        </Fact>
        <Fact term={t('column.clusterIp')}>
          <CopyableLines items={clusterIps} />
        </Fact>
        <Fact term={t('column.externalIp')}>
          {external.pending !== undefined ? (
            <State tone="waiting">{t('pendingBecause', { reason: text(external.pending) })}</State>
          ) : external.addresses.length > 0 ? (
            <CopyableLines items={external.addresses} />
          ) : (
            '–'
          )}
        </Fact>
        {spec.type !== 'ExternalName' && (
          <>
            <Fact term={t('selector')}>
              {Object.keys(selector).length > 0 ? <Copyable text={formatMap(selector)} /> : t('noSelector')}
            </Fact>
            <Fact term={t('target')}>
              {selected.length === 0
                ? '–'
                : selected.map(({ kind, name }) => (
                    <div key={`${kind}/${name}`}>
                      <Mono>{name}</Mono> ({kind})
                    </div>
                  ))}
            </Fact>
            <Fact term={t('affinity')}>
              {spec.sessionAffinity === 'ClientIP'
                ? t('affinityOn', { count: spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10800 })
                : t('affinityOff')}
            </Fact>
          </>
        )}
        {spec.externalTrafficPolicy !== undefined && (
          <Fact term={t('trafficPolicy')}>{spec.externalTrafficPolicy}</Fact>
        )}
      </Facts>
    </Panel>
  )
}

function PortsPanel({ object, world }: Props) {
  const { t } = useTranslation('service')
  const ports = object.spec?.ports ?? []
  const withNodePort = ports.some((port) => port.nodePort !== undefined && port.nodePort !== 0)
  const address = world
    .list<Node>(nodes)
    .flatMap((node) => node.status?.addresses ?? [])
    .find(({ type }) => type === 'InternalIP')?.address
  return (
    <Panel title={t('section.ports')}>
      <PlainTable
        label={t('section.ports')}
        headers={[
          t('portName'),
          t('protocol'),
          t('servicePort'),
          t('containerPort'),
          ...(withNodePort ? [t('nodePort')] : []),
        ]}
        empty={t('noPorts')}
        rows={ports.map((port) => ({
          key: `${port.port}/${port.protocol}`,
          cells: [
            <Mono key="name">{port.name ?? '–'}</Mono>,
            protocolName(port),
            <Mono key="port">{port.port}</Mono>,
            <Mono key="target">{port.targetPort ?? port.port}</Mono>,
            ...(withNodePort ? [nodePortCell(address, port.nodePort)] : []),
          ],
        }))}
      />
    </Panel>
  )
}

function nodePortCell(address: string | undefined, nodePort: number | undefined): ReactNode {
  if (nodePort === undefined || nodePort === 0) return '–'
  return <Copyable key="node" text={address === undefined ? String(nodePort) : `${address}:${nodePort}`} />
}

function EndpointsPanel({ object, world }: Props) {
  const { t } = useTranslation('service')
  const endpoints = endpointsOf(object, world)
  const { ready, total } = readiness(endpoints)
  const { namespace } = object.metadata
  const selects = Object.keys(object.spec?.selector ?? {}).length > 0
  const available = world.availability(endpointSlices)
  const empty =
    available === 'refused' ? t('endpointsRefused') : t(selects ? 'noEndpointsHelp' : 'noSelectorHelp')
  return (
    <Panel
      title={t('endpoints')}
      aside={
        total > 0 && (
          <State tone={ready === total ? 'good' : ready === 0 ? 'danger' : 'warning'}>
            {t('readyOf', { ready, total })}
          </State>
        )
      }
    >
      <PlainTable
        label={t('endpoints')}
        headers={[
          t('endpoint.address'),
          t('endpoint.state'),
          t('endpoint.pod'),
          t('endpoint.node'),
          t('endpoint.zone'),
        ]}
        empty={empty}
        rows={endpoints.map((endpoint, index) => ({
          key: `${endpoint.address}-${index}`,
          cells: [
            <Copyable key="address" text={endpoint.address} />,
            <State key="state" tone={endpoint.terminating ? 'waiting' : endpoint.ready ? 'good' : 'warning'}>
              {t(endpoint.terminating ? 'terminating' : endpoint.ready ? 'ready' : 'notReady')}
            </State>,
            endpoint.pod === undefined ? (
              '–'
            ) : (
              <ObjectLink key="pod" reference={{ group: '', kind: 'Pod', namespace, name: endpoint.pod }} />
            ),
            endpoint.node === undefined ? (
              '–'
            ) : (
              <ObjectLink key="node" reference={{ group: '', kind: 'Node', name: endpoint.node }} />
            ),
            <Mono key="zone">{endpoint.zone ?? '–'}</Mono>,
          ],
        }))}
      />
    </Panel>
  )
}
