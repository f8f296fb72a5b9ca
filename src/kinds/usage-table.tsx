/** What uses an object: a row for each, with a link to it. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { nameAmongAll } from '../k8s/objects.ts'
import { ObjectLink } from '../ui/links.tsx'
import { Mono } from '../ui/mono.tsx'
import { PlainTable } from '../ui/table/plain-table.tsx'
import type { Dependant } from './kind.ts'

export function UsageTable<Use extends Dependant>(props: {
  label: string
  empty: string
  uses: readonly Use[]
  /** Where they are, if not in the cluster of the page. */
  cluster?: string
  /** What else is told of each. */
  more?: { readonly header: string; readonly cell: (use: Use) => ReactNode }
}) {
  const { t } = useTranslation('kinds')
  const { uses, more, cluster } = props
  const where = cluster === undefined ? {} : { cluster }
  return (
    <PlainTable
      label={props.label}
      headers={[t('usage.kind'), t('name'), t('namespace'), ...(more === undefined ? [] : [more.header])]}
      empty={props.empty}
      rows={uses.map((use) => {
        const { group, kind, namespace, name } = use
        return {
          key: nameAmongAll(use),
          cells: [
            kind,
            <ObjectLink key="name" reference={{ group, kind, namespace, name, ...where }} />,
            <Mono key="namespace" quiet>
              {namespace}
            </Mono>,
            ...(more === undefined ? [] : [more.cell(use)]),
          ],
        }
      })}
    />
  )
}
