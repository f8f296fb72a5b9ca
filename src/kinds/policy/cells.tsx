/** The cells of lists of policies, light enough for the first page. */
import { useTranslation } from 'react-i18next'
import { Mono } from '../../ui/mono.tsx'
import type { KindColumn, ObjectProps } from '../kind.ts'
import type { Dialect, Direction } from './dialects.ts'
import type { PodSet } from './peers.ts'
import { selectorText } from './selector-text.ts'
import { policyOf } from './view.ts'

const podsOf = ({ pods }: PodSet) => (pods === null ? '' : selectorText(pods.value))
const namespacesOf = ({ namespaces }: PodSet) => (namespaces === null ? '' : selectorText(namespaces.value))

export function subjectText(object: unknown, dialect: Dialect): string {
  const { subject } = policyOf(object, dialect)
  if (subject === null) return 'nothing'
  const pods = podsOf(subject) || 'all pods'
  return subject.namespaces === null ? pods : `${pods} in ${namespacesOf(subject) || 'all namespaces'}`
}

export function Subject({ object, dialect }: { object: unknown; dialect: Dialect }) {
  const { t } = useTranslation('kinds')
  const { subject } = policyOf(object, dialect)
  if (subject === null) return '–'
  const pods = podsOf(subject)
  const namespaces = namespacesOf(subject)
  return (
    <span title={subjectText(object, dialect)}>
      {pods === '' ? t('policy.allPods') : <Mono>{pods}</Mono>}
      {subject.namespaces !== null && (
        <>
          {' '}
          {t('policy.in')} {namespaces === '' ? t('policy.allNamespaces') : <Mono>{namespaces}</Mono>}
        </>
      )}
    </span>
  )
}

/** The columns of a policy of the cluster. */
export function clusterColumns(dialect: Dialect): readonly KindColumn<ObjectProps['object']>[] {
  const count = (direction: Direction): KindColumn<ObjectProps['object']> => {
    const of = (object: unknown) => policyOf(object, dialect).rules[direction].length
    return {
      id: direction,
      header: `kinds:policy.column.${direction}`,
      Cell: ({ object }) => of(object),
      text: (object) => String(of(object)),
      sortValue: of,
      width: 140,
      align: 'right',
    }
  }
  const value = (id: 'priority' | 'tier'): KindColumn<ObjectProps['object']> => {
    const of = (object: unknown) => {
      const given = policyOf(object, dialect)[id]
      return typeof given === 'number' || typeof given === 'string' ? given : ''
    }
    return {
      id,
      header: `kinds:policy.column.${id}`,
      Cell: ({ object }) => of(object),
      text: (object) => String(of(object)),
      sortValue: of,
      width: 112,
      ...(id === 'priority' && { align: 'right' as const }),
    }
  }
  return [
    ...(dialect.hasTier ? [value('tier')] : []),
    ...(dialect.hasPriority ? [value('priority')] : []),
    {
      id: 'subject',
      header: 'kinds:policy.column.subject',
      Cell: ({ object }) => <Subject object={object} dialect={dialect} />,
      text: (object) => subjectText(object, dialect),
      telling: true,
    },
    count('ingress'),
    count('egress'),
  ]
}
