import { Box } from '@mui/material'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { displayNameKey } from '../../kinds/display-name.ts'
import type { Kind } from '../../kinds/kind.ts'
import type { World } from '../../kinds/world.ts'
import { Age } from '../../ui/age.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import type { TableColumn } from '../../ui/table/column.ts'
import { LiveCell } from '../live/live-cell.tsx'
import { remembered } from '../live/tracked-world.ts'

/** The kind's columns between the two that every object has: its name and its age. */
export function useColumns(
  kind: Kind,
  world: World,
  namespaced: boolean,
): readonly TableColumn<KubeObject>[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const displayName = ({ metadata }: KubeObject) =>
      metadata.annotations?.[displayNameKey(world.labelDomain)]
    return [
      {
        id: 'name',
        header: t('app:name'),
        telling: true,
        cell: (object) => <NameCell object={object} kind={kind} displayName={displayName(object)} />,
        sortValue: ({ metadata }) => `${metadata.name} ${metadata.namespace ?? ''}`,
        text: (object) => `${object.metadata.name} ${displayName(object) ?? ''}`.trim(),
        width: namespaced ? '24%' : '18%',
      },
      ...kind.columns.map(
        ({ Cell, ...column }): TableColumn<KubeObject> => ({
          id: column.id,
          header: column.title ?? t(column.header),
          cell: (object) => <LiveCell Cell={Cell} object={object} world={world} />,
          text: (object) => remembered(column.text, object, world),
          sortValue: (object) => remembered(column.sortValue ?? column.text, object, world),
          ...(column.width !== undefined && { width: column.width }),
          ...(column.align !== undefined && { align: column.align }),
          ...(column.telling !== undefined && { telling: column.telling }),
        }),
      ),
      {
        id: 'age',
        header: t('app:age'),
        cell: ({ metadata }) => <Age since={metadata.creationTimestamp} />,
        // Ascending is youngest first, as ages are read.
        sortValue: ({ metadata }) => -Date.parse(metadata.creationTimestamp ?? ''),
        width: 84,
        align: 'right',
      },
    ]
  }, [t, kind, world, namespaced])
}

function NameCell(props: { object: KubeObject; kind: Kind; displayName: string | undefined }) {
  const { object, kind, displayName } = props
  const { name, namespace } = object.metadata
  return (
    <span title={namespace === undefined ? name : `${namespace}/${name}`}>
      <ObjectLink reference={{ group: kind.group, kind: kind.kind, namespace, name }} />{' '}
      {namespace !== undefined && <Mono quiet>{namespace}</Mono>}{' '}
      {displayName !== undefined && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {displayName}
        </Box>
      )}
    </span>
  )
}
