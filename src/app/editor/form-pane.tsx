/** The form of a kind, shown once what it looks at has arrived: a form that fills in later moves under the pointer. */
import { type ComponentType, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormProps } from '../../kinds/kind.ts'
import type { RelatedKind, World } from '../../kinds/world.ts'
import { NotInForm } from '../../ui/fields/not-in-form.tsx'
import { LoadingRows } from '../../ui/loading-rows.tsx'

/** A cluster that does not answer must not keep anybody from the form for longer. */
const patience = 3000

export function FormPane(props: {
  Form: ComponentType<FormProps>
  /** The paths that the form covers. */
  fields: readonly string[]
  related: readonly RelatedKind[]
  world: World
}) {
  const { Form, fields, related, world } = props
  const { t } = useTranslation('app')
  // Once shown it stays, also while the objects of another namespace arrive.
  const [shown, setShown] = useState(false)
  const arrived = related.every((kind) => world.availability(kind) !== 'loading')
  if (arrived && !shown) setShown(true)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patience)
    return () => clearTimeout(timer)
  }, [])
  const waiting = <LoadingRows label={t('loading')} />
  return shown ? (
    <Suspense fallback={waiting}>
      <Form world={world} />
      <NotInForm shown={fields} />
    </Suspense>
  ) : (
    waiting
  )
}
