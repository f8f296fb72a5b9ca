/** CEL by `@bufbuild/cel`: the only file that knows this library. */
import { type CelFunc, CelScalar, celEnv, celFunc, isCelError, parse, plan } from '@bufbuild/cel'
import { strings } from '@bufbuild/cel/ext'
import { messageOf } from '../../../k8s/shape.ts'
import type { Compiled, Expressions, Program } from './expressions.ts'
import { stringPredicates } from './functions.ts'

const { BOOL, STRING } = CelScalar

const kubernetesFunctions: CelFunc[] = Object.entries(stringPredicates).map(([name, test]) =>
  celFunc(name, [STRING], BOOL, (text: string) => test(text)),
)

const standardDuration = celEnv().funcs.find('duration')

/** The library takes an empty text for no time at all; the API server takes it for none. */
const duration = celFunc('duration', [STRING], CelScalar.DYN, (text: string) => {
  const result = text === '' ? undefined : standardDuration?.call(0, undefined, [text])
  if (result === undefined || isCelError(result)) {
    throw new Error("type conversion error from 'string' to 'google.protobuf.Duration'")
  }
  return result
})

const env = celEnv({ funcs: [...strings, ...kubernetesFunctions, duration] })

/** Errors that the library words otherwise than the API server's. */
const wordings: readonly (readonly [RegExp, string])[] = [[/^field not found: /, 'no such key: ']]

/** Steps of the parsed tree that are functions of the language itself, not of a library. */
const builtIn = new Set(['_&&_', '_||_', '_?_:_', '_[_]', '@not_strictly_false', 'has', 'dyn', 'type'])

export function celExpressions(): Expressions {
  const compiled = new Map<string, Compiled>()
  return {
    compile(expression) {
      const known = compiled.get(expression)
      if (known !== undefined) return known
      const made = compile(expression)
      compiled.set(expression, made)
      return made
    },
  }
}

function compile(expression: string): Compiled {
  // The name also stands in the text of a rule that only mentions it; rules are not that careless.
  const usesOldSelf = /\boldSelf\b/.test(expression)
  try {
    const parsed = parse(expression)
    const missing = functionsOf(parsed.expr).filter((name) => !builtIn.has(name) && !env.funcs.find(name))
    if (missing.length > 0) {
      return { program: null, obstacle: `no function ${missing.join(', ')}`, usesOldSelf }
    }
    return { program: programOf(plan(env, parsed)), obstacle: '', usesOldSelf }
  } catch (error) {
    return { program: null, obstacle: messageOf(error), usesOldSelf }
  }
}

function programOf(evaluate: ReturnType<typeof plan>): Program {
  return (variables) => {
    const result = evaluate(variables)
    if (!isCelError(result)) return { ok: true, value: result }
    const error = wordings.reduce((text, [from, to]) => text.replace(from, to), result.message)
    return { ok: false, error }
  }
}

/** The names of all functions called anywhere below a node of the parsed tree. */
function functionsOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(functionsOf)
  if (typeof node !== 'object' || node === null) return []
  const own = 'function' in node && typeof node.function === 'string' ? [node.function] : []
  const below = Object.entries(node).flatMap(([key, value]) => (key === 'function' ? [] : functionsOf(value)))
  return [...new Set([...own, ...below])]
}
