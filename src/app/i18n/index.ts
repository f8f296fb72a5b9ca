import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

/** Each language is one lazily loaded module. */
const languages: Readonly<Record<string, () => Promise<{ default: Record<string, object> }>>> = {
  en: () => import('./en.ts'),
}

export async function startI18n(): Promise<void> {
  const wanted =
    navigator.languages.map((tag) => tag.split('-')[0] ?? '').find((tag) => tag in languages) ?? 'en'
  const words = await (languages[wanted] ?? (() => import('./en.ts')))()
  document.documentElement.lang = wanted
  await i18next.use(initReactI18next).init({
    lng: wanted,
    fallbackLng: 'en',
    resources: { [wanted]: words.default } as Record<string, Record<string, Record<string, string>>>,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
}
