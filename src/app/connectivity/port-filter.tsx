/** A protocol and a port, or any port. */
import { Box, MenuItem, TextField } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isPort, type Protocol, protocolOf, protocols } from '../../net/policy/index.ts'
import type { AskedPort } from './page-state.ts'

const any = 'any'

export function PortFilter(props: {
  port: AskedPort | null
  onPort: (port: AskedPort | null) => void
  mayBeAny?: boolean
}) {
  const { t } = useTranslation('connectivity')
  const { port, onPort, mayBeAny = false } = props
  const [draft, setDraft] = useState({
    protocol: port?.protocol ?? (mayBeAny ? any : 'TCP'),
    text: `${port?.port ?? ''}`,
  })
  const number = /^\d+$/.test(draft.text) ? Number(draft.text) : 0
  const isAny = draft.protocol === any
  const isWrong = !isAny && draft.text !== '' && !isPort(number)
  const set = (next: { protocol: string; text: string }) => {
    setDraft(next)
    const value = /^\d+$/.test(next.text) ? Number(next.text) : 0
    const protocol: Protocol | null = protocolOf(next.protocol)
    onPort(protocol !== null && isPort(value) ? { protocol, port: value } : null)
  }
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
      <TextField
        select
        label={t('protocol')}
        value={draft.protocol}
        onChange={({ target }) => set({ ...draft, protocol: target.value })}
        sx={{ width: 112 }}
      >
        {mayBeAny && <MenuItem value={any}>{t('anyPort')}</MenuItem>}
        {protocols.map((each) => (
          <MenuItem key={each} value={each}>
            {each}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label={t('port')}
        value={isAny ? '' : draft.text}
        disabled={isAny}
        placeholder={t('portHelp')}
        error={isWrong}
        helperText={isWrong ? t('ask.portWrong') : undefined}
        onChange={({ target }) => set({ ...draft, text: target.value.trim() })}
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        sx={{ width: 116 }}
      />
    </Box>
  )
}
