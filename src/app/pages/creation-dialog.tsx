/** The create page of a kind as a dialog, over a form that needs the new object. */
import { Dialog, DialogTitle } from '@mui/material'
import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Kind, titleOf } from '../../kinds/kind.ts'
import { useToast } from '../../ui/toast.tsx'
import { newText } from '../editor/beginning.ts'
import { ObjectEditor } from '../editor/object-editor.tsx'
import { WithinEditor } from '../editor/unsaved-guard.tsx'
import { useKindWords } from '../kind-words.ts'
import { useNarrow } from '../narrow.ts'
import type { Scope } from '../scope.ts'

export default function CreationDialog(props: {
  scope: Scope
  kind: Kind
  /** Whether objects of the kind live in namespaces. */
  namespaced: boolean
  namespace: string
  /** With the name of what was made, `null` where nothing was. */
  done: (name: string | null) => void
}) {
  const { scope, kind, namespaced, namespace, done } = props
  const { t } = useTranslation()
  const { one } = useKindWords(kind)
  const id = useId()
  const narrow = useNarrow()
  const toast = useToast()
  const title = t('app:createKind', { kind: one })
  const initial = useMemo(() => newText(kind, namespace), [kind, namespace])
  return (
    // Neither Escape nor a click beside it closes it: what was typed would go with it.
    <Dialog
      open
      fullWidth
      maxWidth="xl"
      fullScreen={narrow}
      aria-labelledby={id}
      slotProps={{ paper: { sx: { height: '100%' } } }}
    >
      <DialogTitle id={id} variant="h1">
        {title}
      </DialogTitle>
      <WithinEditor value={true}>
        <ObjectEditor
          scope={scope}
          kind={kind}
          existing={null}
          initial={initial}
          action={title}
          onSaved={({ object, warnings }) => {
            const { metadata } = object
            const text = t('app:created', { kind: one, name: titleOf(kind, object) })
            toast({ severity: 'success', text })
            for (const warning of warnings) toast({ severity: 'warning', text: warning })
            done(namespaced && metadata.namespace !== namespace ? null : metadata.name)
          }}
          onCancel={() => done(null)}
        />
      </WithinEditor>
    </Dialog>
  )
}
