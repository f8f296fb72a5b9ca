/** Reads manifests from files: chosen, or dropped here. What they hold is put behind what is in the editor. */
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import { Alert, Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Characters; the editor and the review are for people, not for whole clusters. */
const limit = 2_000_000

export function ImportFiles({ onText }: { onText: (text: string) => void }) {
  const { t } = useTranslation('app')
  const [refused, setRefused] = useState<readonly string[]>([])
  const [over, setOver] = useState(false)
  const read = async (files: readonly File[]) => {
    const unusable: string[] = []
    for (const file of files) {
      const text = file.size > limit ? null : await file.text().catch(() => null)
      // A file that is no text has such bytes.
      if (text === null || /[\0\ufffd]/.test(text)) unusable.push(file.name)
      else onText(text)
    }
    setRefused(unusable)
  }
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void read([...event.dataTransfer.files])
      }}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 2,
        rowGap: 1,
        p: 1.5,
        border: 1,
        borderStyle: 'dashed',
        borderRadius: 1,
        borderColor: over ? 'primary.main' : 'divider',
      }}
    >
      <Button component="label" variant="outlined" startIcon={<UploadIcon />} sx={focusWithin}>
        {t('import.choose')}
        <input
          type="file"
          multiple
          accept=".yaml,.yml,.json,.txt"
          aria-label={t('import.choose')}
          style={hidden}
          onChange={({ target }) => {
            void read([...(target.files ?? [])])
            // The same file can be chosen again.
            target.value = ''
          }}
        />
      </Button>
      <Typography variant="body2" color="textSecondary" sx={{ flex: '1 1 240px' }}>
        {t('import.help')}
      </Typography>
      {refused.length > 0 && (
        <Alert severity="error" onClose={() => setRefused([])} sx={{ width: '100%' }}>
          {t('import.unusable', { count: refused.length, names: refused.join(', '), megabytes: limit / 1e6 })}
        </Alert>
      )}
    </Box>
  )
}

/** There for the keyboard and for screen readers, and shown as the button around it. */
const hidden = { position: 'absolute', inset: 0, opacity: 0, width: '100%' } as const
const focusWithin = { '&:focus-within': { outline: 2, outlineColor: 'primary.main', outlineOffset: 2 } }
