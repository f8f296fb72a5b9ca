/** What goes along with a load balancer, and what a project loses that is taken off it. */

import { Alert, Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { sourceOf } from '../alb/spec.ts'
import { everyProject } from '../assignment.ts'
import type { ConsequencesProps, ObjectChange } from '../kind.ts'
import { portsUnder, rulesUnder } from './removal.ts'
import { viewOf } from './spec.ts'
import '../alb/words.ts'

export default function AlbConsequences({ changes, world }: ConsequencesProps) {
  return changes.map((change) => {
    const { name, namespace } = viewOf(change.after ?? change.before)
    const Part = change.after === null ? Removal : Withdrawal
    return <Part key={`${namespace}/${name}`} change={change} world={world} />
  })
}

type PartProps = Pick<ConsequencesProps, 'world'> & { readonly change: ObjectChange }

/** By hand or for Ingresses: those lose an entrance, and would have their rules again elsewhere. */
function Removal({ change, world }: PartProps) {
  const { t } = useTranslation('alb')
  const { name, namespace, config } = viewOf(change.before)
  const place = { metadata: { name, namespace } }
  const [ports, rules] = [portsUnder(place, world), rulesUnder(place, world)]
  const sources = sourcesOf([...ports, ...rules])
  const made = rules.filter((rule) => sourceOf(rule) !== null).length
  return (
    <Alert severity="warning" role="note">
      <div>{t('removal.ports', { count: ports.length })}</div>
      <div>{t('removal.rules', { count: rules.length })}</div>
      {made > 0 && <div>{t('removal.made', { count: made })}</div>}
      {sources.length > 0 && (
        <>
          {t('removal.ingresses', { count: sources.length })}
          <Box component="ul" aria-label={t('removal.entrance')} sx={{ m: 0, pl: 2.5 }}>
            {sources.map((source) => (
              <li key={`${source.namespace}/${source.name}`}>
                <Mono quiet>{source.namespace}</Mono>{' '}
                <ObjectLink reference={{ group: 'networking.k8s.io', kind: 'Ingress', ...source }} />
              </li>
            ))}
          </Box>
        </>
      )}
      {config.enableIngress !== 'false' && <div>{t('removal.class', { name })}</div>}
    </Alert>
  )
}

function sourcesOf(objects: readonly KubeObject[]) {
  const found = new Map(
    objects.flatMap((object) => {
      const source = sourceOf(object)
      return source === null ? [] : [[`${source.namespace}/${source.name}`, source] as const]
    }),
  )
  return [...found].toSorted(([a], [b]) => a.localeCompare(b)).map(([, source]) => source)
}

function Withdrawal({ change: { before, after } }: PartProps) {
  const { t } = useTranslation('alb')
  const kept = new Set(projectsOf(after))
  const lost =
    kept.has(everyProject) || before === null ? [] : projectsOf(before).filter((each) => !kept.has(each))
  if (lost.length === 0) return null
  const names = lost.map((each) => (each === everyProject ? t('everyOther') : each)).join(', ')
  return (
    <Alert severity="warning" role="note">
      {t('withdrawal', { names })}
    </Alert>
  )
}

function projectsOf(object: unknown): readonly string[] {
  const { isPortMode, ports, projects } = viewOf(object)
  return isPortMode ? [...new Set(ports.flatMap((share) => share.projects))] : projects
}
