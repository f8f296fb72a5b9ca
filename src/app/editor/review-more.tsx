/** The rest of a review, for who wants it: the change as text, and the same in kubectl. */
import CheckIcon from '@mui/icons-material/Check'
import ContentCopyIcon from '@mui/icons-material/ContentCopy'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import { Box, Button, ButtonBase, Typography } from '@mui/material'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writeYaml } from '../../manifest/write.ts'
import { LazyYamlDiff } from '../../ui/editor/lazy-yaml-editor.tsx'
import { Mono } from '../../ui/mono.tsx'
import type { Command } from './review.ts'

export function ReviewMore(props: { before: unknown; after: string; command: Command }) {
  const { t } = useTranslation('app')
  const before = props.before === undefined ? '' : writeYaml(props.before)
  return (
    <>
      <Folded title={t('review.asText')}>
        <Box sx={{ height: 360, border: 1, borderColor: 'divider', borderRadius: 1, overflow: 'hidden' }}>
          <LazyYamlDiff
            before={before}
            after={props.after}
            beforeLabel={t('review.textBefore')}
            afterLabel={t('review.textAfter')}
          />
        </Box>
      </Folded>
      <Kubectl command={props.command} />
    </>
  )
}

/** Something that is set apart, and out of the way until it is asked for. */
export function Folded(props: { title: string; open?: boolean; children: ReactNode }) {
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
      {open && <Box sx={{ pt: 1, pl: { xs: 0, md: 3.5 } }}>{props.children}</Box>}
    </Box>
  )
}

function Kubectl({ command }: { command: Command }) {
  const { t } = useTranslation('app')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () =>
    navigator.clipboard.writeText(command.script).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 0.5 }}>
      <Typography variant="body2" color="textSecondary" sx={{ minWidth: 0 }}>
        <Mono>{command.line}</Mono>
      </Typography>
      <Button startIcon={copied ? <CheckIcon /> : <ContentCopyIcon />} onClick={copy}>
        {t(copied ? 'review.copied' : 'review.copyCommand')}
      </Button>
    </Box>
  )
}
