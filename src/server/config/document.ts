/** The table of all settings in `docs/configuration.md`. */
import { inFile, type NamedSetting, namedSettings, type Settings } from './setting.ts'

export const tableStart = '<!-- settings: made by scripts/configuration.js -->'
export const tableEnd = '<!-- end of settings -->'

/** The page with its table made anew; what stands around it stays. */
export function withTable(page: string, table: string): string {
  const start = page.indexOf(tableStart)
  const end = page.indexOf(tableEnd)
  if (start < 0 || end < start) throw new Error('The page has no place for the table.')
  return `${page.slice(0, start)}${tableStart}\n\n${table}\n${page.slice(end)}`
}

export function settingsTable(
  sections: readonly { readonly title: string; readonly settings: Settings }[],
): string {
  return sections
    .map(({ title, settings }) =>
      [
        `### ${title}\n`,
        '| setting | default | what it is |',
        '| --- | --- | --- |',
        ...namedSettings(settings).map(row),
        '',
      ].join('\n'),
    )
    .join('\n')
}

function row({ key, flag, variable, setting }: NamedSetting): string {
  const names = setting.isSecret
    ? [`**${key}**`, `\`--${inFile.flag(flag)}\``, `\`${variable}\``, `\`${inFile.variable(variable)}\``]
    : [`**${key}**`, `\`--${flag}\``, `\`${variable}\``]
  const takes =
    setting.type.choices !== undefined
      ? ` One of ${setting.type.choices.map((each) => `\`${each}\``).join(', ')}.`
      : ''
  return `| ${names.join('<br>')} | ${usual(setting)} | ${setting.what}${takes} |`
}

function usual({ initial, initially }: NamedSetting['setting']): string {
  if (initially !== undefined) return initially
  if (initial === null || (Array.isArray(initial) && initial.length === 0)) return ''
  return `\`${Array.isArray(initial) ? initial.join(', ') : String(initial)}\``
}
