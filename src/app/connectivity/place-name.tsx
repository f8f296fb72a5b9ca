/** What a place is called, and the link to its object. */
import { useTranslation } from 'react-i18next'
import { ObjectLink, type ObjectReference } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import type { Place } from './place.ts'

/** Without its namespace where that is clear. */
export function usePlaceText(): (place: Place, isShort?: boolean) => string {
  const { t } = useTranslation('connectivity')
  return (place, isShort = false) => {
    switch (place.type) {
      case 'ns':
        return place.namespace
      case 'ip':
        return place.ip
      case 'outside':
        return t('outside')
      default:
        return isShort ? place.name : `${place.namespace}/${place.name}`
    }
  }
}

const groups: Readonly<Record<string, string>> = {
  Deployment: 'apps',
  ReplicaSet: 'apps',
  StatefulSet: 'apps',
  DaemonSet: 'apps',
  Job: 'batch',
}

export function PlaceName({ place }: { place: Place }) {
  const text = usePlaceText()(place)
  const reference = referenceOf(place)
  if (place.type === 'outside') return text
  return reference === null ? <Mono>{text}</Mono> : <ObjectLink reference={reference} title={text} />
}

function referenceOf(place: Place): ObjectReference | null {
  switch (place.type) {
    case 'ns':
      return { group: '', kind: 'Namespace', name: place.namespace }
    case 'pod':
      return { group: '', kind: 'Pod', namespace: place.namespace, name: place.name }
    case 'workload': {
      const { kind, namespace, name } = place
      const group = groups[kind]
      return group === undefined ? null : { group, kind, namespace, name }
    }
    default:
      return null
  }
}
