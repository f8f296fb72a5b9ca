/** The Ingress form, in the order one explains an Ingress: what it is, who serves it, what leads where. */
import { useTranslation } from 'react-i18next'
import { asString, asStringMap } from '../../k8s/shape.ts'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { Section } from '../../ui/fields/section.tsx'
import { IdentityFields, MetadataSection } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { ingressClasses } from '../related.ts'
import { TrafficSection } from './annotations/traffic.tsx'
import { BackendFields } from './backend-fields.tsx'
import { controllerOf, defaultClass, isForNamespace } from './classes.ts'
import { RulesSection } from './rules.tsx'
import { classAnnotation, viewOf } from './spec.ts'

export default function IngressForm({ world }: FormProps) {
  const { t } = useTranslation('ingress')
  const { manifest } = useForm()
  return (
    <>
      <Section title={t('section.basics')}>
        <IdentityFields world={world} nameHelp={t('nameHelp')} />
        <ClassField world={world} />
      </Section>
      <RulesSection world={world} />
      <Section title={t('section.default')}>
        <BackendFields
          world={world}
          path={['spec', 'defaultBackend']}
          backend={viewOf(manifest.value).defaultBackend}
          help={t('defaultBackendHelp')}
          optional
        />
      </Section>
      <TrafficSection world={world} />
      <MetadataSection world={world} />
    </>
  )
}

function ClassField({ world }: FormProps) {
  const { t } = useTranslation('ingress')
  const { value, set } = useLens(['spec', 'ingressClassName'])
  const namespace = asString(useLens(['metadata', 'namespace']).value)
  const annotated = asStringMap(useLens(['metadata', 'annotations']).value)[classAnnotation]
  const chosen = asString(value)
  const byDefault = defaultClass(world)
  const placeholder =
    annotated !== undefined
      ? t('classAnnotated', { name: annotated })
      : byDefault === undefined
        ? t('classNone')
        : t('classDefault', { name: byDefault })
  const options = world.list(ingressClasses).flatMap((each) => {
    const { name } = each.metadata
    const fits = namespace === '' || isForNamespace(each, namespace, world)
    if (!fits && name !== chosen) return []
    return [{ name, note: fits ? controllerOf(each) : t('classElsewhere') }]
  })
  return (
    <ObjectSelect
      path={['spec', 'ingressClassName']}
      label={t('ingressClass')}
      help={t('ingressClassHelp')}
      value={chosen}
      onChange={set}
      placeholder={placeholder}
      availability={world.availability(ingressClasses)}
      options={options.toSorted((a, b) => a.name.localeCompare(b.name))}
    />
  )
}
