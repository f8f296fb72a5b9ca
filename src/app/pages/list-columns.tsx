/** The columns of a list: those of the kind between the ones that every object has. */
import { Box } from '@mui/material'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { displayNameKey } from '../../kinds/display-name.ts'
import { type Kind, type KindColumn, titleOf } from '../../kinds/kind.ts'
import { Age } from '../../ui/age.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import type { TableColumn } from '../../ui/table/column.ts'
import { kindWords } from '../kind-words.ts'
import { remembered } from '../live/tracked-world.ts'
import type { QueryColumn } from '../query/matcher.ts'
import { labelsColumn } from '../resources/generic-columns.tsx'
import { WorldCell, type WorldSource } from './list-world.tsx'

export interface ListColumn extends TableColumn<KubeObject>, QueryColumn {
  readonly text: (object: KubeObject) => string
  /** Another number once the texts and values of rows may be others. */
  readonly generation: () => number
}

export function useColumns(kind: Kind, source: WorldSource, namespaced: boolean): readonly ListColumn[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const key = displayNameKey(source.current.labelDomain)
    const displayName = ({ metadata }: KubeObject) => metadata.annotations?.[key]
    const title = (object: KubeObject) => titleOf(kind, object)
    const nameOrder = (object: KubeObject) => `${title(object)} ${object.metadata.namespace ?? ''}`
    // Ascending is youngest first, as ages are read.
    const ageOrder = ({ metadata }: KubeObject) => -Date.parse(metadata.creationTimestamp ?? '')
    const namespaceOf = ({ metadata }: KubeObject) => metadata.namespace ?? ''
    const titled = (column: KindColumn<KubeObject>) => ({
      ...column,
      title: column.title ?? t(column.header),
    })
    const hasLabels = kind.columns.some(({ id }) => id === labelsColumn.id)
    return [
      {
        id: 'name',
        header: kind.title === undefined ? t('app:name') : kindWords(t, kind).one,
        telling: true,
        cell: (object) => <NameCell object={object} kind={kind} displayName={displayName(object)} />,
        sortValue: nameOrder,
        value: nameOrder,
        text: (object) => `${title(object)} ${displayName(object) ?? ''}`.trim(),
        called: (object) =>
          kind.title === undefined ? nameOf(object) : `${title(object)} ${nameOf(object)}`,
        exported: title,
        generation: constant,
        width: namespaced ? '24%' : '18%',
      },
      ...(kind.title === undefined ? [] : [objectNameColumn(t('app:objectName'))]),
      ...(namespaced
        ? [
            {
              id: 'namespace',
              header: t('app:namespace'),
              cell: (object: KubeObject) => <Mono quiet>{object.metadata.namespace}</Mono>,
              sortValue: namespaceOf,
              value: namespaceOf,
              text: namespaceOf,
              generation: constant,
              optional: true,
              silent: true,
            },
          ]
        : []),
      ...kind.columns.map((column) => columnOf(titled(column), source)),
      ...(hasLabels ? [] : [{ ...columnOf(titled(labelsColumn), source), optional: true, silent: true }]),
      {
        id: 'age',
        header: t('app:age'),
        cell: ({ metadata }) => <Age since={metadata.creationTimestamp} />,
        sortValue: ageOrder,
        value: ageOrder,
        text: () => '',
        exported: ({ metadata }) => metadata.creationTimestamp ?? '',
        generation: constant,
        width: 84,
        align: 'right',
      },
    ]
  }, [t, kind, source, namespaced])
}

const constant = () => 0
const nameOf = ({ metadata }: KubeObject) => metadata.name

/** For objects that go by another name than their own. */
function objectNameColumn(header: string): ListColumn {
  return {
    id: 'object',
    header,
    cell: (object) => <Mono quiet>{nameOf(object)}</Mono>,
    sortValue: nameOf,
    value: nameOf,
    text: nameOf,
    generation: constant,
    optional: true,
  }
}

/** What is computed of an object is kept as long as neither it nor what it looked at is another. */
function columnOf(
  { Cell, ...column }: KindColumn<KubeObject> & { readonly title: string },
  source: WorldSource,
): ListColumn {
  const text = remembered(column.text)
  const value = column.sortValue === undefined ? text : remembered(column.sortValue)
  const says = column.says === undefined ? undefined : remembered(column.says)
  const sortValue = (object: KubeObject) => value.of(object, source.current)
  return {
    id: column.id,
    header: column.title,
    cell: (object) => <WorldCell object={object} Cell={Cell} />,
    text: (object) => text.of(object, source.current),
    sortValue,
    value: sortValue,
    ...(says !== undefined && { says: (object: KubeObject) => says.of(object, source.current) }),
    generation: () =>
      text.generation(source.current) +
      value.generation(source.current) +
      (says?.generation(source.current) ?? 0),
    ...(column.width !== undefined && { width: column.width }),
    ...(column.align !== undefined && { align: column.align }),
    ...(column.telling !== undefined && { telling: column.telling }),
    ...(column.optional !== undefined && { optional: column.optional }),
  }
}

function NameCell(props: { object: KubeObject; kind: Kind; displayName: string | undefined }) {
  const { object, kind, displayName } = props
  const { name, namespace } = object.metadata
  return (
    <span title={namespace === undefined ? name : `${namespace}/${name}`}>
      <ObjectLink reference={{ ...kind, namespace, name }} title={titleOf(kind, object)} />{' '}
      {namespace !== undefined && <Mono quiet>{namespace}</Mono>}{' '}
      {displayName !== undefined && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {displayName}
        </Box>
      )}
    </span>
  )
}
