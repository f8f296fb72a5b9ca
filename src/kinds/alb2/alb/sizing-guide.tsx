/** How large a load balancer should be, beside the field that asks for it. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Mono } from '../../../ui/mono.tsx'
import { PopoverDialog } from '../../../ui/popover-dialog.tsx'
import { PlainTable } from '../../../ui/table/plain-table.tsx'
import { sizeNames, sizes } from '../sizes.ts'

/** Requests in a second that the documents measured in their laboratory. */
const peaks = { small: 300, medium: 10_000, large: 20_000 } as const

export function SizingGuide({ anchor, onClose }: { anchor: HTMLElement; onClose: () => void }) {
  const { t, i18n } = useTranslation('alb')
  const rows = sizeNames.map((size) => {
    const { cpu, memory, replicas } = sizes[size]
    return {
      key: size,
      cells: [
        t(`alb2:size.${size}`),
        t(`guide.nodes.${size}`),
        <Mono key="amounts">{`${cpu} / ${memory}`}</Mono>,
        t('guide.atLeast', { count: replicas }),
        `~${peaks[size].toLocaleString(i18n.language)}`,
        t(`guide.sharing.${size}`),
      ],
    }
  })
  return (
    <PopoverDialog
      anchor={anchor}
      title={t('guide.title')}
      maxWidth="min(760px, calc(100% - 32px))"
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 1.5, pt: 1 }}>
        <PlainTable
          label={t('guide.title')}
          headers={(['size', 'cluster', 'amounts', 'replicas', 'peak', 'isolation'] as const).map((each) =>
            t(`guide.header.${each}`),
          )}
          rows={rows}
          empty=""
        />
        {(['custom', 'special', 'ways'] as const).map((each) => (
          <Typography key={each} variant="body2" sx={{ maxWidth: '72ch' }}>
            {t(`guide.${each}`)}
          </Typography>
        ))}
      </Box>
    </PopoverDialog>
  )
}
