/** The overview of one load balancer: how it is, how it is reached, who may use it, and where it listens. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Pod } from '../../k8s/core.ts'
import { isPodReady } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { CopyableLines, Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { everyProject } from '../assignment.ts'
import type { ObjectProps } from '../kind.ts'
import { labelled, named } from '../lookups.ts'
import { nodes, pods, workloads } from '../related.ts'
import { AddPort, ListeningPorts } from './alb/listening-ports.tsx'
import { amountText, ModeCell, ProjectsCell, SharingCell, SizeCell, StateCell } from './cells.tsx'
import { nicsIn, nodeLabelsOf, tolerationsIn } from './changes.ts'
import { nodesFor } from './nodes.ts'
import { containers } from './sizes.ts'
import { addressesOf, tolerationKey, viewOf } from './spec.ts'
import '../alb/words.ts'

export default function LoadBalancerOverview(props: ObjectProps) {
  const { t } = useTranslation('alb')
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <FactsPanel {...props} />
      <Panel title={t('listening')}>
        <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
          <ListeningPorts {...props} />
          <AddPort {...props} />
        </Box>
      </Panel>
      <AssignmentPanel {...props} />
      <PodsPanel {...props} />
      <SettingsPanel {...props} />
    </Box>
  )
}

function FactsPanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('alb')
  const { hasService, config } = viewOf(object)
  const { version, deploy } = asFields(asFields(asFields(object).status).detail)
  const { state, reason } = asFields(deploy)
  return (
    <Panel title={t('facts')}>
      <Facts>
        <Fact term={t('alb2:column.state')}>
          <StateCell object={object} world={world} />
        </Fact>
        <Fact term={t('deploymentState')}>
          {[state, reason].map(asString).filter(Boolean).join(': ') || '–'}
        </Fact>
        <Fact term={t('address')}>
          <CopyableLines items={addressesOf(object)} />
        </Fact>
        <Fact term={t('networkMode')}>
          <ModeCell object={object} world={world} />
        </Fact>
        <Fact term={t('service')}>{t(hasService ? 'on' : 'off')}</Fact>
        <Fact term={t('specification')}>
          <SizeCell object={object} world={world} />
        </Fact>
        {containers.map((container) => (
          <Fact key={container} term={t('limitsOf', { container: t(`containerName.${container}`) })}>
            <Mono>{amountText(object, container) || '–'}</Mono>
          </Fact>
        ))}
        <Fact term={t('antiAffinity')}>
          <Mono>{asString(config.antiAffinityKey) || 'local'}</Mono>
        </Fact>
        <Fact term={t('version')}>
          <Mono>{asString(asFields(version).version) || '–'}</Mono>
        </Fact>
      </Facts>
    </Panel>
  )
}

function AssignmentPanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('alb')
  const { isPortMode, ports } = viewOf(object)
  const shown = ports.filter(
    ({ projects }) =>
      world.project === null || projects.includes(world.project) || projects.includes(everyProject),
  )
  return (
    <Panel title={t('section.projects')}>
      <Facts>
        <Fact term={t('assignedBy')}>
          <SharingCell object={object} world={world} />
        </Fact>
        {!isPortMode && (
          <Fact term={t('projects')}>
            <ProjectsCell object={object} world={world} />
          </Fact>
        )}
      </Facts>
      {isPortMode && (
        <Box sx={{ pt: 2 }}>
          <PlainTable
            label={t('ports')}
            headers={[t('portRange'), t('projects')]}
            empty={t('portsNobody')}
            rows={shown.map(({ port, projects }, index) => ({
              key: `${index} ${port}`,
              cells: [
                <Mono key="port">{port}</Mono>,
                projects.map((each) => (each === everyProject ? t('alb2:allProjects') : each)).join(', '),
              ],
            }))}
          />
        </Box>
      )}
    </Panel>
  )
}

function PodsPanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('alb')
  const { name, namespace, nodeSelector, replicas } = viewOf(object)
  const own = labelled<Pod>(world, pods, namespace, { service_name: `alb2-${name}` })
  const [deployments] = workloads
  const deployment =
    deployments === undefined ? undefined : named<KubeObject>(world, deployments, namespace, name)
  const conditions = asList(asFields(asFields(deployment).status).conditions).map(asFields)
  const isRefused = world.availability(pods) === 'refused'
  return (
    <Panel title={t('pods')}>
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Facts>
          <Fact term={t('replicas')}>
            {isRefused
              ? String(replicas)
              : t('replicasReady', { ready: own.filter(isPodReady).length, wanted: String(replicas) })}
          </Fact>
          <Fact term={t('nodeLabels')}>
            <Mono>{nodeLabelsOf(nodeSelector).join(', ') || '–'}</Mono>{' '}
            {['live', 'stale'].includes(world.availability(nodes)) &&
              t('nodesMeet', { count: nodesFor(nodeSelector, world).length })}
          </Fact>
        </Facts>
        <PlainTable
          label={t('pods')}
          headers={[t('pod'), t('node'), t('alb2:column.state')]}
          empty={t(isRefused ? 'podsRefused' : 'podsNone')}
          rows={own.map((pod) => ({
            key: pod.metadata.name,
            cells: [
              <ObjectLink key="pod" reference={{ group: '', kind: 'Pod', ...pod.metadata }} />,
              <ObjectLink
                key="node"
                reference={{ group: '', kind: 'Node', name: asString(asFields(pod.spec).nodeName) || '–' }}
              />,
              <State key="state" tone={isPodReady(pod) ? 'good' : 'waiting'}>
                {t(isPodReady(pod) ? 'ready' : 'notReady')}
              </State>,
            ],
          }))}
        />
        {conditions.length > 0 && (
          <PlainTable
            label={t('conditions')}
            headers={[t('condition'), t('status'), t('message')]}
            empty="–"
            rows={conditions.map(({ type, status, message }) => ({
              key: asString(type),
              cells: [asString(type), asString(status), asString(message)],
            }))}
          />
        )}
      </Box>
    </Panel>
  )
}

/** What only some have set. */
function SettingsPanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('alb')
  const { config, strategy, certificate } = viewOf(object)
  const annotations = asFields(asFields(asFields(object).metadata).annotations)
  const tolerations = tolerationsIn(annotations[tolerationKey(world.labelDomain)]) ?? []
  const [secretNamespace = '', secretName = ''] = certificate.split('/')
  const isOn = (block: unknown) => t(asFields(block).enable === true ? 'on' : 'off')
  const auth = Object.keys(asFields(config.auth))
  return (
    <Panel title={t('settings')}>
      <Facts>
        <Fact term={t('strategy')}>{strategy}</Fact>
        <Fact term={t('certificate')}>
          {certificate === '' ? (
            '–'
          ) : (
            <ObjectLink
              reference={{ group: '', kind: 'Secret', namespace: secretNamespace, name: secretName }}
              title={certificate}
            />
          )}
        </Fact>
        <Fact term={t('section.ingresses')}>{t(config.enableIngress === 'false' ? 'off' : 'on')}</Fact>
        <Fact term={t('nics')}>
          <Mono>{nicsIn(config.bindNIC)?.join(', ') || '–'}</Mono>
        </Fact>
        <Fact term={t('tolerations')}>
          <Mono>
            {tolerations.map(({ key, value }) => `${key}${value && `=${value}`}`).join(', ') || '–'}
          </Mono>
        </Fact>
        <Fact term={t('section.otel')}>{isOn(config.otel)}</Fact>
        <Fact term={t('section.auth')}>{auth.length === 0 ? t('off') : <Mono>{auth.join(', ')}</Mono>}</Fact>
        <Fact term={t('section.waf')}>{isOn(config.modsecurity)}</Fact>
      </Facts>
      {world.project !== null && (
        <Typography variant="caption" component="p" color="textSecondary" sx={{ pt: 2 }}>
          {t('inherited')}
        </Typography>
      )}
    </Panel>
  )
}
