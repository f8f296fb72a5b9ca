/** The frame of one half of a pair: its name, a place to paste or drop into, a chooser, what is wrong. */
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import { Box, Button, Typography } from '@mui/material'
import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Text } from '../../manifest/finding.ts'
import type { CertificateProblem } from '../../net/certificates/shapes.ts'
import { State } from '../state.tsx'
import { useText } from '../text.ts'
import { CertificateProblems } from './certificate-facts.tsx'
import { textIn } from './certificate-text.ts'

export interface PartControl {
  readonly id: string
  readonly labelId: string
  readonly 'aria-describedby': string
  readonly 'aria-invalid': boolean
}

export function CertificatePart(props: {
  label: string
  help: string
  accept: string
  problems: readonly CertificateProblem[]
  /** What happened to the text, in words. */
  note: Text | null
  disabled: boolean
  /** The whole text of a file. */
  onText: (text: string) => void
  actions?: ReactNode
  children: (control: PartControl) => ReactNode
}) {
  const { t } = useTranslation('ui')
  const text = useText()
  const id = useId()
  const chooser = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<Text | null>(null)
  const [dragged, setDragged] = useState(false)
  const take = async (file: File | undefined) => {
    if (file === undefined || props.disabled) return
    const read = await textIn(file)
    setProblem('problem' in read ? read.problem : null)
    if ('text' in read) props.onText(read.text)
  }
  const onDrag = (event: DragEvent, over: boolean) => {
    event.preventDefault()
    setDragged(over && !props.disabled)
  }
  return (
    <Box
      role="group"
      aria-labelledby={`${id}-label`}
      onDragOver={(event) => onDrag(event, true)}
      onDragLeave={(event) => onDrag(event, false)}
      onDrop={(event) => {
        onDrag(event, false)
        void take(event.dataTransfer.files[0])
      }}
      sx={{ display: 'grid', minWidth: 0, alignContent: 'start', gap: 0.5 }}
    >
      <Typography id={`${id}-label`} component="label" htmlFor={id} variant="body2" sx={{ fontWeight: 500 }}>
        {props.label}
      </Typography>
      <Box sx={{ borderRadius: 1, outline: dragged ? '2px solid' : 'none', outlineColor: 'primary.main' }}>
        {props.children({
          id,
          labelId: `${id}-label`,
          'aria-describedby': `${id}-help ${id}-problems`,
          'aria-invalid': props.problems.some(({ severity }) => severity === 'error'),
        })}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
        <Typography id={`${id}-help`} variant="caption" color="textSecondary" sx={{ flex: '1 1 240px' }}>
          {props.help}
        </Typography>
        {props.actions}
        <input
          ref={chooser}
          type="file"
          hidden
          accept={props.accept}
          aria-labelledby={`${id}-label`}
          onChange={(event) => {
            void take(event.target.files?.[0])
            // The same file can be chosen again, once it was changed.
            event.target.value = ''
          }}
        />
        <Button
          disabled={props.disabled}
          startIcon={<UploadIcon />}
          aria-label={t('certificate.chooseFor', { label: props.label })}
          onClick={() => chooser.current?.click()}
        >
          {t('certificate.choose')}
        </Button>
      </Box>
      {[problem, props.note].map(
        (each, at) =>
          each !== null && (
            <Typography
              key={at}
              variant="caption"
              component="div"
              role="status"
              sx={{ overflowWrap: 'anywhere' }}
            >
              <State tone={each === problem ? 'danger' : 'unknown'}>{text(each)}</State>
            </Typography>
          ),
      )}
      <CertificateProblems problems={props.problems} id={`${id}-problems`} />
    </Box>
  )
}
