/** What a kind is called: by the words of its folder, or by what the cluster says of its type. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Kind } from '../kinds/kind.ts'

export interface KindWords {
  readonly one: string
  readonly many: string
  /** What it is for, in a sentence. */
  readonly what: string
}

export function kindWords(t: TFunction, { id, kind, words }: Kind): KindWords {
  return words === undefined
    ? { one: t(`${id}:one`), many: t(`${id}:many`), what: t(`${id}:what`) }
    : { ...words, what: t('app:resources.what', { kind }) }
}

export function useKindWords(kind: Kind): KindWords {
  const { t } = useTranslation()
  return kindWords(t, kind)
}
