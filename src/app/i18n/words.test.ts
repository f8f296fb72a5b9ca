/** Every word that the code says exists, and every word that exists is said. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { kinds } from '../../kinds/index.ts'
import { resourcesOf } from './resources.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) =>
  file.replaceAll('\\', '/'),
)
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8')

const localeFiles = files.filter((file) => file.endsWith('locale/en.json'))
const words = resourcesOf(
  Object.fromEntries(localeFiles.map((file) => [`/src/${file}`, JSON.parse(read(file)) as object])),
)
const sources = files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))

/** `a.b.c` for every sentence, plural forms as they are written. */
function keysOf(value: object, prefix = ''): readonly string[] {
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]) =>
    typeof entry === 'object' && entry !== null ? keysOf(entry, `${prefix}${key}.`) : [`${prefix}${key}`],
  )
}

const plural = /_(zero|one|two|few|many|other)$/
/** `namespace:key` of all words; a sentence with plural forms counts as one. */
const defined = new Set(
  Object.entries(words).flatMap(([namespace, own]) =>
    keysOf(own).map((key) => `${namespace}:${key.replace(plural, '')}`),
  ),
)

interface Uses {
  /** `namespace:key`, each of which must exist. */
  readonly named: readonly string[]
  /** Keys that are put together while running: what they can look like, one of which must exist. */
  readonly patterns: readonly RegExp[]
  /** Strings near a `t(variable)`: if one of them is a key, that is what it is for. */
  readonly perhaps: readonly string[]
}

/** What a source file says through `t(...)`, and every `'namespace:key'` in it wherever it stands. */
function usesIn(file: string): Uses {
  const source = withoutComments(file)
  const own = [...source.matchAll(/useTranslation\('([\w-]+)'\)/g)].map((match) => match[1] ?? '')
  const namespaces = [...new Set(own)]
  const complete = (key: string) => {
    if (key.includes(':')) return [key]
    // With two namespaces in one file either may hold it; with none it cannot be found at all.
    const inThese = namespaces.map((namespace) => `${namespace}:${key}`)
    const found = inThese.filter((each) => defined.has(each))
    return found.length > 0 ? found : [inThese[0] ?? `?:${key}`]
  }
  const calls = [...source.matchAll(/(?<![\w.$'`"])(?:i18n(?:ext)?\.)?t\(/g)].map(
    ({ index, 0: { length } }) =>
      stringsIn(source.slice(index + length, endOfArgument(source, index + length))),
  )
  const everywhere = stringsIn(source).filter((text) => {
    const [namespace = '', key, ...more] = text.split(':')
    return more.length === 0 && /^[\w.*-]+$/.test(key ?? '') && (namespace === '*' || namespace in words)
  })
  const said = [...calls.flat().flatMap(complete), ...everywhere]
  const unknown = calls.some((strings) => strings.every(isOpen)) || said.some(isOpen)
  return {
    named: [...new Set(said.filter((key) => !key.includes('*')))],
    patterns: said.filter((key) => key.includes('*') && !isOpen(key)).map(patternOf),
    perhaps: unknown
      ? stringsIn(source).flatMap((key) => (namespaces.length > 0 ? complete(key) : anyOf(key)))
      : [],
  }
}

const anyOf = (key: string) => Object.keys(words).map((namespace) => `${namespace}:${key}`)

/** A template that says nothing of the key itself: `*` and `app:*`. */
const isOpen = (text: string) => text.split(':').at(-1) === '*'

function patternOf(template: string): RegExp {
  const parts = template.split('*').map((part) => part.replace(/[.+?^$()[\]{}|\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[\\w.-]+')}$`)
}

/**
 * The strings of source text that nothing is compared with. What varies in a template is `*`; strings
 * inside of that count for themselves.
 */
function stringsIn(source: string): readonly string[] {
  const found: string[] = []
  let at = 0
  while (at < source.length) {
    const end = endOfToken(source, at)
    if (/['"`]/.test(source[at] ?? '') && end > at + 1 && !/[=!]==?\s*$/.test(source.slice(0, at))) {
      found.push(...parts(source.slice(at + 1, end - 1), source[at] === '`'))
    }
    at = end
  }
  return found
}

function withoutComments(source: string): string {
  let kept = ''
  let at = 0
  while (at < source.length) {
    const end = endOfToken(source, at)
    kept += /^\/[/*]/.test(source.slice(at, end)) ? ' ' : source.slice(at, end)
    at = end
  }
  return kept
}

function parts(content: string, template: boolean): readonly string[] {
  if (!template) return [content]
  const inner: string[] = []
  let text = ''
  let at = 0
  while (at < content.length) {
    if (content.startsWith('$' + '{', at)) {
      const end = endOfBraces(content, at + 2)
      inner.push(...stringsIn(content.slice(at + 2, end - 1)))
      text += '*'
      at = end
    } else {
      text += content[at]
      at += 1
    }
  }
  return [text, ...inner]
}

/** Where the string, the comment or else the character at `at` ends. A quote without its pair is a character. */
function endOfToken(source: string, at: number): number {
  const rest = source.slice(at, at + 2)
  const until = (end: string) => (source.indexOf(end, at + 2) + 1 || source.length + 1) - 1 + end.length
  if (rest === '//') return until('\n')
  if (rest === '/*') return until('*/')
  const quote = source[at] ?? ''
  if (!/['"`]/.test(quote)) return at + 1
  for (let next = at + 1; next < source.length; next += 1) {
    if (source[next] === quote) return next + 1
    if (source[next] === '\\') next += 1
    else if (quote === '`' && source.startsWith('$' + '{', next)) next = endOfBraces(source, next + 2) - 1
    else if (quote !== '`' && source[next] === '\n') break
  }
  return at + 1
}

/** Behind the brace that ends what begins at `start`. */
function endOfBraces(source: string, start: number): number {
  return endOf(source, start, /\}/) + 1
}

/** Where the first argument of a call ends. */
function endOfArgument(source: string, start: number): number {
  return endOf(source, start, /[,)]/)
}

/** The place of the first character like `end` that is in no string, comment or bracket begun since `start`. */
function endOf(source: string, start: number, end: RegExp): number {
  let depth = 0
  let at = start
  while (at < source.length) {
    const character = source[at] ?? ''
    if (depth === 0 && end.test(character)) return at
    if (/[([{]/.test(character)) depth += 1
    if (/[)\]}]/.test(character)) depth -= 1
    at = endOfToken(source, at)
  }
  return at
}

describe('reading the keys out of source text', () => {
  const app = (text: string) => usesIn(`const { t } = useTranslation('app')\n${text}`)

  test('takes the namespace of the file or the explicit one', () => {
    expect(app(`t('save')`).named).toEqual(['app:save'])
    expect(app(`t('app:save', { name: 'x' })`).named).toContain('app:save')
    expect(usesIn(`t('save')`).named).toEqual(['?:save'])
  })

  test('takes both sides of a choice, and not what it is compared with', () => {
    expect(app(`t(reason === 'Gone' ? 'save' : open ? 'edit' : 'cancel')`).named).toEqual([
      'app:save',
      'app:edit',
      'app:cancel',
    ])
  })

  test('takes words that are named as data', () => {
    expect(usesIn(`{ header: 'app:name', key: 'note:this', path: 'a:b' }`).named).toEqual(['app:name'])
  })

  test('takes a key that is put together for all it can be', () => {
    const [pattern, ...more] = app(`t(\`event.\${name}\`)`).patterns
    expect(more).toEqual([])
    expect(pattern?.test('app:event.reason')).toBe(true)
    expect(pattern?.test('app:events')).toBe(false)
  })

  test('takes strings near a variable key for keys, if they are any', () => {
    expect(app(`const tabs = ['yaml', 'other']; t(\`app:\${tab}\`)`).perhaps).toContain('app:yaml')
    expect(app(`const tabs = ['yaml']; t('save')`).perhaps).toEqual([])
  })

  test('takes the strings inside of a template for themselves', () => {
    const { named, patterns } = app(`t(\`event.\${last ? t('save') : \`\${a}\`}\`, { a: \`{\` }); t('edit')`)
    expect(named).toEqual(['app:save', 'app:edit'])
    expect(patterns.map(String)).toContain(String(/^app:event\.[\w.-]+$/))
  })

  test('is not misled by comments, and by the apostrophes in them', () => {
    const text = "// somebody else's t('gone')\n/* isn't `app:this` */ t('save') // it's\nt('edit')"
    expect(app(text).named).toEqual(['app:save', 'app:edit'])
  })

  test('is not misled by other functions or by what stands behind the first argument', () => {
    expect(app(`set('save'); expect('edit'); t('name', { kind: 'cancel' })`).named).toEqual(['app:name'])
  })
})

describe('the words', () => {
  const uses = sources.map((file) => ({ file, ...usesIn(read(file)) }))

  test('are found, and so is the code that says them', () => {
    expect(localeFiles.length).toBeGreaterThan(2)
    expect(uses.flatMap(({ named }) => named).length).toBeGreaterThan(100)
  })

  test('of each namespace stand in one file', () => {
    expect(Object.keys(words)).toHaveLength(localeFiles.length)
  })

  test('that the code names all exist', () => {
    const missing = uses.flatMap(({ file, named }) =>
      named.filter((key) => !defined.has(key)).map((key) => `${file}: ${key}`),
    )
    expect(missing).toEqual([])
  })

  test('that the code puts together exist in at least one form', () => {
    const empty = uses.flatMap(({ file, patterns }) =>
      patterns
        .filter((pattern) => ![...defined].some((key) => pattern.test(key)))
        .map((pattern) => `${file}: ${pattern}`),
    )
    expect(empty).toEqual([])
  })

  test('that exist are all said somewhere', () => {
    const named = new Set(uses.flatMap((each) => [...each.named, ...each.perhaps]))
    const patterns = uses.flatMap((each) => each.patterns)
    const unused = [...defined].filter(
      (key) => !named.has(key) && !patterns.some((pattern) => pattern.test(key)),
    )
    expect(unused).toEqual([])
  })

  test('of every kind say one, many and what it is', () => {
    for (const { id } of kinds)
      for (const key of ['one', 'many', 'what']) expect(defined, `${id}:${key}`).toContain(`${id}:${key}`)
  })

  test('do not name the product, which installations call as they like', () => {
    expect(localeFiles.filter((file) => read(file).includes('Portolan'))).toEqual([])
  })

  test('are never empty, and have all the plural forms of English or none', () => {
    for (const [namespace, own] of Object.entries(words)) {
      const keys = keysOf(own)
      for (const key of keys) {
        const stem = key.replace(/_(one|other)$/, '')
        if (stem === key) continue
        expect(keys, `${namespace}:${key}`).toEqual(expect.arrayContaining([`${stem}_one`, `${stem}_other`]))
      }
      expect(JSON.stringify(own)).not.toMatch(/:""/)
    }
  })
})
