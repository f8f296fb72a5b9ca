/** The overview of one Ingress: where it is reached, what its rules lead to, and its certificates. */
import { Box } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { CopyableLines, Mono } from '../../ui/mono.tsx'
import { State, type Tone } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { HeldCertificate } from '../certificate/held.tsx'
import type { ObjectProps } from '../kind.ts'
import { allTlsSecrets, tlsSecrets } from '../related.ts'
import type { World } from '../world.ts'
import { type BackendState, findService, stateOf } from './backends.ts'
import { isUnserved } from './cells.tsx'
import { classNameOf, controllerOf, findClass } from './classes.ts'
import { secretOf } from './held-certificate.ts'
import { RoutesPanel } from './route-picture.tsx'
import {
  addressesOf,
  type Backend,
  certificateOf,
  type IngressView,
  loadBalancerAddresses,
  portText,
  viewOf,
} from './spec.ts'

export default function IngressOverview({ object, world }: ObjectProps) {
  const view = viewOf(object)
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <FactsPanel view={view} addresses={loadBalancerAddresses(object)} world={world} />
      <RoutesPanel view={view} world={world} />
      <TlsPanel view={view} world={world} />
    </Box>
  )
}

interface PanelProps {
  readonly view: IngressView
  readonly world: World
}

function FactsPanel({ view, addresses, world }: PanelProps & { addresses: readonly string[] }) {
  const { t } = useTranslation('ingress')
  const name = classNameOf(view, world)
  const found = findClass(name, world)
  const unserved = isUnserved(view, world)
  return (
    <Panel title={t('facts')}>
      <Facts>
        <Fact term={t('ingressClass')}>
          {unserved ? (
            <State tone="danger">
              {t(name === '' ? 'check.class-missing' : 'check.class-unknown', { name })}
            </State>
          ) : (
            <ObjectLink reference={{ group: 'networking.k8s.io', kind: 'IngressClass', name }} />
          )}
        </Fact>
        <Fact term={t('controller')}>{found === undefined ? '–' : <Mono>{controllerOf(found)}</Mono>}</Fact>
        <Fact term={t('loadBalancer')}>
          {addresses.length > 0 ? (
            <CopyableLines items={addresses} />
          ) : (
            <State tone="waiting">{t(unserved ? 'notServed' : 'pending')}</State>
          )}
        </Fact>
        <Fact term={t('entryPoints')}>
          <CopyableLines items={addressesOf(view, world.labelDomain)} />
        </Fact>
        <Fact term={t('defaultBackend')}>
          {view.defaultBackend === null ? (
            t('noDefaultBackend')
          ) : (
            <BackendLink backend={view.defaultBackend} view={view} world={world} />
          )}
        </Fact>
      </Facts>
    </Panel>
  )
}

const tones: Record<BackendState, Tone | null> = {
  missing: 'danger',
  noPort: 'danger',
  unready: 'warning',
  ready: 'good',
  unknown: null,
}

function BackendLink({ backend, view, world }: PanelProps & { backend: Backend }): ReactNode {
  const { t } = useTranslation('ingress')
  if (backend.isResource) return t('resourceBackend')
  const { namespace } = view
  const { service: name, port } = backend
  const state = stateOf(backend, namespace, world)
  const tone = tones[state]
  const isThere = findService(namespace, name, world) !== undefined
  return (
    <>
      {isThere ? (
        <ObjectLink reference={{ group: '', kind: 'Service', namespace, name }} />
      ) : (
        <Mono>{name}</Mono>
      )}
      {port !== undefined && <Mono>:{portText(port)}</Mono>}
      {tone !== null && (
        <Box component="span" sx={{ ml: 1.5 }}>
          <State tone={tone}>{t(`backend.${state}`)}</State>
        </Box>
      )}
    </>
  )
}

function TlsPanel({ view, world }: PanelProps) {
  const { t } = useTranslation('ingress')
  const ofHosts = view.rules
    .filter(({ host }) => !view.tls.some(({ hosts }) => hosts.includes(host)))
    .flatMap(({ host }) => {
      const shared = certificateOf(view, host, world.labelDomain)
      return shared === null || shared.namespace === view.namespace ? [] : [{ hosts: [host], ...shared }]
    })
  const own = view.tls.map((entry) => ({ ...entry, namespace: view.namespace }))
  return (
    <Panel title={t('section.tls')}>
      <PlainTable
        label={t('section.tls')}
        headers={[t('tlsHosts'), t('secret'), t('expires')]}
        empty={t('noTls')}
        rows={[...own, ...ofHosts].map(({ hosts, secretName: name, namespace }, index) => ({
          key: String(index),
          cells: [
            hosts.length === 0 ? t('everyHost') : <Mono key="hosts">{hosts.join(', ')}</Mono>,
            name === '' ? (
              t('controllerCertificate')
            ) : (
              <span key="secret">
                <ObjectLink reference={{ ...tlsSecrets, namespace, name }} />{' '}
                {namespace !== view.namespace && <Mono quiet>{namespace}</Mono>}
              </span>
            ),
            <Held key="held" view={view} namespace={namespace} name={name} world={world} />,
          ],
        }))}
      />
    </Panel>
  )
}

/** What is in the Secret, as far as one may read it. */
function Held({ view, namespace, name, world }: PanelProps & { namespace: string; name: string }) {
  const { t } = useTranslation('ingress')
  const secret = secretOf({ namespace, secretName: name }, world)
  if (name === '') return '–'
  if (secret === undefined) {
    const isRead = world.availability(namespace === view.namespace ? tlsSecrets : allTlsSecrets) === 'live'
    return isRead ? <State tone="danger">{t('secretGone')}</State> : t('secretUnread')
  }
  return <HeldCertificate secret={secret} />
}
