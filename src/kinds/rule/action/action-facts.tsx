/** What a rule changes on the way, as facts: only what is set is told. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { asFields, asString, type Fields } from '../../../k8s/shape.ts'
import { Fact, Facts, Panel } from '../../../ui/facts.tsx'
import { Mono } from '../../../ui/mono.tsx'
import type { ObjectProps } from '../../kind.ts'
import { viewOf } from '../spec.ts'
import { headerRowsIn, requestKey, responseKey } from './headers.ts'
import './words.ts'

interface Said {
  readonly term: string
  readonly value: ReactNode
}

export function ActionFacts({ object }: ObjectProps) {
  const { t } = useTranslation('action')
  const { spec, annotations } = viewOf(object)
  const config = asFields(spec.config)
  const said: readonly (Said | false)[] = [
    asString(spec.rewrite_target) !== '' && {
      term: t('rewrite'),
      value: (
        <Mono>
          {asString(spec.rewrite_base) || '/'} → {asString(spec.rewrite_target)}
        </Mono>
      ),
    },
    ...redirectFacts(spec, config, t('section.redirect')),
    asString(spec.vhost) !== '' && { term: t('vhost'), value: <Mono>{asString(spec.vhost)}</Mono> },
    spec.enableCORS === true && {
      term: t('cors'),
      value: <Mono>{asString(spec.corsAllowOrigin) || '*'}</Mono>,
    },
    headerFact(annotations[requestKey], t('headers.request')),
    headerFact(annotations[responseKey], t('headers.response')),
    ...(['timeout', 'modsecurity', 'otel', 'auth'] as const).map((block) => {
      const value = asFields(config[block])
      return (
        Object.keys(value).length > 0 && { term: t(`block.${block}`), value: <Mono>{plain(value)}</Mono> }
      )
    }),
  ]
  const shown = said.filter((each) => each !== false)
  return (
    <Panel title={t('section.actions')}>
      {shown.length === 0 ? (
        t('actionsNone')
      ) : (
        <Facts>
          {shown.map(({ term, value }) => (
            <Fact key={term} term={term}>
              {value}
            </Fact>
          ))}
        </Facts>
      )}
    </Panel>
  )
}

function redirectFacts(spec: Fields, config: Fields, term: string): readonly Said[] {
  const { redirectURL: url, redirectCode: code } = spec
  const old = { ...(asString(url) !== '' && { url }), ...(code !== 0 && code !== undefined && { code }) }
  const all = { ...asFields(config.redirect), ...old }
  return Object.keys(all).length === 0 ? [] : [{ term, value: <Mono>{plain(all)}</Mono> }]
}

function headerFact(text: string | undefined, term: string): Said | false {
  if (text === undefined || text === '') return false
  const rows = headerRowsIn(text)
  const shown = rows?.map(({ way, name, value }) => `${marks[way]}${name}${value === '' ? '' : `: ${value}`}`)
  return { term, value: <Mono>{shown?.join(', ') ?? text}</Mono> }
}

const marks = { headers: '', headers_var: '$', headers_add: '+', headers_add_var: '+$', headers_remove: '-' }

/** `code=308 scheme=https` */
function plain(fields: Fields, above = ''): string {
  return Object.entries(fields)
    .map(([key, value]) => {
      const name = above === '' ? key : `${above}.${key}`
      if (typeof value !== 'object' || value === null) return `${name}=${String(value)}`
      return Array.isArray(value) ? `${name}=${value.join(',')}` : plain(asFields(value), name)
    })
    .join(' ')
}
