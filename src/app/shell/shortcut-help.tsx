/** `?` lists the shortcuts of the page one is on. */
import { Box, Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Fact } from '../../ui/facts.tsx'
import { Mono } from '../../ui/mono.tsx'
import { type Shortcut, useShortcut, useShortcutList } from '../../ui/shortcuts.tsx'

export function ShortcutHelp() {
  const { t } = useTranslation('app')
  const list = useShortcutList()
  const [shown, setShown] = useState<readonly Shortcut[] | null>(null)
  useShortcut('?', t('shortcut.help'), () => setShown(list()))
  if (shown === null) return null
  return (
    <Dialog open onClose={() => setShown(null)} aria-labelledby="shortcuts" maxWidth="xs" fullWidth>
      <DialogTitle id="shortcuts" variant="h1">
        {t('shortcut.title')}
      </DialogTitle>
      <DialogContent>
        <Box component="dl" sx={{ display: 'grid', gap: 1, m: 0 }}>
          {[{ keys: 'Ctrl K', label: t('shortcut.search') }, ...shown].map(({ keys, label }) => (
            <Fact key={keys} term={label}>
              <Mono>{keys}</Mono>
            </Fact>
          ))}
        </Box>
      </DialogContent>
    </Dialog>
  )
}
