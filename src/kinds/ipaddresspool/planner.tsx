/** The capacity planner: three numbers in, pools and nodes out. */
import { Box, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/facts.tsx'
import { planFor } from './plan.ts'

const fields = ['vips', 'perNode', 'failures'] as const

export function Planner() {
  const { t } = useTranslation('metallb')
  // The documents' own example.
  const [given, setGiven] = useState({ vips: '10', perNode: '5', failures: '1' })
  const [vips = 0, perNode = 0, failures = 0] = fields.map((field) =>
    /^\d+$/.test(given[field].trim()) ? Number(given[field]) : -1,
  )
  const plan = planFor(vips, perNode, failures)
  return (
    <Panel title={t('planner.title')}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2, maxWidth: '72ch' }}>
        {t('planner.text')}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 2 }}>
        {fields.map((field) => (
          <TextField
            key={field}
            size="small"
            label={t(`planner.${field}`)}
            value={given[field]}
            onChange={(event) => setGiven({ ...given, [field]: event.target.value })}
            slotProps={{ htmlInput: { inputMode: 'numeric' } }}
            sx={{ width: 220 }}
          />
        ))}
      </Box>
      <Typography variant="body2" role="status">
        {plan === null ? t('planner.wrong') : t('planner.result', { ...plan })}
      </Typography>
    </Panel>
  )
}
