/** How one object of several is called, and how far its writing has come. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Mono } from '../../ui/mono.tsx'
import { State, type Tone } from '../../ui/state.tsx'
import type { Progress } from './editing.ts'
import { titleIn, useKindName } from './kind-name.ts'
import { namedIn } from './steps.ts'

export function StepName({ object }: { object: unknown }) {
  const kindName = useKindName()
  const { namespace } = namedIn(object)
  return (
    <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
      {kindName(object)} <Mono>{titleIn(object)}</Mono> <Mono quiet>{namespace}</Mono>
    </Box>
  )
}

const tones: Record<Progress, Tone> = {
  waiting: 'unknown',
  applying: 'waiting',
  done: 'good',
  refused: 'danger',
}

export function StepState({ progress }: { progress: Progress }) {
  const { t } = useTranslation('app')
  const words = {
    waiting: t('progress.waiting'),
    applying: t('progress.applying'),
    done: t('progress.done'),
    refused: t('progress.refused'),
  }
  return <State tone={tones[progress]}>{words[progress]}</State>
}
