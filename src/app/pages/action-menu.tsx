/** The actions of a kind, on the page of one object: each opens the part of the form that it is about. */
import { Button, Menu, MenuItem } from '@mui/material'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { KubeObject } from '../../k8s/objects.ts'
import { actionsOf, type Kind } from '../../kinds/kind.ts'
import { ReasonedButton } from '../../ui/reasoned.tsx'
import { actionPath, type Scope } from '../scope.ts'

export function ActionMenu(props: { scope: Scope; kind: Kind; object: KubeObject; reason: string }) {
  const { scope, kind, object, reason } = props
  const { t } = useTranslation('app')
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const id = useId()
  const actions = actionsOf(kind, object)
  if (actions.length === 0) return null
  if (reason !== '') {
    return (
      <ReasonedButton variant="outlined" reason={reason}>
        {t('actions')}
      </ReasonedButton>
    )
  }
  return (
    <>
      <Button
        variant="outlined"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor === null ? undefined : id}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('actions')}
      </Button>
      <Menu id={id} open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {actions.map((action) => (
          <MenuItem key={action.id} component={Link} to={actionPath(scope, kind, object.metadata, action.id)}>
            {t(`${kind.id}:action.${action.id}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
