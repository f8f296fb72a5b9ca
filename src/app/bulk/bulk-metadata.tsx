/** Sets or takes away one label or annotation of many objects, after saying on how many that changes what. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Radio,
  RadioGroup,
  TextField,
  Typography,
} from '@mui/material'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLabelValue, isQualifiedKey } from '../../k8s/names.ts'
import { useKindWords } from '../kind-words.ts'
import { useFixed } from '../pages/object-actions.tsx'
import { PartialRight, useBulkRight, usePartial } from './bulk-right.tsx'
import { type BulkDialogProps, nameOf } from './bulk-target.ts'
import { startJob } from './jobs.ts'
import { applyChange, type MetadataChange, planOf } from './metadata-change.ts'
import { PlanText } from './plan-text.tsx'

const actions = ['setLabel', 'removeLabel', 'setAnnotation', 'removeAnnotation'] as const
type Action = (typeof actions)[number]

export function BulkMetadata(props: BulkDialogProps) {
  const { t } = useTranslation('app')
  const id = useId()
  // What was chosen when the question was asked is what is changed; each as it was shown then.
  const [chosen] = useState(props.objects)
  const right = useBulkRight(props.scope.cluster, 'patch', props.type, chosen, useFixed(props.kind))
  const partial = usePartial(right, chosen)
  const { objects } = partial
  const [action, setAction] = useState<Action>('setLabel')
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const { one, many } = useKindWords(props.kind)
  const isRemoval = action.startsWith('remove')
  const isLabel = action.endsWith('Label')
  const change = useMemo(
    (): MetadataChange => ({
      field: isLabel ? 'labels' : 'annotations',
      key: key.trim(),
      value: isRemoval ? null : isLabel ? value.trim() : value,
    }),
    [isLabel, isRemoval, key, value],
  )
  const plan = useMemo(() => planOf(objects, change), [objects, change])
  const keyProblem = change.key !== '' && !isQualifiedKey(change.key)
  const valueProblem = isLabel && change.value !== null && !isLabelValue(change.value)
  const isReady =
    !partial.isOpen && change.key !== '' && !keyProblem && !valueProblem && plan.changed.length > 0
  const kinds = plan.changed.length === 1 ? one : many
  const start = () => {
    const { cluster } = props.scope
    startJob({
      title: t(`bulk.metadata.job.${action}`, { key: change.key, count: plan.changed.length, kinds }),
      items: plan.changed.map((object) => ({
        name: nameOf(object),
        run: () => applyChange({ cluster, type: props.type }, object, change, t('bulk.metadata.meanwhile')),
      })),
    })
    props.onStarted()
  }
  return (
    <Dialog open onClose={props.onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id} variant="h1">
        {t('bulk.metadata.title', { count: objects.length, kinds: objects.length === 1 ? one : many })}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <PartialRight right={right} kinds={many} isRest={partial.isRest} onRest={partial.setIsRest} />
        <RadioGroup
          sx={{ display: 'grid', gridTemplateColumns: { sm: '1fr 1fr' } }}
          aria-label={t('bulk.metadata.what')}
          value={action}
          onChange={(event) => setAction(actions.find((each) => each === event.target.value) ?? 'setLabel')}
        >
          {actions.map((each) => (
            <FormControlLabel
              key={each}
              value={each}
              control={<Radio />}
              label={t(`bulk.metadata.action.${each}`)}
            />
          ))}
        </RadioGroup>
        <TextField
          label={t('bulk.metadata.key')}
          value={key}
          autoFocus
          autoComplete="off"
          error={keyProblem}
          helperText={keyProblem ? t('bulk.metadata.badKey') : ' '}
          onChange={(event) => setKey(event.target.value)}
        />
        {!isRemoval && (
          <TextField
            label={t('bulk.metadata.value')}
            value={value}
            autoComplete="off"
            error={valueProblem}
            helperText={valueProblem ? t('bulk.metadata.badValue') : ' '}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
        {change.key === '' ? (
          <Typography color="textSecondary">{t('bulk.metadata.empty')}</Typography>
        ) : (
          <PlanText plan={plan} change={change} />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('cancel')}</Button>
        <Button variant="contained" disabled={!isReady} onClick={start}>
          {t('bulk.metadata.apply', { count: plan.changed.length, kinds })}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
