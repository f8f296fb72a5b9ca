/** With which of many objects one may do something; the others are left out only if one says so. */
import { Alert, Checkbox, FormControlLabel } from '@mui/material'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ServedType } from '../../k8s/resource.ts'
import { Marked } from '../../ui/marked.tsx'
import { useAnswers } from '../access/answers.ts'
import { lackText, wishOf } from '../access/may.ts'
import { nameOf } from './bulk-target.ts'
import { NameList } from './name-list.tsx'

export interface BulkRight {
  readonly allowed: readonly KubeObject[]
  readonly refused: readonly KubeObject[]
  /** What is missing for those that are refused, code in backticks. */
  readonly lack: string
  readonly isLoading: boolean
}

const nothingKept = () => ''

export function useBulkRight(
  cluster: string,
  verb: string,
  type: ServedType,
  objects: readonly KubeObject[],
  /** Why an object has to stay as it is, whoever asks; the same function for as long as it says the same. */
  keptOf: (object: KubeObject) => string = nothingKept,
): BulkRight {
  const { t } = useTranslation()
  const namespaces = useMemo(() => [...new Set(objects.map(({ metadata }) => metadata.namespace))], [objects])
  const answers = useAnswers(
    cluster,
    namespaces.map((namespace) => wishOf(verb, type, namespace)),
  )
  return useMemo(() => {
    const inNamespace = new Map(
      namespaces.map((namespace) => [namespace, answers.of(wishOf(verb, type, namespace))]),
    )
    const isRefused = ({ metadata: { namespace, name } }: KubeObject) =>
      inNamespace.get(namespace) === false && answers.of(wishOf(verb, type, namespace, name)) !== true
    const unallowed = objects.filter(isRefused)
    const refused = objects.filter((object) => unallowed.includes(object) || keptOf(object) !== '')
    const out = new Set(refused)
    const lacking =
      unallowed.length === 0
        ? ''
        : lackText(
            t,
            wishOf(verb, type, null),
            unallowed.map(({ metadata }) => metadata.namespace ?? null),
          )
    const reasons = [lacking, ...objects.map(keptOf)].filter((each) => each !== '')
    const lack = [...new Set(reasons)].join(' ')
    return {
      allowed: refused.length === 0 ? objects : objects.filter((object) => !out.has(object)),
      refused,
      lack,
      isLoading: answers.isLoading,
    }
  }, [t, answers, namespaces, objects, verb, type, keptOf])
}

/** What a bulk action is about once one has said what becomes of the objects that one may not touch. */
export function usePartial(right: BulkRight, all: readonly KubeObject[]) {
  const [isRest, setIsRest] = useState(false)
  return {
    objects: isRest ? right.allowed : all,
    /** Nothing can begin: it is not known yet, not said, or there is nothing one may do. */
    isOpen: right.isLoading || (right.refused.length > 0 && (!isRest || right.allowed.length === 0)),
    isRest,
    setIsRest,
  }
}

export function PartialRight(props: {
  right: BulkRight
  kinds: string
  isRest: boolean
  onRest: (isRest: boolean) => void
}) {
  const { t } = useTranslation('app')
  const { refused, allowed, lack } = props.right
  if (refused.length === 0) return null
  const counts = { refused: refused.length, all: refused.length + allowed.length, kinds: props.kinds }
  return (
    <Alert severity="warning" role="note">
      <div>{t('access.bulk.refused', counts)}</div>
      <Marked text={lack} />
      <NameList names={refused.map(nameOf)} />
      {allowed.length > 0 && (
        <FormControlLabel
          control={<Checkbox checked={props.isRest} onChange={(_, checked) => props.onRest(checked)} />}
          label={t('access.bulk.rest', { count: allowed.length })}
        />
      )}
    </Alert>
  )
}
