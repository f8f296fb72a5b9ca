/** A file put into a key of a Secret: chosen or dropped. What it holds is described, and never shown. */
import CloseIcon from '@mui/icons-material/Close'
import KeyIcon from '@mui/icons-material/KeyOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import { Box, Button, IconButton, Typography } from '@mui/material'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import type { Text } from '../../manifest/finding.ts'
import { Mono } from '../mono.tsx'
import { asText, useLens } from './context.ts'
import { useControl } from './control.ts'
import { Field, type FieldProps } from './field.tsx'
import { contentFor, type Described, describeValue, sizeText } from './file-content.ts'

/** A Secret holds no more than this in all. */
const secretLimit = 1024 * 1024

export interface SecretFileProps extends FieldProps {
  readonly path: Path
  /** `text` for `stringData`, `base64` for `data`. */
  readonly encoding: 'text' | 'base64'
  /** What the chooser offers first: `.crt,.pem`. */
  readonly accept?: string
  /** In bytes. */
  readonly limit?: number
}

export function SecretFile(props: SecretFileProps) {
  const { encoding, limit = secretLimit } = props
  const { t } = useTranslation('ui')
  const { disabled, ...control } = useControl(props.path)
  const { value, set } = useLens(props.path)
  const chooser = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<Text | null>(null)
  const [dragged, setDragged] = useState(false)
  // A manifest has no place for the name of a file; it is known for as long as its content stands there.
  const [last, setLast] = useState({ name: '', value: '' })
  const held = asText(value)
  const isHeld = value !== undefined && value !== null

  const take = async (file: File | undefined) => {
    if (file === undefined || disabled) return
    if (file.size > limit) {
      return setProblem({ key: 'ui:file.tooLarge', values: { name: file.name, limit: sizeText(limit) } })
    }
    try {
      const next = contentFor(new Uint8Array(await file.arrayBuffer()), encoding)
      if (next === null) return setProblem({ key: 'ui:file.notText', values: { name: file.name } })
      setProblem(null)
      setLast({ name: file.name, value: next })
      set(next)
    } catch {
      setProblem({ key: 'ui:file.unread', values: { name: file.name } })
    }
  }
  const onDrag = (event: DragEvent, over: boolean) => {
    event.preventDefault()
    setDragged(over && !disabled)
  }
  return (
    <Field of={props} problem={problem} named="group">
      {(described) => (
        <Box
          {...control}
          onDragOver={(event) => onDrag(event, true)}
          onDragLeave={(event) => onDrag(event, false)}
          onDrop={(event) => {
            onDrag(event, false)
            void take(event.dataTransfer.files[0])
          }}
          sx={{ ...dropStyle, borderColor: dragged ? 'primary.main' : 'divider' }}
        >
          <input
            ref={chooser}
            type="file"
            hidden
            accept={props.accept}
            aria-labelledby={described.labelId}
            onChange={(event) => {
              void take(event.target.files?.[0])
              // The same file can be chosen again, once it was changed.
              event.target.value = ''
            }}
          />
          {isHeld ? (
            <Content described={describeValue(held, encoding)} name={last.value === held ? last.name : ''} />
          ) : (
            <Typography variant="body2" color="textSecondary" sx={{ flex: '1 1 160px' }}>
              {t('file.drop', { limit: sizeText(limit) })}
            </Typography>
          )}
          <Button
            disabled={disabled}
            startIcon={<UploadIcon />}
            aria-describedby={[described.labelId, described['aria-describedby']].filter(Boolean).join(' ')}
            onClick={() => chooser.current?.click()}
          >
            {t(isHeld ? 'file.replace' : 'file.choose')}
          </Button>
          {isHeld && (
            <IconButton
              size="small"
              aria-label={t('removeNamed', { row: props.label })}
              disabled={disabled}
              onClick={() => {
                setProblem(null)
                set(undefined)
              }}
            >
              <CloseIcon sx={{ fontSize: 18 }} />
            </IconButton>
          )}
        </Box>
      )}
    </Field>
  )
}

function Content({ described, name }: { described: Described; name: string }) {
  const { t } = useTranslation('ui')
  const { look, size } = described
  const count = look.look === 'certificate' ? look.count : 1
  return (
    <Box sx={{ flex: '1 1 160px', minWidth: 0, display: 'flex', alignItems: 'center', gap: 1 }}>
      <KeyIcon aria-hidden sx={{ fontSize: 18, color: 'text.secondary' }} />
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="body2">{name === '' ? t('file.kept') : <Mono>{name}</Mono>}</Typography>
        <Typography variant="caption" component="div" color="textSecondary">
          {[t(`file.look.${look.look}`, { count }), sizeText(size)].join(', ')}
        </Typography>
      </Box>
    </Box>
  )
}

const dropStyle = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 1,
  minHeight: 56,
  px: 1.5,
  py: 1,
  border: 1,
  borderStyle: 'dashed',
  borderRadius: 1,
} as const
