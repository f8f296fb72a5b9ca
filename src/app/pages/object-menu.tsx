/** What can be done with one object of a list. */
import { Menu } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ServedType } from '../../k8s/resource.ts'
import { type Kind, titleOf } from '../../kinds/kind.ts'
import { ReasonedMenuItem } from '../../ui/reasoned.tsx'
import { useMay, wishOf } from '../access/may.ts'
import { editPath, type Scope } from '../scope.ts'
import { useFixed } from './object-actions.tsx'

// Each row has one, and rows are made while somebody scrolls: the table gives it its looks.
const dots =
  'M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4m0 2a2 2 0 1 0 0 4 2 2 0 0 0 0-4m0 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4'

interface ObjectMenuProps {
  readonly scope: Scope
  readonly kind: Kind
  readonly type: ServedType
  readonly object: KubeObject
  readonly onDelete: () => void
}

export function ObjectMenu(props: ObjectMenuProps) {
  const { t } = useTranslation('app')
  const { type, object } = props
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const canEdit = type.verbs.includes('update')
  const canDelete = type.verbs.includes('delete')
  if (!canEdit && !canDelete) return null
  return (
    <>
      <button
        type="button"
        aria-label={t('actionsFor', { name: titleOf(props.kind, object) })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <svg aria-hidden viewBox="0 0 24 24" width="20" height="20" fill="currentColor">
          <path d={dots} />
        </svg>
      </button>
      {anchor !== null && (
        <Items
          {...props}
          canEdit={canEdit}
          canDelete={canDelete}
          anchor={anchor}
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  )
}

function Items(
  props: ObjectMenuProps & {
    canEdit: boolean
    canDelete: boolean
    anchor: HTMLElement
    onClose: () => void
  },
) {
  const { t } = useTranslation('app')
  const { scope, kind, type, object, onClose } = props
  const { name, namespace } = object.metadata
  const mayEdit = useMay(scope.cluster, wishOf('update', type, namespace, name))
  const mayDelete = useMay(scope.cluster, wishOf('delete', type, namespace, name))
  const fixed = useFixed(kind)(object)
  return (
    <Menu open anchorEl={props.anchor} onClose={onClose}>
      {props.canEdit && (
        <ReasonedMenuItem
          reason={mayEdit.reason || fixed}
          component={Link}
          to={editPath(scope, kind, object.metadata)}
        >
          {t('edit')}
        </ReasonedMenuItem>
      )}
      {props.canDelete && (
        <ReasonedMenuItem
          reason={mayDelete.reason}
          onClick={() => {
            onClose()
            props.onDelete()
          }}
          sx={{ color: 'error.main' }}
        >
          {t('delete')}
        </ReasonedMenuItem>
      )}
    </Menu>
  )
}
