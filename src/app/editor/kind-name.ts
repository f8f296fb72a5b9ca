/** What the kind of a document's object is called, and the object itself. */
import { useTranslation } from 'react-i18next'
import { kindOf } from '../../kinds/index.ts'
import { kindWords } from '../kind-words.ts'
import { namedIn } from './steps.ts'

/** What the kind of an object is called: in the console's words where it knows it, else as the object says. */
export function useKindName(): (object: unknown) => string {
  const { t } = useTranslation()
  return (object) => {
    const kind = kindOf(object)
    return kind === undefined ? namedIn(object).kind : kindWords(t, kind).one
  }
}

/** What people call an object that somebody typed; its name where its kind says nothing else. */
export function titleIn(object: unknown): string {
  return kindOf(object)?.title?.(object) || namedIn(object).name
}
