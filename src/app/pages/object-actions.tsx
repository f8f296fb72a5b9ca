/** What can be done with one part of an object, as its kind declares it, and which objects must stay. */
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import { Button, Menu } from '@mui/material'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { KubeObject } from '../../k8s/objects.ts'
import type { Kind } from '../../kinds/kind.ts'
import type { World } from '../../kinds/world.ts'
import { ReasonedMenuItem } from '../../ui/reasoned.tsx'
import { useText } from '../../ui/text.ts'
import { actionPath, type Scope } from '../scope.ts'

export function ObjectActions(props: {
  scope: Scope
  kind: Kind
  object: KubeObject
  world: World
  /** Why the object cannot be changed; `''` where it can. */
  reason: string
}) {
  const { t } = useTranslation()
  const { scope, kind, object, world, reason } = props
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const actions = (kind.actions ?? []).filter(({ fits }) => fits(object, world))
  if (actions.length === 0) return null
  return (
    <>
      <Button
        variant="outlined"
        endIcon={<ExpandMoreIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('app:actions')}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {actions.map(({ id }) => (
          <ReasonedMenuItem
            key={id}
            reason={reason}
            component={Link}
            to={actionPath(scope, kind, object.metadata, id)}
          >
            {t(`${kind.id}:action.${id}`)}
          </ReasonedMenuItem>
        ))}
      </Menu>
    </>
  )
}

/** Why an object is not changed here, in words; `''` for one that may be. */
export function useFixed({ fixed }: Pick<Kind, 'fixed'>): (object: KubeObject) => string {
  const text = useText()
  return useCallback(
    (object) => {
      const reason = fixed?.(object) ?? null
      return reason === null ? '' : text(reason)
    },
    [fixed, text],
  )
}

/** Why an object must not be deleted, in words; `''` for one that may go. */
export function useKept({ keeps }: Kind, world: World): (object: KubeObject) => string {
  const text = useText()
  return useCallback(
    (object) => {
      const reason = keeps?.(object, world) ?? null
      return reason === null ? '' : text(reason)
    },
    [keeps, world, text],
  )
}
