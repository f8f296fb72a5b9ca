/** What is for the objects that are deleted and for nothing else: deleted with them, unless somebody says otherwise. */
import { Box, Checkbox, FormControlLabel } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type KubeObject, nameAmongAll } from '../../k8s/objects.ts'
import { parseApiVersion, type ServedType } from '../../k8s/resource.ts'
import { StatusError } from '../../k8s/status.ts'
import { type Dependant, dependantOf, type Kind } from '../../kinds/kind.ts'
import type { World } from '../../kinds/world.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { useAnswers } from '../access/answers.ts'
import { wishOf } from '../access/may.ts'
import { deleteObject } from '../api/objects.ts'
import { useDiscovery } from '../api/queries.ts'

interface Companion {
  readonly object: KubeObject
  readonly type: ServedType
}

export interface TakenAlong {
  /** Those that go; none where somebody wants to keep them. */
  readonly chosen: readonly Companion[]
  /** Whether it is among those that are offered, so that it need not be told of otherwise. */
  readonly offers: (other: Dependant) => boolean
  readonly view: TakenAlongViewProps
}

interface TakenAlongViewProps {
  readonly offered: readonly Companion[]
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

/** Those that the user may not delete are not among them. */
export function useTakenAlong(
  cluster: string,
  kind: Kind,
  objects: readonly KubeObject[],
  world: World,
): TakenAlong {
  const { data: discovery } = useDiscovery(cluster)
  const [isOn, setIsOn] = useState(true)
  const found = new Set(objects.flatMap((object) => kind.takesAlong?.(object, world) ?? []))
  const served = [...found].flatMap((object): readonly Companion[] => {
    const { group, version } = parseApiVersion(object.apiVersion)
    const type = discovery?.find(group, object.kind, [version])
    return type?.verbs.includes('delete') === true ? [{ object, type }] : []
  })
  const wish = ({ object: { metadata }, type }: Companion) =>
    wishOf('delete', type, metadata.namespace, metadata.name)
  const answers = useAnswers(cluster, served.map(wish))
  const offered = served.filter((each) => answers.of(wish(each)) !== false)
  const keys = new Set(offered.map(({ object }) => nameAmongAll(dependantOf(object))))
  return {
    chosen: isOn ? offered : [],
    offers: (other) => keys.has(nameAmongAll(other)),
    view: { offered, isOn, onChange: setIsOn },
  }
}

/** What is gone already is as it should be. */
export async function deleteCompanion(cluster: string, { object, type }: Companion): Promise<void> {
  const { namespace, name, uid } = object.metadata
  try {
    await deleteObject({ cluster, type, namespace, name }, uid)
  } catch (error) {
    if (!(error instanceof StatusError) || error.code !== 404) throw error
  }
}

export function TakenAlongView({ offered, isOn, onChange }: TakenAlongViewProps) {
  const { t } = useTranslation('app')
  if (offered.length === 0) return null
  return (
    <Box>
      <FormControlLabel
        control={<Checkbox checked={isOn} onChange={(_, checked) => onChange(checked)} />}
        label={t('takenAlong', { count: offered.length })}
      />
      <Box component="ul" sx={{ m: 0, pl: 5 }}>
        {offered.map(({ object }) => (
          <li key={nameAmongAll(dependantOf(object))}>
            {object.kind} <Mono quiet>{object.metadata.namespace}</Mono>{' '}
            <ObjectLink reference={dependantOf(object)} />
          </li>
        ))}
      </Box>
    </Box>
  )
}
