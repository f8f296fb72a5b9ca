/** The rules: a host each, how it is served, and which of its paths lead to which Service. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { asString } from '../../k8s/shape.ts'
import { SelectInput } from '../../ui/fields/choice.tsx'
import { useFindings, useForm, useLens } from '../../ui/fields/context.ts'
import { Findings } from '../../ui/fields/field.tsx'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { RowTable } from '../../ui/fields/row-table.tsx'
import { Section } from '../../ui/fields/section.tsx'
import { TextInput } from '../../ui/fields/text-input.tsx'
import { domains } from '../related.ts'
import type { World } from '../world.ts'
import { assignedHosts } from './assigned-hosts.ts'
import { BackendFields, twoColumns } from './backend-fields.tsx'
import { CertificateSelect, ProtocolSelect } from './https-fields.tsx'
import { PathExamples } from './path-examples.tsx'
import { type HostRule, type PathRule, pathTypes, servesHost, viewOf } from './spec.ts'
import { newPath, newRule } from './template.ts'
import { withHost } from './tls-change.ts'

export function RulesSection({ world }: { world: World }) {
  const { t } = useTranslation('ingress')
  const { rules } = viewOf(useForm().manifest.value)
  return (
    <Section title={t('section.rules')}>
      <RowTable
        path={['spec', 'rules']}
        label={t('section.rules')}
        hideLabel
        help={null}
        addLabel={t('addRule')}
        rowLabel={(index) => t('ruleNumber', { number: index + 1 })}
        newRow={newRule}
      >
        {({ path, index }) => {
          const rule = rules[index]
          return rule === undefined ? null : <RuleFields world={world} path={path} rule={rule} />
        }}
      </RowTable>
      <OtherTlsFindings rules={rules} />
    </Section>
  )
}

interface RuleProps {
  readonly world: World
  readonly path: Path
  readonly rule: HostRule
}

const ruleStyle = {
  display: 'grid',
  gap: 2,
  pl: 1.5,
  pb: 0.5,
  borderLeft: 2,
  borderColor: 'divider',
} as const

function RuleFields({ world, path, rule }: RuleProps) {
  const { t } = useTranslation('ingress')
  const paths = rule.paths ?? []
  return (
    <Box sx={ruleStyle}>
      <Box sx={twoColumns}>
        <HostField world={world} path={path} rule={rule} />
        <ProtocolSelect world={world} path={path} rule={rule} />
      </Box>
      <CertificateSelect world={world} rule={rule} />
      <RowTable
        path={[...path, 'http', 'paths']}
        label={t('paths')}
        hideLabel
        help={null}
        addLabel={t('addPath')}
        rowLabel={(index) => t('pathNumber', { number: index + 1 })}
        newRow={() => newPath(paths.some((each) => each.path === '/') ? '' : '/')}
      >
        {({ path: at, index }) => {
          const each = paths[index]
          return each === undefined ? null : <PathFields world={world} path={at} rule={each} />
        }}
      </RowTable>
    </Box>
  )
}

/** Any host can be typed; where the platform knows domains, those of the project are offered. */
function HostField({ world, path, rule: { host } }: RuleProps) {
  const { t } = useTranslation('ingress')
  const { edit } = useForm()
  const namespace = asString(useLens(['metadata', 'namespace']).value)
  const field = {
    path: [...path, 'host'],
    label: t('host'),
    help: t('hostHelp'),
    placeholder: 'shop.example.com',
  }
  const change = (text = '') => edit((current) => withHost(current, path, text))
  if (['absent', 'refused'].includes(world.availability(domains)))
    return <TextInput {...field} mono onText={change} />
  return (
    <ObjectSelect
      {...field}
      value={host}
      onChange={change}
      suggested
      availability="live"
      options={assignedHosts(namespace, host, world).map(({ host: name, below }) => ({
        name,
        note: below === undefined ? t('hostAssigned') : t('hostBelow', { domain: below }),
      }))}
    />
  )
}

const pathStyle = { display: 'grid', gap: 1.5, pt: 1.5, borderTop: 1, borderColor: 'divider' } as const

function PathFields({ world, path, rule }: { world: World; path: Path; rule: PathRule }) {
  const { t } = useTranslation('ingress')
  const { set } = useLens([...path, 'pathType'])
  return (
    <Box sx={pathStyle}>
      <Box sx={twoColumns}>
        <TextInput
          path={[...path, 'path']}
          label={t('path')}
          help={null}
          required
          mono
          keepEmpty
          placeholder="/"
        />
        <SelectInput
          path={[...path, 'pathType']}
          label={t('pathType')}
          help={null}
          required
          value={rule.pathType}
          onChange={set}
          options={pathTypes.map((value) => ({
            value,
            label: t(`match.${value}`),
            help: t(`matchHelp.${value}`),
          }))}
        />
      </Box>
      <PathExamples rule={rule} />
      <BackendFields world={world} path={[...path, 'backend']} backend={rule.backend} />
    </Box>
  )
}

/** What is said of certificates and has no field above: of hosts, and of certificates for no rule. */
function OtherTlsFindings({ rules }: { rules: readonly HostRule[] }) {
  const { tls } = viewOf(useForm().manifest.value)
  const shown = rules.flatMap(({ host }) => {
    const entry = tls.find((each) => servesHost(each, host))
    return entry === undefined ? [] : [[...entry.at, 'secretName'].join()]
  })
  const findings = useFindings(['spec', 'tls'], true)
  return <Findings findings={findings.filter(({ path }) => !shown.includes(path.join()))} />
}
