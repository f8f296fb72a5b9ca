/** The words of this folder. They come with its code, so that the first page need not carry them. */
import i18next from 'i18next'
import words from './later-locale/en.json'

const learn = () => i18next.addResourceBundle('en', 'port', words)

if (i18next.isInitialized) learn()
else i18next.on('initialized', learn)
