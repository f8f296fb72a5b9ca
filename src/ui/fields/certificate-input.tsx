/** A certificate and its private key: pasted, chosen or dropped, and judged against the hosts as one types. */
import { Alert, Box, Button, OutlinedInput } from '@mui/material'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Text } from '../../manifest/finding.ts'
import type { CertificateProblem } from '../../net/certificates/shapes.ts'
import { mono } from '../theme.ts'
import { CertificateFacts } from './certificate-facts.tsx'
import { type CertificateValue, type Judged, useJudged } from './certificate-judging.ts'
import { CertificateKey } from './certificate-key.tsx'
import { CertificatePart } from './certificate-part.tsx'
import { partsOf } from './certificate-text.ts'

export interface CertificateInputProps {
  readonly value: CertificateValue
  readonly onChange: (value: CertificateValue) => void
  /** Names, addresses and wildcard domains the certificate must be for. */
  readonly hosts: readonly string[]
  readonly disabled?: boolean
  /** Whether what is not given yet is shown as missing: once the user asked to save. */
  readonly showMissing?: boolean
  /** All problems, those of what is missing among them; called when they change. */
  readonly onJudged?: (problems: readonly CertificateProblem[]) => void
}

const none: readonly CertificateProblem[] = []

export function CertificateInput(props: CertificateInputProps) {
  const { value, onChange, hosts, disabled = false, showMissing = false, onJudged } = props
  const { t } = useTranslation('ui')
  const { judged, failed, again } = useJudged(value, hosts)
  const [note, setNote] = useState<Text | null>(null)
  const problems = judged?.problems ?? none
  useEffect(() => {
    if (judged !== null) onJudged?.(judged.problems)
  }, [judged, onJudged])
  const problemsOf = (part: CertificateProblem['of']) =>
    problems.filter(({ of, missing }) => of === part && (showMissing || missing !== true))
  const takeCertificate = (text: string) => {
    const { certificate, key } = partsOf(text)
    const said = value.key === '' ? 'ui:certificate.keyMoved' : 'ui:certificate.keyDropped'
    setNote(key === '' ? null : { key: said })
    onChange({ certificate, key: value.key === '' ? key : value.key })
  }
  return (
    <Box sx={{ display: 'grid', gap: 2.5, minWidth: 0 }}>
      <CertificatePart
        label={t('certificate.public')}
        help={t('certificate.publicHelp')}
        accept=".crt,.cer,.pem"
        problems={problemsOf('certificate')}
        note={note}
        disabled={disabled}
        onText={takeCertificate}
        actions={<PutInOrder judged={judged} disabled={disabled} onPut={takeCertificate} />}
      >
        {({ labelId: _, id, ...described }) => (
          <OutlinedInput
            id={id}
            fullWidth
            multiline
            rows={6}
            value={value.certificate}
            disabled={disabled}
            error={described['aria-invalid']}
            placeholder={t('certificate.paste')}
            onChange={(event) => takeCertificate(event.target.value)}
            slotProps={{ input: { ...described, autoComplete: 'off', spellCheck: false, style: text } }}
          />
        )}
      </CertificatePart>
      {judged?.leaf && <CertificateFacts of={judged.leaf} issuers={judged.issuers} />}
      <CertificateKey
        value={value.key}
        onChange={(key) => onChange({ ...value, key })}
        read={judged?.key}
        problems={problemsOf('key')}
        disabled={disabled}
      />
      {failed && (
        <Alert severity="warning" action={<Button onClick={again}>{t('certificate.checkAgain')}</Button>}>
          {t('certificate.notChecked')}
        </Alert>
      )}
    </Box>
  )
}

const text = { fontFamily: mono, fontSize: 13 } as const

/** Stands where there is a better order than the one given. */
function PutInOrder(props: { judged: Judged | null; disabled: boolean; onPut: (text: string) => void }) {
  const { t } = useTranslation('ui')
  const right = props.judged?.right ?? null
  if (right === null) return null
  return (
    <Button disabled={props.disabled} onClick={() => props.onPut(right)}>
      {t('certificate.putInOrder')}
    </Button>
  )
}
