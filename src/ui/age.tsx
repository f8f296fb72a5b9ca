/** Time since a moment, as Kubernetes people read it (`3d4h`), with the exact moment on hover. */
import { Box } from '@mui/material'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

const steps = [
  { unit: 'd', seconds: 86_400 },
  { unit: 'h', seconds: 3600 },
  { unit: 'm', seconds: 60 },
  { unit: 's', seconds: 1 },
] as const

/** The one or two largest units: `45s`, `12m`, `3h20m`, `5d2h`, `120d`. */
export function formatAge(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1000))
  const index = steps.findIndex(({ seconds }) => total >= seconds)
  const first = steps[index]
  if (first === undefined) return '0s'
  const count = Math.floor(total / first.seconds)
  const second = steps[index + 1]
  if (second === undefined || count >= 10) return `${count}${first.unit}`
  const rest = Math.floor((total - count * first.seconds) / second.seconds)
  return rest === 0 ? `${count}${first.unit}` : `${count}${first.unit}${rest}${second.unit}`
}

// One clock for all ages on the page, so that they turn together.
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, 10_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** The moment, in milliseconds; whoever looks at it is drawn again as time goes on. */
export function useNow(): number {
  return Math.max(
    useSyncExternalStore(subscribe, () => now),
    Date.now(),
  )
}

/** The time since a moment, which moves on by itself. */
export function useAge(since: string): string {
  return formatAge(useNow() - new Date(since).getTime())
}

export function Age({ since }: { since: string | undefined }) {
  const { i18n } = useTranslation('ui')
  const current = useNow()
  if (since === undefined) return <>–</>
  const at = new Date(since)
  return (
    <Box
      component="time"
      dateTime={since}
      title={at.toLocaleString(i18n.language)}
      sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
    >
      {formatAge(current - at.getTime())}
    </Box>
  )
}
