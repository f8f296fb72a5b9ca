/** The form of a bridge network: which network card of which node is bridged. */
import { Alert, Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { asList, asString } from '../../k8s/shape.ts'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { NamesSelect } from '../../ui/fields/names-select.tsx'
import { RowTable } from '../../ui/fields/row-table.tsx'
import { Section } from '../../ui/fields/section.tsx'
import { TextInput } from '../../ui/fields/text-input.tsx'
import { DisplayNameField, MetadataSection, NameField } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { withItems } from '../list-change.ts'
import { nodes } from '../related.ts'
import type { World } from '../world.ts'
import { customPath, defaultInterfacePath, excludePath, viewOf } from './spec.ts'

export default function ProviderNetworkForm({ world }: FormProps) {
  const { t } = useTranslation('providernetwork')
  const { mode, manifest } = useForm()
  const { excluded } = viewOf(manifest.value)
  return (
    <>
      <Section title={t('one')}>
        <NameField label={t('name')} help={t('nameHelp')} />
        <DisplayNameField world={world} />
      </Section>
      <Section title={t('section.cards')}>
        <TextInput
          path={defaultInterfacePath}
          label={t('card')}
          help={t(mode === 'edit' ? 'cardFixed' : 'cardHelp')}
          required
          mono
          keepEmpty
          disabled={mode === 'edit'}
          placeholder="eth1"
        />
        <RowTable
          path={customPath}
          label={t('custom')}
          help={t('customHelp')}
          addLabel={t('addCustom')}
          rowLabel={(index) => t('customNumber', { number: index + 1 })}
          newRow={() => ({ interface: '', nodes: [] })}
        >
          {({ path }) => <CustomFields world={world} path={path} />}
        </RowTable>
      </Section>
      <Section title={t('section.nodes')}>
        <NodesField world={world} path={excludePath} label={t('excluded')} help={t('excludedHelp')} />
        {excluded.length > 0 && (
          <Alert severity="warning" role="note">
            {t('excludedWarning')}
          </Alert>
        )}
      </Section>
      <MetadataSection world={world} />
    </>
  )
}

function CustomFields({ world, path }: { world: World; path: Path }) {
  const { t } = useTranslation('providernetwork')
  return (
    <Box sx={{ display: 'grid', gap: 2, borderLeft: 2, borderColor: 'divider', pl: 1.5 }}>
      <TextInput
        path={[...path, 'interface']}
        label={t('customCard')}
        help={null}
        required
        mono
        keepEmpty
        placeholder="eth2"
      />
      <NodesField world={world} path={[...path, 'nodes']} label={t('customNodes')} required />
    </Box>
  )
}

function NodesField(props: { world: World; path: Path; label: string; help?: string; required?: boolean }) {
  const { t } = useTranslation('providernetwork')
  const { world, path } = props
  const { edit } = useForm()
  const { value } = useLens(path)
  return (
    <NamesSelect
      path={path}
      label={props.label}
      help={props.help ?? null}
      required={props.required}
      value={asList(value).map(asString).filter(Boolean)}
      onChange={(names) => edit((current) => withItems(current, path, names))}
      freeText
      placeholder={t('chooseNodes')}
      options={world.list(nodes).map(({ metadata: { name } }) => ({ name }))}
    />
  )
}
