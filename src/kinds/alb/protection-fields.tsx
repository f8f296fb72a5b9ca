/** What every port and rule has until it says otherwise: who may come in, and what the firewall looks for. */
import { useTranslation } from 'react-i18next'
import { asFields, asString } from '../../k8s/shape.ts'
import { SelectInput, Toggle } from '../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { FoldedSection, Row } from '../../ui/fields/section.tsx'
import { StringList } from '../../ui/fields/string-list.tsx'
import { NumberInput, TextInput } from '../../ui/fields/text-input.tsx'
import { configAt, configOf } from './spec.ts'
import './words.ts'

const basic = (field: string) => configAt('auth', 'basic', field)
const forward = (field: string) => configAt('auth', 'forward', field)
const waf = (field: string) => configAt('modsecurity', field)

export function AuthSection() {
  const { t } = useTranslation('alb')
  const { manifest } = useForm()
  const auth = asFields(configOf(manifest.value).auth)
  const type = useLens(basic('secret_type'), 2)
  const always = useLens(forward('always_set_cookie'), 2)
  return (
    <FoldedSection
      title={t('section.auth')}
      count={Object.keys(asFields(auth.basic)).length + Object.keys(asFields(auth.forward)).length}
      paths={[configAt('auth')]}
    >
      <Row>
        <TextInput
          path={basic('secret')}
          label={t('auth.secret')}
          help={t('auth.secretHelp')}
          mono
          placeholder="cpaas-system/passwords"
        />
        <SelectInput
          path={basic('secret_type')}
          label={t('auth.secretType')}
          help={t('auth.secretTypeHelp')}
          value={asString(type.value)}
          onChange={(next) => type.set(next === '' ? undefined : next)}
          placeholder={t('notSet')}
          options={[
            { value: '', label: t('notSet') },
            ...(['auth-file', 'auth-map'] as const).map((value) => ({
              value,
              label: value,
              help: t(`auth.types.${value}`),
            })),
          ]}
        />
      </Row>
      <Row>
        <TextInput
          path={basic('realm')}
          label={t('auth.realm')}
          help={t('auth.realmHelp')}
          placeholder="Restricted Access"
        />
        <TextInput
          path={basic('auth_type')}
          label={t('auth.type')}
          help={t('auth.typeHelp')}
          mono
          placeholder="basic"
        />
      </Row>
      <Row>
        <TextInput
          path={forward('url')}
          label={t('auth.url')}
          help={t('auth.urlHelp')}
          mono
          placeholder="http://auth-service/validate"
        />
        <TextInput
          path={forward('method')}
          label={t('auth.method')}
          help={t('auth.methodHelp')}
          mono
          placeholder="GET"
        />
      </Row>
      <Row>
        <TextInput path={forward('signin')} label={t('auth.signin')} help={t('auth.signinHelp')} mono />
        <TextInput
          path={forward('signin_redirect_param')}
          label={t('auth.param')}
          help={t('auth.paramHelp')}
          mono
          placeholder="rd"
        />
      </Row>
      <Row>
        <TextInput
          path={forward('auth_request_redirect')}
          label={t('auth.redirect')}
          help={t('auth.redirectHelp')}
          mono
        />
        <TextInput
          path={forward('auth_headers_cm_ref')}
          label={t('auth.headers')}
          help={t('auth.headersHelp')}
          mono
        />
      </Row>
      <StringList
        path={forward('upstream_headers')}
        label={t('auth.upstream')}
        help={t('auth.upstreamHelp')}
        addLabel={t('auth.addUpstream')}
        placeholder="X-User-ID"
      />
      <Toggle
        path={forward('always_set_cookie')}
        label={t('auth.always')}
        help={t('auth.alwaysHelp')}
        checked={always.value === true}
        onChange={(on) => always.set(on ? true : undefined)}
      />
    </FoldedSection>
  )
}

export function FirewallSection() {
  const { t } = useTranslation('alb')
  const { manifest } = useForm()
  const firewall = asFields(configOf(manifest.value).modsecurity)
  return (
    <FoldedSection
      title={t('section.waf')}
      count={Object.keys(firewall).length}
      paths={[configAt('modsecurity')]}
    >
      <FirewallToggle field="enable" />
      <FirewallToggle field="useRecommend" />
      <FirewallToggle field="useCoreRules" />
      <Row>
        <TextInput
          path={waf('transactionId')}
          label={t('waf.transactionId')}
          help={t('waf.transactionIdHelp')}
          mono
          placeholder="$request_id"
        />
        <TextInput
          path={waf('cmRef')}
          label={t('waf.cmRef')}
          help={t('waf.cmRefHelp')}
          mono
          placeholder="cpaas-system/waf#rules"
        />
      </Row>
    </FoldedSection>
  )
}

function FirewallToggle({ field }: { field: 'enable' | 'useRecommend' | 'useCoreRules' }) {
  const { t } = useTranslation('alb')
  const { value, set } = useLens(waf(field))
  return (
    <Toggle
      path={waf(field)}
      label={t(`waf.${field}`)}
      help={t(`waf.${field}Help`)}
      checked={value === true}
      // The definition wants `enable` as soon as there is anything else.
      onChange={(on) => set(on ? true : field === 'enable' ? false : undefined)}
    />
  )
}

const waits = ['proxy_connect_timeout_ms', 'proxy_read_timeout_ms', 'proxy_send_timeout_ms'] as const

export function TimeoutSection() {
  const { t } = useTranslation('alb')
  const { manifest } = useForm()
  const set = asFields(configOf(manifest.value).timeout)
  return (
    <FoldedSection title={t('section.timeout')} count={Object.keys(set).length} paths={[configAt('timeout')]}>
      <Row>
        {waits.map((field) => (
          <NumberInput
            key={field}
            path={configAt('timeout', field)}
            label={t(`timeout.${field}`)}
            help={t(`timeout.${field}_help`)}
          />
        ))}
      </Row>
    </FoldedSection>
  )
}
