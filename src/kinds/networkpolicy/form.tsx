/** The NetworkPolicy form: what it is called, whose pods it is for, what may come in and what may go out. */
import { Typography } from '@mui/material'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { asFields } from '../../k8s/shape.ts'
import { readAt, setAt } from '../../manifest/manifest.ts'
import { Tick } from '../../ui/fields/choice.tsx'
import { useForm } from '../../ui/fields/context.ts'
import { misfitAt } from '../../ui/fields/fit.ts'
import { MisfitNotice } from '../../ui/fields/misfit-notice.tsx'
import { Section } from '../../ui/fields/section.tsx'
import { IdentityFields, MetadataSection } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { type Direction, directions, networkDialect } from '../policy/dialects.ts'
import { RulesField } from '../policy/rules-field.tsx'
import { PodSelector } from '../policy/selectors.tsx'
import { policyOf } from '../policy/view.ts'
import { blocked, restrictionOf, unblocked, withRule } from './restriction.ts'
import '../policy/words.ts'

export default function NetworkPolicyForm({ world }: FormProps) {
  const { t } = useTranslation('policy')
  const { manifest } = useForm()
  const { namespace } = policyOf(manifest.value, networkDialect)
  return (
    <>
      <Section title={t('section.basics')}>
        <IdentityFields world={world} nameHelp={t('nameHelp')} />
      </Section>
      <Section title={t('section.target')}>
        <PodSelector
          world={world}
          path={['spec', 'podSelector']}
          set={{ namespaces: null, pods: null }}
          own={namespace}
          help={t('podsHere')}
        />
      </Section>
      {directions.map((direction) => (
        <Section key={direction} title={t(`section.${direction}`)}>
          <DirectionFields world={world} direction={direction} />
        </Section>
      ))}
      <MetadataSection world={world} />
    </>
  )
}

const typesPath = ['spec', 'policyTypes']

function DirectionFields({ world, direction }: FormProps & { direction: Direction }) {
  const { t } = useTranslation('policy')
  const { manifest, edit } = useForm()
  // The rules come back when one thinks better of blocking everything.
  const stash = useRef<readonly unknown[]>([])
  const restriction = restrictionOf(asFields(manifest.value).spec, direction)
  const odd = misfitAt(manifest, typesPath, 'list')
  const change = (isBlocked: boolean) =>
    edit((current) => {
      const spec = readAt(current, ['spec'])
      if (!isBlocked) return setAt(current, ['spec'], unblocked(spec, direction, stash.current))
      const next = blocked(spec, direction)
      stash.current = next.stash
      return setAt(current, ['spec'], next.spec)
    })
  return (
    <>
      {odd !== null ? (
        <MisfitNotice at={odd} />
      ) : (
        <Tick
          path={typesPath}
          label={t(`block.${direction}`)}
          help={t(`blockHelp.${direction}`)}
          checked={restriction === 'blocked'}
          onChange={change}
        />
      )}
      {restriction === 'open' && <Typography variant="body2">{t(`open.${direction}`)}</Typography>}
      <RulesField
        world={world}
        dialect={networkDialect}
        direction={direction}
        insert={(current, rule) => {
          stash.current = []
          return setAt(current, ['spec'], withRule(readAt(current, ['spec']), direction, rule))
        }}
      />
    </>
  )
}
