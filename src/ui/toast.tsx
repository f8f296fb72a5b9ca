/** Short messages about what has just been done, at the foot of the page. */
import { Alert, Snackbar } from '@mui/material'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

export interface Toast {
  readonly text: string
  readonly severity: 'success' | 'warning' | 'error'
}

const ToastContext = createContext<(toast: Toast) => void>(() => {})

export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext)
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [queue, setQueue] = useState<readonly Toast[]>([])
  const show = useCallback((toast: Toast) => setQueue((waiting) => [...waiting, toast]), [])
  const [current] = queue
  const close = () => setQueue((waiting) => waiting.slice(1))
  return (
    <ToastContext value={show}>
      {children}
      {current !== undefined && (
        <Snackbar
          key={current.text}
          open
          autoHideDuration={current.severity === 'success' ? 4000 : 10_000}
          onClose={(_, reason) => reason !== 'clickaway' && close()}
          anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
        >
          <Alert severity={current.severity} variant="filled" onClose={close}>
            {current.text}
          </Alert>
        </Snackbar>
      )}
    </ToastContext>
  )
}
