/** Asks before something that cannot be taken back; the name is typed where others would be hit. */
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  OutlinedInput,
  Typography,
} from '@mui/material'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../k8s/shape.ts'

export interface ConfirmDialogProps {
  readonly title: string
  readonly action: string
  readonly children: ReactNode
  /** The text to be typed before the action is allowed. */
  readonly typed?: string | undefined
  /** Something the user should know is still being looked up. */
  readonly waiting?: boolean
  readonly onClose: () => void
  /** A rejection is shown in the dialog, which then stays open. */
  readonly onConfirm: () => Promise<void>
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation('ui')
  const id = useId()
  const [text, setText] = useState('')
  const [running, setRunning] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const confirm = () => {
    setRunning(true)
    setFailure(null)
    props.onConfirm().catch((error: unknown) => {
      setFailure(messageOf(error))
      setRunning(false)
    })
  }
  return (
    <Dialog open onClose={props.onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id} variant="h1">
        {props.title}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        {props.children}
        {props.typed !== undefined && (
          <div>
            <Typography component="label" variant="body2" htmlFor={`${id}-typed`}>
              {t('typeToConfirm', { text: props.typed })}
            </Typography>
            <OutlinedInput
              id={`${id}-typed`}
              fullWidth
              autoFocus
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
        )}
        {failure !== null && <Alert severity="error">{failure}</Alert>}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('cancel')}</Button>
        <Button
          variant="contained"
          color="error"
          disabled={running || props.waiting === true || (props.typed !== undefined && text !== props.typed)}
          onClick={confirm}
        >
          {props.action}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
