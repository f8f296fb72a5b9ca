/** The cells of the Ingress list. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import type { ObjectProps } from '../kind.ts'
import { ingressClasses } from '../related.ts'
import type { World } from '../world.ts'
import { backendText, distinctBackends, stateOf } from './backends.ts'
import { classNameOf, findClass } from './classes.ts'
import { addressesOf, type Backend, type IngressView, loadBalancerAddresses, viewOf } from './spec.ts'

/** No controller takes the Ingress, because its class does not exist. */
export function isUnserved(view: IngressView, world: World): boolean {
  if (world.availability(ingressClasses) !== 'live') return false
  const name = classNameOf(view, world)
  return name === '' || findClass(name, world) === undefined
}

export function ClassCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('ingress')
  const view = viewOf(object)
  const name = classNameOf(view, world)
  const shown = name === '' ? t('noClass') : <Mono>{name}</Mono>
  return isUnserved(view, world) ? (
    <span title={name === '' ? t('check.class-missing') : t('check.class-unknown', { name })}>
      <State tone="danger">{shown}</State>
    </span>
  ) : (
    shown
  )
}

export function HostsCell({ object, world }: ObjectProps) {
  const all = addressesOf(viewOf(object), world.labelDomain)
  return <Listed items={all} />
}

export function AddressCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('ingress')
  const addresses = loadBalancerAddresses(object)
  if (addresses.length > 0) return <Listed items={addresses} />
  const reason = isUnserved(viewOf(object), world) ? t('notServed') : t('pending')
  return (
    <span title={reason}>
      <State tone="waiting">{reason}</State>
    </span>
  )
}

function Listed({ items }: { items: readonly string[] }) {
  const text = items.join(', ')
  return text === '' ? (
    '–'
  ) : (
    <span title={text}>
      <Mono>{text}</Mono>
    </span>
  )
}

export function servicesText(object: unknown): string {
  return distinctBackends(viewOf(object)).map(backendText).join(', ')
}

/** The Services it leads to, those first that do not answer. */
export function ServicesCell({ object, world }: ObjectProps) {
  const { namespace } = viewOf(object)
  const all = distinctBackends(viewOf(object)).map((backend) => ({
    backend,
    state: stateOf(backend, namespace, world),
  }))
  const isBroken = ({ state }: (typeof all)[number]) => state !== 'ready' && state !== 'unknown'
  const fine = all.filter((each) => !isBroken(each)).map(({ backend }) => backendText(backend))
  if (all.length === 0) return '–'
  return (
    <span title={servicesText(object)}>
      {all.filter(isBroken).map(({ backend, state }) => (
        <BackendState key={backendText(backend)} backend={backend} state={state} />
      ))}
      {fine.length > 0 && <Mono>{fine.join(', ')}</Mono>}
    </span>
  )
}

function BackendState({ backend, state }: { backend: Backend; state: ReturnType<typeof stateOf> }) {
  const { t } = useTranslation('ingress')
  return (
    <Box component="span" sx={{ mr: 1.5 }}>
      <State tone={state === 'unready' ? 'warning' : 'danger'}>
        <Mono>{backendText(backend)}</Mono> {t(`backend.${state}`)}
      </State>
    </Box>
  )
}
