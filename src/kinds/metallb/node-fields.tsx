/** Which nodes: by name, by labels, or by both; and which those are now. */
import { Alert, Box, Button, Typography } from '@mui/material'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Node } from '../../k8s/core.ts'
import { asList } from '../../k8s/shape.ts'
import { readAt, removeAt, setAt } from '../../manifest/manifest.ts'
import { useForm } from '../../ui/fields/context.ts'
import { Field } from '../../ui/fields/field.tsx'
import { MapInput } from '../../ui/fields/map-input.tsx'
import { NamesSelect } from '../../ui/fields/names-select.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { nodes } from '../related.ts'
import type { World } from '../world.ts'
import { selectorsPath } from './advertisement.ts'
import { hostnameLabel, nodeChoiceOf, withNodeNames } from './node-choice.ts'
import { selectedBy } from './pool.ts'
import './words.ts'

export function NodeFields({ world, label, help }: { world: World; label: string; help: string }) {
  const { t } = useTranslation('metallb')
  const { manifest, edit, jump } = useForm()
  const selectors = readAt(manifest, selectorsPath)
  const { names, at, others } = nodeChoiceOf(selectors)
  const all = world.list<Node>(nodes)
  const choose = (next: readonly string[]) =>
    edit((current) => {
      const value = withNodeNames(readAt(current, selectorsPath), next)
      return value === undefined
        ? removeAt(current, selectorsPath, { pruneEmptyParents: true })
        : setAt(current, selectorsPath, value)
    })
  return (
    <Field of={{ path: selectorsPath, label, help }} named="group" holds="list">
      {() => (
        <Box sx={{ display: 'grid', gap: 1.5, borderLeft: 2, borderColor: 'divider', pl: 1.5 }}>
          <NamesSelect
            path={[...selectorsPath, 0, 'matchExpressions', at, 'values']}
            label={t('nodeNames')}
            help={null}
            freeText
            placeholder={t('anyNode')}
            value={names}
            onChange={choose}
            options={all.flatMap(({ metadata: { name, labels } }) => {
              const host = labels?.[hostnameLabel]
              return host === undefined ? [] : [{ name: host, ...(host !== name && { note: name }) }]
            })}
          />
          <MapInput
            path={[...selectorsPath, 0, 'matchLabels']}
            label={t('nodeLabels')}
            help={null}
            addLabel={t('addNodeLabel')}
          />
          {others > 0 && (
            <Alert
              severity="info"
              role="note"
              action={<Button onClick={() => jump(selectorsPath)}>{t('showInYaml')}</Button>}
            >
              {t('nodesMore', { count: others })}
            </Alert>
          )}
          <ResolvedNodes selectors={asList(selectors)} world={world} />
        </Box>
      )}
    </Field>
  )
}

function ResolvedNodes({ selectors, world }: { selectors: readonly unknown[]; world: World }) {
  const { t } = useTranslation('metallb')
  const [open, setOpen] = useState(false)
  const id = useId()
  const all = world.list<Node>(nodes)
  const chosen = selectedBy(selectors, all)
  if (!['live', 'stale'].includes(world.availability(nodes)))
    return (
      <Typography variant="body2" color="textSecondary">
        {t('nodesUnread')}
      </Typography>
    )
  return (
    <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1, px: 1.5, py: 1 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Typography variant="body2" role="status">
          {chosen.length === all.length
            ? t('nodesAll', { count: all.length })
            : t('nodesSome', { count: all.length, matched: chosen.length })}
        </Typography>
        <Button size="small" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t(open ? 'hideNodes' : 'showNodes')}
        </Button>
      </Box>
      <Box id={id} hidden={!open} sx={{ pt: open ? 1.5 : 0 }}>
        {open && <NodeTable chosen={chosen} />}
      </Box>
    </Box>
  )
}

export function NodeTable({ chosen }: { chosen: readonly Node[] }) {
  const { t } = useTranslation('metallb')
  return (
    <PlainTable
      label={t('nodes')}
      headers={[t('node'), t('internalIp'), t('status')]}
      empty={t('nodesNone')}
      rows={chosen.map(({ metadata: { name }, status }) => {
        const isReady = (status?.conditions ?? []).some(
          (each) => each.type === 'Ready' && each.status === 'True',
        )
        const addresses = (status?.addresses ?? []).filter(({ type }) => type === 'InternalIP')
        return {
          key: name,
          cells: [
            <ObjectLink key="name" reference={{ group: '', kind: 'Node', name }} />,
            <Mono key="address">{addresses.map(({ address }) => address).join(', ') || '–'}</Mono>,
            <State key="ready" tone={isReady ? 'good' : 'danger'}>
              {t(isReady ? 'ready' : 'notReady')}
            </State>,
          ],
        }
      })}
    />
  )
}
