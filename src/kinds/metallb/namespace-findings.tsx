/** What is wrong with a namespace that has no field, because there is just one that is right. */
import { useFindings } from '../../ui/fields/context.ts'
import { Findings } from '../../ui/fields/field.tsx'

export function NamespaceFindings() {
  return <Findings findings={useFindings(['metadata', 'namespace'])} />
}
