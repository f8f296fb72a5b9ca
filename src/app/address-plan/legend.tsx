/** Which look stands for what, as far as it occurs. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { PlanRange } from '../../kinds/address-plan.ts'
import { roles } from '../../kinds/held-range.ts'
import { Swatch } from './range-name.tsx'

export function Legend({ items }: { items: readonly PlanRange[] }) {
  const { t } = useTranslation('address-plan')
  const shown = roles.filter((role) => items.some((each) => each.role === role))
  return (
    <Box
      component="ul"
      aria-label={t('legend')}
      sx={{ m: 0, p: 0, listStyle: 'none', display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5 }}
    >
      {shown.map((role) => (
        <Typography
          component="li"
          variant="caption"
          key={role}
          sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}
        >
          <Swatch role={role} /> {t(`role.${role}`)}
        </Typography>
      ))}
    </Box>
  )
}
