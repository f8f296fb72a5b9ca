/** The rest of a review, for who wants it: the change as text, and the same in kubectl. */
import CheckIcon from '@mui/icons-material/Check'
import ContentCopyIcon from '@mui/icons-material/ContentCopy'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import { Box, Button, ButtonBase, Typography } from '@mui/material'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writeYaml } from '../../manifest/write.ts'
import { useCopy } from '../../ui/copy.ts'
import { LazyYamlDiff } from '../../ui/editor/lazy-yaml-editor.tsx'
import { Mono } from '../../ui/mono.tsx'
import type { Command } from './review.ts'

/** What is in the cluster and what will be sent, side by side; `before` is undefined for a new object. */
export function TextComparison({ before, after }: { before: unknown; after: string }) {
  const { t } = useTranslation('app')
  return (
    <Folded title={t('review.asText')}>
      <Box sx={{ height: 360, border: 1, borderColor: 'divider', borderRadius: 1, overflow: 'hidden' }}>
        <LazyYamlDiff
          before={before === undefined ? '' : writeYaml(before)}
          after={after}
          beforeLabel={t('review.textBefore')}
          afterLabel={t('review.textAfter')}
        />
      </Box>
    </Folded>
  )
}

/** Something that is set apart, and out of the way until it is asked for. */
export function Folded(props: {
  title: ReactNode
  /** Stands beside the title, and is not part of its button. */
  aside?: ReactNode
  open?: boolean
  children: ReactNode
}) {
  const id = useId()
  const [open, setOpen] = useState(props.open ?? false)
  return (
    <Box component="section" aria-labelledby={id} sx={{ minWidth: 0 }}>
      <ButtonBase
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        sx={{ gap: 1, borderRadius: 0.5, py: 0.5, pr: 1, textAlign: 'left' }}
      >
        <ExpandMoreIcon
          sx={{ fontSize: 20, transform: open ? 'none' : 'rotate(-90deg)', transition: 'transform 120ms' }}
        />
        <Typography id={id} variant="h2" component="span">
          {props.title}
        </Typography>
      </ButtonBase>
      {props.aside}
      {open && <Box sx={{ pt: 1, pl: { xs: 0, md: 3.5 } }}>{props.children}</Box>}
    </Box>
  )
}

/** What does the same at a shell; several commands are run one after the other. */
export function Kubectl({ commands }: { commands: readonly Command[] }) {
  const { t } = useTranslation('app')
  const { copied, copy } = useCopy()
  const script = commands.map((each) => each.script).join('')
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 0.5 }}>
      <Typography variant="body2" color="textSecondary" sx={{ minWidth: 0 }}>
        <Mono>{commands[0]?.line}</Mono>
        {commands.length > 1 && ` ${t('review.moreCommands', { count: commands.length - 1 })}`}
      </Typography>
      <Button startIcon={copied ? <CheckIcon /> : <ContentCopyIcon />} onClick={() => copy(script)}>
        {t(copied ? 'review.copied' : 'review.copyCommand')}
      </Button>
    </Box>
  )
}
