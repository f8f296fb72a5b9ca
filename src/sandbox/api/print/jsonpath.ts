/** The simple JSON paths of printer columns and scale subresources: names, indexes, `[*]` and equality filters. */
import type { Json } from '../../types.ts'
import { fieldOf, isList, isMap } from '../values.ts'

type Step =
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'index'; readonly index: number }
  | { readonly type: 'all' }
  | { readonly type: 'filter'; readonly path: readonly Step[]; readonly equal: boolean; readonly value: Json }

const parsed = new Map<string, readonly Step[] | null>()

/** All values at a path such as `.status.conditions[?(@.type=="Ready")].status`; none for a path it cannot read. */
export function valuesAtPath(root: Json, path: string): readonly Json[] {
  const known = parsed.has(path) ? parsed.get(path) : parse(path)
  parsed.set(path, known ?? null)
  return known === null || known === undefined ? [] : walk(root, known)
}

function parse(path: string): readonly Step[] | null {
  const steps: Step[] = []
  let rest = path
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .replace(/^\$/, '')
  while (rest !== '') {
    const match =
      /^\.?\[\?\(\s*@([^=!]*?)\s*(==|!=)\s*("[^"]*"|'[^']*'|[^)\s]+)\s*\)\]/.exec(rest) ??
      /^\.?\[(?:(-?\d+)|(\*)|'([^']*)'|"([^"]*)")\]/.exec(rest) ??
      /^\.((?:\\.|[^.[\]\\])+)/.exec(rest)
    if (match === null) return null
    const step = stepOf(match)
    if (step === null) return null
    steps.push(step)
    rest = rest.slice(match[0].length)
  }
  return steps
}

function stepOf(match: RegExpExecArray): Step | null {
  const [whole, first = ''] = match
  if (whole.includes('[?(')) {
    const path = parse(first)
    const value = literal(match[3] ?? '')
    return path === null ? null : { type: 'filter', path, equal: match[2] === '==', value }
  }
  if (/^\.?\[/.test(whole)) {
    if (match[2] === '*') return { type: 'all' }
    const name = match[3] ?? match[4]
    return name === undefined ? { type: 'index', index: Number(first) } : { type: 'field', name }
  }
  return first === '*' ? { type: 'all' } : { type: 'field', name: first.replace(/\\(.)/g, '$1') }
}

function literal(text: string): Json {
  if (/^["']/.test(text)) return text.slice(1, -1)
  if (text === 'true' || text === 'false') return text === 'true'
  return Number.isNaN(Number(text)) ? text : Number(text)
}

function walk(root: Json, steps: readonly Step[]): readonly Json[] {
  return steps.reduce<readonly Json[]>((values, step) => values.flatMap((value) => take(value, step)), [root])
}

function take(value: Json, step: Step): readonly Json[] {
  switch (step.type) {
    case 'field': {
      const found = isMap(value) ? fieldOf(value, step.name) : undefined
      return found === undefined ? [] : [found]
    }
    case 'index': {
      const found = isList(value) ? value.at(step.index) : undefined
      return found === undefined ? [] : [found]
    }
    case 'all':
      return isList(value) ? value : isMap(value) ? Object.values(value) : []
    case 'filter':
      if (!isList(value)) return []
      return value.filter((item) => {
        const found = walk(item, step.path)
        return found.some((each) => each === step.value) === step.equal
      })
  }
}
