/** Opens the choice of columns: which a table shows, in which order and how wide, and how close its rows stand. */
import ViewColumnIcon from '@mui/icons-material/ViewColumnOutlined'
import { Button } from '@mui/material'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TableColumn } from './column.ts'
import type { ColumnPreferences } from './preferences.ts'

const ColumnPanel = lazy(async () => ({ default: (await import('./column-panel.tsx')).ColumnPanel }))

export type Density = 'normal' | 'compact'

export interface ChooserProps {
  /** All there are, in the order of their declaration. */
  readonly columns: readonly Pick<TableColumn<never>, 'id' | 'header' | 'optional'>[]
  readonly preferences: ColumnPreferences
  readonly onChange: (change: (preferences: ColumnPreferences) => ColumnPreferences) => void
  readonly density: Density
  readonly onDensity: (density: Density) => void
}

export function ColumnChooser(props: ChooserProps) {
  const { t } = useTranslation('ui')
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <Button
        startIcon={<ViewColumnIcon />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('columns.title')}
      </Button>
      <Suspense>
        {anchor !== null && <ColumnPanel {...props} anchor={anchor} onClose={() => setAnchor(null)} />}
      </Suspense>
    </>
  )
}
