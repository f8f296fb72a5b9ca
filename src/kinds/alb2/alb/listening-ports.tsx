/** The ports that a load balancer listens on, as far as the page may show them. */

import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../../k8s/objects.ts'
import { asFields, asList, asString } from '../../../k8s/shape.ts'
import { ObjectActionLink, ObjectLink } from '../../../ui/links.tsx'
import { Mono } from '../../../ui/mono.tsx'
import { State } from '../../../ui/state.tsx'
import { PlainTable } from '../../../ui/table/plain-table.tsx'
import { frontendLabel, sourceOf } from '../../alb/spec.ts'
import { everyProject } from '../../assignment.ts'
import type { ObjectProps } from '../../kind.ts'
import { albPorts } from '../../related.ts'
import { useRights } from '../../rights.ts'
import type { World } from '../../world.ts'
import { portOf, portsUnder, rulesUnder } from '../removal.ts'
import { viewOf } from '../spec.ts'
import '../../alb/words.ts'

export function ListeningPorts({ object, world }: ObjectProps) {
  const { t } = useTranslation('alb')
  const { isPortMode } = viewOf(object)
  const listed = portsUnder(object, world).filter((port) => !isPortMode || isOurs(port, world))
  const rules = rulesUnder(object, world).filter((rule) => isOurs(rule, world))
  const isRefused = world.availability(albPorts) === 'refused'
  return (
    <PlainTable
      label={t('listening')}
      headers={(['port', 'protocol', 'certificate', 'group', 'rules', 'source', 'state'] as const).map(
        (each) => t(`listener.${each}`),
      )}
      empty={t(isRefused ? 'listener.refused' : 'listener.none')}
      rows={listed.map((port) => ({
        key: port.metadata.name,
        cells: cellsOf(
          port,
          rules.filter(({ metadata }) => metadata.labels?.[frontendLabel] === port.metadata.name).length,
        ),
      }))}
    />
  )
}

/** A port of this load balancer, on the page that makes one. */
export function AddPort({ object: { metadata } }: ObjectProps) {
  const { t } = useTranslation('alb')
  const { namespace = '', name } = metadata
  const lackAt = useRights().useLacks('create', albPorts, [namespace])
  const reference = { group: albPorts.group, kind: albPorts.kind, name: '', given: { balancer: name } }
  return (
    <ObjectActionLink reference={reference} lack={lackAt(namespace)}>
      {t('addPort')}
    </ObjectActionLink>
  )
}

/** In the view of a project, others' ports and rules are nobody's business. */
function isOurs({ metadata: { labels = {} }, spec }: KubeObject & { spec?: unknown }, world: World): boolean {
  const { project, labelDomain } = world
  if (project === null || sourceOf({ spec }) !== null) return true
  const named = labels[`project.${labelDomain}/name`]
  return (
    named === project ||
    named === everyProject ||
    [project, everyProject].some((each) => labels[`project.${labelDomain}/${each}`] === 'true')
  )
}

function cellsOf(port: KubeObject, rules: number) {
  const spec = asFields(asFields(port).spec)
  const source = sourceOf(port)
  return [
    <ObjectLink
      key="port"
      reference={{ group: 'crd.alauda.io', kind: 'Frontend', ...port.metadata }}
      title={String(portOf(port))}
    />,
    asString(spec.protocol).toUpperCase() || '–',
    <Mono key="certificate">{asString(spec.certificate_name) || '–'}</Mono>,
    <Mono key="group">{groupText(spec.serviceGroup) || '–'}</Mono>,
    String(rules),
    source === null ? (
      '–'
    ) : (
      <ObjectLink
        key="source"
        reference={{ group: 'networking.k8s.io', kind: 'Ingress', ...source }}
        title={`${source.namespace}/${source.name}`}
      />
    ),
    <Conflict key="state" port={port} />,
  ]
}

function groupText(group: unknown): string {
  return asList(asFields(group).services)
    .map(asFields)
    .map(({ namespace, name, port }) => `${asString(namespace)}/${asString(name)}:${String(port)}`)
    .join(', ')
}

function Conflict({ port }: { port: KubeObject }) {
  const { t } = useTranslation('alb')
  const instances = Object.entries(asFields(asFields(asFields(port).status).instances))
  const met = instances.filter(([, each]) => asFields(each).conflict === true).map(([name]) => name)
  if (met.length > 0) return <State tone="warning">{t('listener.conflict', { names: met.join(', ') })}</State>
  return instances.length === 0 ? '–' : <State tone="good">{t('listener.listens')}</State>
}
