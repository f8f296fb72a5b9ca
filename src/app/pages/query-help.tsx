/** Opens the help on the language of the filter. */
import HelpOutlineIcon from '@mui/icons-material/HelpOutlineOutlined'
import { IconButton } from '@mui/material'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

const QueryHelpPanel = lazy(async () => ({
  default: (await import('./query-help-panel.tsx')).QueryHelpPanel,
}))

export function QueryHelp() {
  const { t } = useTranslation('app')
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <IconButton
        size="small"
        aria-label={t('query.help.open')}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <HelpOutlineIcon sx={{ fontSize: 18 }} />
      </IconButton>
      <Suspense>
        {anchor !== null && <QueryHelpPanel anchor={anchor} onClose={() => setAnchor(null)} />}
      </Suspense>
    </>
  )
}
