/** The documents that stand in one text: a form may show another one beside its own. */
import { createContext, type ReactNode, useContext } from 'react'
import type { Documents } from '../../manifest/documents.ts'
import { FormContext, type FormState } from './context.ts'

export interface FormDocuments {
  /** In the order of the text, each as the form of it would have it. */
  readonly forms: readonly FormState[]
  /** One change of several documents; the text stays as it is where it cannot be made. */
  readonly editAll: (change: (whole: Documents) => Documents) => void
}

export const DocumentsContext = createContext<FormDocuments>({ forms: [], editAll: () => undefined })

export function useDocuments(): FormDocuments {
  return useContext(DocumentsContext)
}

/** Fields inside are lenses on another document than those around it. */
export function OtherDocument({ form, children }: { form: FormState; children: ReactNode }) {
  return <FormContext value={form}>{children}</FormContext>
}
