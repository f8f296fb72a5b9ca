import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import english from './en.ts'

/** English is what stands in for what another language lacks, so it comes with the code. */
export function startI18n(): void {
  document.documentElement.lang = 'en'
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    initAsync: false,
    resources: { en: english } as Record<string, Record<string, Record<string, string>>>,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
}
