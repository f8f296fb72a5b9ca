/** A form as a page first shows it, on a real manifest. */
import i18next from 'i18next'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { parseManifest } from '../../../manifest/manifest.ts'
import words from '../../locale/en.json'
import { FormContext } from '../context.ts'

const i18n = i18next.createInstance()
await i18n.use(initReactI18next).init({
  lng: 'en',
  resources: { en: { ui: words } },
  interpolation: { escapeValue: false },
})

/** What a person reads of it; names of controls in brackets. */
export function shownOf(yaml: string, form: ReactNode): string {
  const nothing = () => {}
  const markup = renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <FormContext
        value={{
          manifest: parseManifest(yaml),
          mode: 'create',
          frozen: false,
          findings: [],
          edit: nothing,
          focus: nothing,
          jump: nothing,
          describe: () => '',
        }}
      >
        {form}
      </FormContext>
    </I18nextProvider>,
  )
  return markup
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*?aria-label="([^"]*)"[^>]*>/g, ' [$1] ')
    .replace(/<input[^>]*value="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
}
