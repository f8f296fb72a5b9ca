/** The cells of the list of Communities. */
import { Mono } from '../../ui/mono.tsx'
import type { ObjectProps } from '../kind.ts'
import { advertisementsNaming, aliasesOf } from '../metallb/community.ts'

export const aliasesText = (object: unknown) =>
  aliasesOf(object)
    .map(({ name, value }) => `${name} = ${value}`)
    .join(', ')

export function AliasesCell({ object }: ObjectProps) {
  const text = aliasesText(object)
  return (
    <span title={text}>
      <Mono>{text || '–'}</Mono>
    </span>
  )
}

export const advertisementsText = ({ object, world }: ObjectProps) =>
  advertisementsNaming(object, world)
    .map(({ metadata }) => metadata.name)
    .join(', ')

export function AdvertisementsCell(props: ObjectProps) {
  const text = advertisementsText(props)
  return text === '' ? '–' : <Mono>{text}</Mono>
}
