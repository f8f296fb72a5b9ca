/** What a change stops or disturbs while things run: said in the review, and confirmed before anything is written. */
import { Alert, Checkbox, FormControlLabel } from '@mui/material'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { editablePart } from '../../k8s/editable.ts'
import { kindOf } from '../../kinds/index.ts'
import type { World } from '../../kinds/world.ts'
import { useText } from '../../ui/text.ts'
import type { Review } from './rehearsal.ts'

const none: readonly string[] = []

/** In the order of what is written, each once. */
export function useInterruptions(review: Review | null, world: World): readonly string[] {
  const text = useText()
  return useMemo(() => {
    if (review === null) return none
    const said = review.steps.flatMap(({ step: { standing, object } }) => {
      const before = standing === null ? null : editablePart(standing.origin)
      return kindOf(object)?.interrupts?.(before, object, world) ?? []
    })
    return [...new Set(said.map(text))]
  }, [review, world, text])
}

export function Interruptions(props: {
  texts: readonly string[]
  isUnderstood: boolean
  onUnderstood: (isUnderstood: boolean) => void
}) {
  const { t } = useTranslation('app')
  if (props.texts.length === 0) return null
  return (
    <Alert severity="warning" role="note">
      {props.texts.map((text) => (
        <div key={text}>{text}</div>
      ))}
      <FormControlLabel
        control={
          <Checkbox
            autoFocus
            checked={props.isUnderstood}
            onChange={(_, checked) => props.onUnderstood(checked)}
          />
        }
        label={t('review.understood')}
      />
    </Alert>
  )
}
