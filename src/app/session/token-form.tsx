/** Signs in with a bearer token, which stays in this form and nowhere else. */
import VisibilityOffIcon from '@mui/icons-material/VisibilityOffOutlined'
import VisibilityIcon from '@mui/icons-material/VisibilityOutlined'
import {
  Box,
  Button,
  FormHelperText,
  IconButton,
  InputAdornment,
  MenuItem,
  OutlinedInput,
  Select,
  Tooltip,
  Typography,
} from '@mui/material'
import { type ClipboardEvent, type FormEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../k8s/shape.ts'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { mono } from '../../ui/theme.ts'
import { useSecondsUntil } from './context.ts'
import { signInWithToken } from './own-requests.ts'
import { cleanToken, waitAfter } from './token.ts'

export interface TokenFormProps {
  /** Those to choose from. */
  readonly clusters: readonly string[]
  /** The one that is chosen first. */
  readonly cluster: string
  /** Whether the browser kept it. */
  readonly onSignedIn: () => Promise<boolean>
}

export function TokenForm(props: TokenFormProps) {
  const { t } = useTranslation('session')
  const [cluster, setCluster] = useState(props.cluster)
  const [token, setToken] = useState('')
  const [running, setRunning] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [waitUntil, setWaitUntil] = useState(0)
  const seconds = useSecondsUntil(waitUntil)
  const field = useRef<HTMLInputElement>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (running || seconds > 0) return
    const clean = cleanToken(token)
    if (clean === '') {
      setFailure(t('token.missing'))
      field.current?.focus()
      return
    }
    setRunning(true)
    setFailure(null)
    try {
      await signInWithToken(cluster, clean)
      const isKept = await props.onSignedIn()
      // Where the form stays, because somebody else is signed in now, their token does not.
      setToken('')
      if (!isKept) setFailure(t('token.notKept'))
    } catch (error) {
      setFailure(messageOf(error))
      setWaitUntil(Date.now() + 1000 * waitAfter(error))
      field.current?.focus()
    }
    setRunning(false)
  }
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: 2 }} autoComplete="off">
      {props.clusters.length > 1 && (
        <ClusterSelect clusters={props.clusters} value={cluster} onChange={setCluster} />
      )}
      <TokenField field={field} value={token} onChange={setToken} failure={failure} seconds={seconds} />
      <Button type="submit" variant="contained" disabled={running || seconds > 0}>
        {t(running ? 'token.running' : 'token.submit')}
      </Button>
    </Box>
  )
}

function ClusterSelect(props: {
  clusters: readonly string[]
  value: string
  onChange: (cluster: string) => void
}) {
  const { t } = useTranslation('session')
  const id = useId()
  return (
    <div>
      <Typography variant="body2" id={id} sx={{ mb: 0.5 }}>
        {t('token.cluster')}
      </Typography>
      <Select
        fullWidth
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        slotProps={{ input: { 'aria-labelledby': id } }}
        labelId={id}
      >
        {props.clusters.map((name) => (
          <MenuItem key={name} value={name}>
            <Mono>{name}</Mono>
          </MenuItem>
        ))}
      </Select>
    </div>
  )
}

/**
 * Hidden as a password is, but no password field where that can be helped: browsers offer to keep what is typed into
 * one, whatever the page says.
 */
const hidesText = typeof CSS !== 'undefined' && CSS.supports('-webkit-text-security', 'disc')

function TokenField(props: {
  field: React.RefObject<HTMLInputElement | null>
  value: string
  onChange: (token: string) => void
  failure: string | null
  seconds: number
}) {
  const { t } = useTranslation('session')
  const id = useId()
  const [isShown, setShown] = useState(false)
  const { failure, seconds } = props
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    event.preventDefault()
    const { selectionStart, selectionEnd, value } = event.currentTarget
    const pasted = cleanToken(event.clipboardData.getData('text'))
    props.onChange(value.slice(0, selectionStart ?? 0) + pasted + value.slice(selectionEnd ?? value.length))
  }
  const toggle = t(isShown ? 'token.hide' : 'token.show')
  return (
    <div>
      <Typography component="label" variant="body2" htmlFor={id} sx={{ display: 'block', mb: 0.5 }}>
        {t('token.label')}
      </Typography>
      <OutlinedInput
        id={id}
        inputRef={props.field}
        fullWidth
        autoFocus
        type={isShown || hidesText ? 'text' : 'password'}
        value={props.value}
        error={failure !== null}
        onChange={(event) => props.onChange(event.target.value)}
        endAdornment={
          <InputAdornment position="end">
            <Tooltip title={toggle} describeChild={false}>
              <IconButton size="small" edge="end" aria-label={toggle} onClick={() => setShown(!isShown)}>
                {isShown ? <VisibilityOffIcon fontSize="small" /> : <VisibilityIcon fontSize="small" />}
              </IconButton>
            </Tooltip>
          </InputAdornment>
        }
        slotProps={{
          input: {
            onPaste: paste,
            'aria-describedby': `${id}-help`,
            'aria-required': true,
            autoComplete: 'off',
            autoCapitalize: 'off',
            autoCorrect: 'off',
            spellCheck: false,
            style: { fontFamily: mono, ...(!isShown && hidesText && { WebkitTextSecurity: 'disc' }) },
          },
        }}
      />
      <FormHelperText id={`${id}-help`} component="div" sx={{ mx: 0 }}>
        <div role="alert">{failure !== null && <State tone="danger">{failure}</State>}</div>
        {seconds > 0 && <div>{t('token.wait', { count: seconds })}</div>}
        {failure === null && t('token.help')}
      </FormHelperText>
    </div>
  )
}
