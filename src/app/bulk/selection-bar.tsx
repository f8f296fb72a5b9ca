/** What can be done with the objects that are selected in a list. */
import CloseIcon from '@mui/icons-material/Close'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import LabelIcon from '@mui/icons-material/LabelOutlined'
import { Box, Button, IconButton, Typography } from '@mui/material'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonedButton } from '../../ui/reasoned.tsx'
import type { Selection } from '../../ui/table/selection.ts'
import { Toolbar } from '../../ui/toolbar.tsx'
import { useKindWords } from '../kind-words.ts'
import { useFixed } from '../pages/object-actions.tsx'
import { isSecret } from '../resources/secret-values.ts'
import { useBulkRight } from './bulk-right.tsx'
import type { BulkTarget } from './bulk-target.ts'
import { exportJob } from './export-yaml.ts'
import { startJob } from './jobs.ts'

const BulkDelete = lazy(async () => ({ default: (await import('./bulk-delete.tsx')).BulkDelete }))
const BulkMetadata = lazy(async () => ({ default: (await import('./bulk-metadata.tsx')).BulkMetadata }))
const SecretExport = lazy(async () => ({ default: (await import('./bulk-export.tsx')).SecretExport }))

export interface SelectionFootProps {
  /** With the objects that are selected. */
  readonly target: BulkTarget
  readonly selection: Selection
  /** How many objects the filter lets through. */
  readonly matching: number
}

export function SelectionFoot({ target, selection, matching }: SelectionFootProps) {
  return target.objects.length > 0 ? (
    <SelectionBar {...target} selection={selection} matching={matching} />
  ) : (
    <LostSelection selection={selection} />
  )
}

function SelectionBar(props: BulkTarget & { selection: Selection; matching: number }) {
  const { objects, type, kind, selection, matching } = props
  const { t, i18n } = useTranslation()
  const [dialog, setDialog] = useState<'delete' | 'metadata' | 'secrets' | null>(null)
  const { one, many } = useKindWords(kind)
  const count = objects.length
  const patching = useBulkRight(props.scope.cluster, 'patch', type, objects, useFixed(kind))
  const deleting = useBulkRight(props.scope.cluster, 'delete', type, objects)
  const close = () => setDialog(null)
  const startExport = () => {
    close()
    startJob(exportJob(props, count === 1 ? one : many, t))
  }
  const onDeleting = () => {
    close()
    selection.clear()
  }
  const number = (value: number) => value.toLocaleString(i18n.language)
  return (
    <Box sx={barPlace}>
      <Toolbar label={t('app:bulk.label')} sx={barStyle}>
        <Typography variant="body2" role="status" sx={{ px: 1, fontVariantNumeric: 'tabular-nums' }}>
          {t('app:bulk.selected', { count, formatted: number(count) })}
          {selection.lost > 0 && ` · ${t('app:bulk.lost', { count: selection.lost })}`}
        </Typography>
        {count < matching && (
          <Button onClick={selection.all}>{t('app:bulk.all', { formatted: number(matching) })}</Button>
        )}
        {type.verbs.includes('patch') && (
          <ReasonedButton
            startIcon={<LabelIcon />}
            onClick={() => setDialog('metadata')}
            reason={patching.allowed.length === 0 ? patching.lack : ''}
          >
            {t('app:bulk.metadata.open')}
          </ReasonedButton>
        )}
        <Button
          startIcon={<DownloadIcon />}
          onClick={() => (objects.some(isSecret) ? setDialog('secrets') : startExport())}
        >
          {t('app:bulk.export.open')}
        </Button>
        {type.verbs.includes('delete') && (
          <ReasonedButton
            color="error"
            startIcon={<DeleteIcon />}
            onClick={() => setDialog('delete')}
            reason={deleting.allowed.length === 0 ? deleting.lack : ''}
          >
            {t('app:delete')}
          </ReasonedButton>
        )}
        <IconButton size="small" aria-label={t('app:bulk.clear')} onClick={selection.clear}>
          <CloseIcon fontSize="small" />
        </IconButton>
      </Toolbar>
      <Suspense>
        {dialog === 'delete' && <BulkDelete {...props} onClose={close} onStarted={onDeleting} />}
        {dialog === 'metadata' && <BulkMetadata {...props} onClose={close} onStarted={close} />}
        {dialog === 'secrets' && <SecretExport count={count} onClose={close} onExport={startExport} />}
      </Suspense>
    </Box>
  )
}

/** All that was selected is gone or no longer matches. */
function LostSelection({ selection }: { selection: Selection }) {
  const { t } = useTranslation('app')
  return (
    <Box sx={barPlace}>
      <Box sx={barStyle}>
        <Typography variant="body2" role="status" sx={{ px: 1 }}>
          {t('bulk.lostAll', { count: selection.lost })}
        </Typography>
        <IconButton size="small" aria-label={t('bulk.dismiss')} onClick={selection.clear}>
          <CloseIcon fontSize="small" />
        </IconButton>
      </Box>
    </Box>
  )
}

const barPlace = {
  position: 'absolute',
  left: 8,
  right: 8,
  bottom: 12,
  display: 'flex',
  justifyContent: 'center',
  pointerEvents: 'none',
  zIndex: 5,
} as const

const barStyle = {
  pointerEvents: 'auto',
  display: 'flex',
  alignItems: 'center',
  flexWrap: 'wrap',
  gap: 0.5,
  p: 0.5,
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  boxShadow: 3,
  '& .MuiButton-startIcon': { display: { xs: 'none', md: 'inherit' } },
  '& .MuiButton-root': { px: { xs: 0.75, md: 1 } },
} as const
