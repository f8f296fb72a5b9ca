import type { Path } from '../../k8s/fieldpath.ts'
import { useForm } from './context.ts'

/** What every control has: it is off while the form is frozen, and lights its lines while it has the focus. */
export function useControl(path: Path, disabled = false) {
  const { frozen, focus } = useForm()
  return { disabled: frozen || disabled, onFocus: () => focus(path), onBlur: () => focus(null) }
}
