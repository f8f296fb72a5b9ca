/** The private key of a certificate. It is masked while it comes in, and never shown once it is there. */
import KeyIcon from '@mui/icons-material/KeyOutlined'
import { Box, Button, OutlinedInput, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateProblem, KeyInfo } from '../../net/certificates/shapes.ts'
import { keyText } from '../../net/certificates/titles.ts'
import { mono } from '../theme.ts'
import { CertificatePart, type PartControl } from './certificate-part.tsx'

interface KeyProps {
  readonly value: string
  readonly onChange: (key: string) => void
  /** What was read of it; undefined while it was not read yet. */
  readonly read: KeyInfo | null | undefined
  readonly problems: readonly CertificateProblem[]
  readonly disabled: boolean
}

export function CertificateKey({ value, onChange, read, problems, disabled }: KeyProps) {
  const { t } = useTranslation('ui')
  const [replacing, setReplacing] = useState(false)
  // The focus goes on to what takes the place of the control that had it.
  const [focused, setFocused] = useState(false)
  const isHeld = value !== '' && !replacing
  const take = (text: string, focus = false) => {
    if (text.trim() === '') return
    setFocused(focus)
    setReplacing(false)
    onChange(text)
  }
  return (
    <CertificatePart
      label={t('certificate.private')}
      help={t('certificate.privateHelp')}
      accept=".key,.pem"
      problems={replacing ? [] : problems}
      note={null}
      disabled={disabled}
      onText={(text) => take(text)}
      actions={
        replacing &&
        value !== '' && (
          <Button
            disabled={disabled}
            data-keeps-key
            onClick={() => {
              setFocused(true)
              setReplacing(false)
            }}
          >
            {t('certificate.cancelReplace')}
          </Button>
        )
      }
    >
      {(control) =>
        isHeld ? (
          <Held
            control={control}
            read={read}
            disabled={disabled}
            focused={focused}
            onReplace={() => {
              setFocused(true)
              setReplacing(true)
            }}
            onRemove={() => {
              setFocused(true)
              onChange('')
            }}
          />
        ) : (
          <MaskedText control={control} disabled={disabled} focused={focused} onText={take} />
        )
      }
    </CertificatePart>
  )
}

/** What was pasted is taken at once, what is typed with its last line or when one leaves. */
function MaskedText(props: {
  control: PartControl
  disabled: boolean
  focused: boolean
  /** Whether the focus is still here. */
  onText: (text: string, focus: boolean) => void
}) {
  const { t } = useTranslation('ui')
  const { id, labelId: _, ...described } = props.control
  const [draft, setDraft] = useState('')
  const put = (text: string) => {
    if (/-----END [A-Z0-9 ]+-----\s*$/.test(text)) props.onText(text, true)
    else setDraft(text)
  }
  return (
    <OutlinedInput
      id={id}
      fullWidth
      multiline
      rows={4}
      value={draft}
      disabled={props.disabled}
      autoFocus={props.focused}
      placeholder={t('certificate.paste')}
      onChange={(event) => put(event.target.value)}
      onPaste={(event) => {
        const text = event.clipboardData.getData('text')
        if (draft !== '' || text.trim() === '') return
        event.preventDefault()
        props.onText(text.replace(/\r\n/g, '\n'), true)
      }}
      onBlur={({ relatedTarget }) => {
        // Whoever leaves for the button that keeps the key does not want this one.
        const keeps = relatedTarget instanceof HTMLElement && relatedTarget.dataset.keepsKey !== undefined
        if (!keeps) props.onText(draft, false)
      }}
      slotProps={{
        input: { ...described, autoComplete: 'off', autoCorrect: 'off', spellCheck: false, style: masked },
      }}
    />
  )
}

const masked = { fontFamily: mono, fontSize: 13, WebkitTextSecurity: 'disc' } as const

function Held(props: {
  control: PartControl
  read: KeyInfo | null | undefined
  disabled: boolean
  focused: boolean
  onReplace: () => void
  onRemove: () => void
}) {
  const { t } = useTranslation('ui')
  const { read, disabled } = props
  const named = { 'aria-describedby': `${props.control.labelId} ${props.control['aria-describedby']}` }
  return (
    <Box
      id={props.control.id}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        minHeight: 56,
        px: 1.5,
        py: 1,
        border: 1,
        borderColor: props.control['aria-invalid'] ? 'error.main' : 'divider',
        borderRadius: 1,
      }}
    >
      <KeyIcon aria-hidden sx={{ fontSize: 18, color: 'text.secondary' }} />
      <Typography variant="body2" sx={{ flex: '1 1 160px', minWidth: 0 }}>
        {read
          ? t('certificate.held', { key: keyText(read) })
          : t(read === null ? 'certificate.heldBad' : 'certificate.heldUnread')}
      </Typography>
      <Button disabled={disabled} autoFocus={props.focused} onClick={props.onReplace} {...named}>
        {t('certificate.replace')}
      </Button>
      <Button disabled={disabled} onClick={props.onRemove} {...named}>
        {t('certificate.remove')}
      </Button>
    </Box>
  )
}
