/** OpenTelemetry: what of each request is reported, and to whom. */
import { useTranslation } from 'react-i18next'
import { asFields, asString } from '../../k8s/shape.ts'
import { type Manifest, setAt } from '../../manifest/manifest.ts'
import { SelectInput, Toggle } from '../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { MapInput } from '../../ui/fields/map-input.tsx'
import { FoldedSection, Row } from '../../ui/fields/section.tsx'
import { NumberInput, TextInput } from '../../ui/fields/text-input.tsx'
import { configAt, configOf } from './spec.ts'
import './words.ts'

const at = (...path: string[]) => configAt('otel', ...path)

export const flags = [
  ...['hide_upstream_attrs', 'report_http_request_header', 'report_http_response_header'],
  'notrust_incoming_span',
] as const

export function TelemetrySection() {
  const { t } = useTranslation('alb')
  const { manifest } = useForm()
  const config = configOf(manifest.value)
  const otel = asFields(config.otel)
  const isOn = useLens(at('enable'))
  const sampler = useLens(at('sampler'))
  const samplerName = useLens(at('sampler', 'name'))
  const name = asString(samplerName.value)
  return (
    <FoldedSection title={t('section.otel')} count={Object.keys(otel).length} paths={[at()]}>
      <Toggle
        path={at('enable')}
        label={t('otel.enable')}
        help={t('otel.enableHelp')}
        checked={isOn.value === true}
        onChange={(on) => isOn.set(on)}
      />
      <Row>
        <TextInput
          path={at('exporter', 'collector', 'address')}
          label={t('otel.address')}
          help={t('otel.addressHelp')}
          mono
          placeholder="http://jaeger.default.svc.cluster.local:4318"
        />
        <NumberInput
          path={at('exporter', 'collector', 'request_timeout')}
          label={t('otel.timeout')}
          help={t('otel.timeoutHelp')}
          placeholder="1000"
        />
      </Row>
      <Row>
        <NumberInput
          path={at('exporter', 'batch_span_processor', 'max_queue_size')}
          label={t('otel.queue')}
          help={t('otel.batchHelp')}
        />
        <NumberInput
          path={at('exporter', 'batch_span_processor', 'inactive_timeout')}
          label={t('otel.inactive')}
          help={t('otel.batchHelp')}
        />
      </Row>
      <SelectInput
        path={at('sampler', 'name')}
        label={t('otel.sampler')}
        help={t('otel.samplerHelp')}
        value={name}
        // Options of a sampler without a name are refused.
        onChange={(next) => (next === '' ? sampler.set(undefined) : samplerName.set(next))}
        placeholder={t('otel.samplerNone')}
        options={[
          { value: '', label: t('otel.samplerNone') },
          ...(['always_on', 'always_off', 'trace_id_ratio', 'parent_base'] as const).map((value) => ({
            value,
            label: t(`otel.samplers.${value}`),
          })),
        ]}
      />
      {['trace_id_ratio', 'parent_base'].includes(name) && (
        <SamplerOptions isParent={name === 'parent_base'} />
      )}
      {flags.map((flag) => (
        <FlagField key={flag} flag={flag} />
      ))}
      <MapInput
        path={at('resource')}
        label={t('otel.resource')}
        help={t('otel.resourceHelp')}
        addLabel={t('otel.addResource')}
      />
    </FoldedSection>
  )
}

function SamplerOptions({ isParent }: { isParent: boolean }) {
  const { t } = useTranslation('alb')
  const fraction = useLens(at('sampler', 'options', 'fraction'))
  return (
    <Row>
      <TextInput
        path={at('sampler', 'options', 'fraction')}
        label={t('otel.fraction')}
        help={t('otel.fractionHelp')}
        mono
        placeholder="0.1"
        // The definition has a text here, not a number.
        onText={(text) => fraction.set(text === '' ? undefined : text)}
      />
      {isParent && (
        <TextInput
          path={at('sampler', 'options', 'parent_name')}
          label={t('otel.parent')}
          help={t('otel.parentHelp')}
          mono
        />
      )}
    </Row>
  )
}

function FlagField({ flag }: { flag: (typeof flags)[number] }) {
  const { t } = useTranslation('alb')
  const { edit } = useForm()
  const path = at('flags', flag)
  const { value } = useLens(path)
  return (
    <Toggle
      path={path}
      label={t(`otel.flags.${flag}`)}
      help={t(`otel.flagsHelp.${flag}`)}
      checked={value === true}
      onChange={(on) => edit((current) => withFlag(current, flag, on))}
    />
  )
}

/** The definition wants all of them as soon as there is one. */
export function withFlag(manifest: Manifest, flag: string, isOn: boolean): Manifest {
  const known = asFields(asFields(configOf(manifest.value).otel).flags)
  const rest = flags.filter((each) => each !== flag && typeof known[each] !== 'boolean')
  const set = setAt(manifest, at('flags', flag), isOn)
  return rest.reduce((current, each) => setAt(current, at('flags', each), false), set)
}
