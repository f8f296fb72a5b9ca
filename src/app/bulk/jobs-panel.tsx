/** How far the bulk actions of this tab are; it stays while pages come and go. */
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined'
import CloseIcon from '@mui/icons-material/Close'
import ErrorIcon from '@mui/icons-material/ErrorOutlineOutlined'
import { Box, Button, IconButton, LinearProgress, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Mono } from '../../ui/mono.tsx'
import type { Job, JobFailure } from './job.ts'
import { dismissJob, useJobs, useJobView } from './jobs.ts'

export function JobsPanel() {
  const { t } = useTranslation('app')
  const jobs = useJobs()
  return (
    <Box
      component="section"
      aria-label={t('bulk.panel.label')}
      sx={{
        position: 'fixed',
        right: { xs: 8, md: 16 },
        // Above the actions for a selection.
        bottom: { xs: 104, md: 72 },
        left: { xs: 8, sm: 'auto' },
        width: { sm: 380 },
        maxHeight: { xs: '40vh', md: '60vh' },
        overflow: 'auto',
        zIndex: 'snackbar',
        bgcolor: 'background.paper',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        boxShadow: 6,
      }}
    >
      {jobs.map((job, at) => (
        <JobCard key={`${at} ${job.title}`} job={job} />
      ))}
    </Box>
  )
}

function JobCard({ job }: { job: Job }) {
  const { t } = useTranslation('app')
  const { phase, total, done, failures, left } = useJobView(job)
  const hasEnded = phase === 'ended'
  const past = done + failures.length
  return (
    <Box
      sx={{
        p: 1.5,
        display: 'grid',
        gap: 1,
        '&:not(:last-of-type)': { borderBottom: 1, borderColor: 'divider' },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        {hasEnded && failures.length === 0 && left === 0 && (
          <CheckCircleIcon fontSize="small" color="success" aria-hidden />
        )}
        {hasEnded && failures.length > 0 && <ErrorIcon fontSize="small" color="error" aria-hidden />}
        <Typography variant="h2" component="h2" sx={{ flex: 1, overflowWrap: 'anywhere' }}>
          {job.title}
        </Typography>
        {hasEnded && (
          <IconButton size="small" aria-label={t('bulk.panel.close')} onClick={() => dismissJob(job)}>
            <CloseIcon fontSize="small" />
          </IconButton>
        )}
      </Box>
      {!hasEnded && (
        <LinearProgress
          variant="determinate"
          value={total === 0 ? 100 : (past / total) * 100}
          aria-label={job.title}
        />
      )}
      <Typography variant="body2" color="textSecondary" role="status">
        {hasEnded || phase === 'cancelling' ? '' : t('bulk.panel.progress', { past, total })}
        {phase === 'cancelling' && t('bulk.panel.cancelling')}
        {hasEnded && t('bulk.panel.done', { count: done })}
        {hasEnded && failures.length > 0 && ` ${t('bulk.panel.failed', { count: failures.length })}`}
        {hasEnded && left > 0 && ` ${t('bulk.panel.left', { count: left })}`}
      </Typography>
      {failures.length > 0 && <Failures failures={failures} />}
      <Box sx={{ display: 'flex', gap: 1, '&:empty': { display: 'none' } }}>
        {phase === 'running' && <Button onClick={() => job.cancel()}>{t('bulk.panel.cancel')}</Button>}
        {hasEnded && failures.length > 0 && (
          <Button variant="outlined" onClick={() => job.retry()}>
            {t('bulk.panel.retry', { count: failures.length })}
          </Button>
        )}
        {hasEnded && job.product !== undefined && done > 0 && (
          <Button onClick={job.product}>
            {t(done === total ? 'bulk.panel.takeAgain' : 'bulk.panel.take')}
          </Button>
        )}
      </Box>
    </Box>
  )
}

const shownAtMost = 50

function Failures({ failures }: { failures: readonly JobFailure[] }) {
  const { t } = useTranslation('app')
  const more = failures.length - shownAtMost
  return (
    <Box
      component="ul"
      tabIndex={0}
      aria-label={t('bulk.panel.failures')}
      sx={{ m: 0, pl: 2.5, maxHeight: 180, overflow: 'auto', fontSize: 13, lineHeight: '18px' }}
    >
      {failures.slice(0, shownAtMost).map(({ item, message }) => (
        <li key={item.name}>
          <Mono>{item.name}</Mono>: {message}
        </li>
      ))}
      {more > 0 && <li>{t('bulk.more', { count: more })}</li>}
    </Box>
  )
}
