/** A panel below the overview of an object, which reads what it needs once somebody opens it. */
import { Button, Typography } from '@mui/material'
import { Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ResourceType } from '../../k8s/resource.ts'
import { type ObjectPanel as OfKind, panelOf } from '../../kinds/panels.ts'
import { Panel } from '../../ui/facts.tsx'
import type { Scope } from '../scope.ts'
import { useWidestWorld } from './widest-world.ts'

interface Shown {
  readonly scope: Scope
  readonly object: KubeObject
}

export function ObjectPanel({ type, ...shown }: Shown & { type: ResourceType }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const panel = panelOf(type)
  if (panel === null) return null
  return (
    <Panel title={t(panel.title)}>
      {isOpen ? (
        <Suspense>
          <Opened panel={panel} {...shown} />
        </Suspense>
      ) : (
        <>
          <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
            {t(panel.help)}
          </Typography>
          <Button variant="outlined" onClick={() => setOpen(true)}>
            {t(panel.action)}
          </Button>
        </>
      )}
    </Panel>
  )
}

function Opened({ panel: { View, related }, scope, object }: Shown & { panel: OfKind }) {
  const { namespace } = object.metadata
  const namespaces = useMemo(() => (namespace === undefined ? [] : [namespace]), [namespace])
  const world = useWidestWorld(scope, related, namespaces)
  return <View object={object} world={world} isPartial={world.partial} />
}
