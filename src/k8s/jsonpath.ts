/** The JSONPath of printer columns, as far as definitions use it: fields, indexes, `[*]` and `[?(@.type=="Ready")]`. */
import { asFields, asList } from './shape.ts'

type Step = (value: unknown) => readonly unknown[]

const forms: readonly (readonly [RegExp, (match: RegExpExecArray) => Step])[] = [
  // A dot within a name is escaped: `.metadata.annotations.example\.com/owner`.
  [/^\.?((?:\\.|[^.[\]\\'"*?()\s])+)/, ([, name = '']) => fieldStep(name.replace(/\\(.)/g, '$1'))],
  [/^\.?\[(?:'([^']*)'|"([^"]*)")\]/, ([, single, double = '']) => fieldStep(single ?? double)],
  [
    /^\.?\[(-?\d+)\]/,
    ([, index]) =>
      (value) =>
        present(asList(value).at(Number(index))),
  ],
  [/^(?:\.?\[\*\]|\.\*)/, () => (value) => (Array.isArray(value) ? value : Object.values(asFields(value)))],
  [
    /^\.?\[\?\(\s*@\.([\w.-]+)\s*(==|!=)\s*(?:'([^']*)'|"([^"]*)"|([\w.-]+))\s*\)\]/,
    ([, path = '', operator, single, double, bare]) => {
      const wanted = single ?? double ?? bare
      const read = (item: unknown) =>
        path.split('.').reduce<unknown>((value, name) => asFields(value)[name], item)
      return (value) =>
        asList(value).filter((item) => (String(read(item)) === wanted) === (operator === '=='))
    },
  ],
]

/** What a path finds in a value, nothing where there is nothing; `null` for a path that is not understood. */
export function parseJsonPath(path: string): ((value: unknown) => readonly unknown[]) | null {
  const steps: Step[] = []
  let rest = path.trim().replace(/^\{(.*)\}$/, '$1')
  while (rest !== '' && rest !== '.') {
    const found = forms
      .map(([form, make]) => ({ match: form.exec(rest), make }))
      .find(({ match }) => match !== null)
    if (found?.match == null) return null
    steps.push(found.make(found.match))
    rest = rest.slice(found.match[0].length)
  }
  return (value) => steps.reduce<readonly unknown[]>((values, step) => values.flatMap(step), [value])
}

function fieldStep(name: string): Step {
  return (value) => present(asFields(value)[name])
}

function present(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : [value]
}
