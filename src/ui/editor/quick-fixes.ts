/** The light bulb: what mends the problems at the cursor. */
import { monaco } from './monaco.ts'

type Model = monaco.editor.ITextModel

export interface QuickFix {
  readonly range: monaco.IRange
  readonly title: string
  /** The best of those for its problem. */
  readonly preferred: boolean
  /** Made when it is asked for, from the text as it then is; null where it no longer fits. */
  readonly edit: () => monaco.languages.TextEdit | null
}

/** By who found the problems, so that each replaces its own only. */
const fixes = new WeakMap<Model, Map<string, readonly QuickFix[]>>()

export function setQuickFixes(model: Model, owner: string, made: readonly QuickFix[]): void {
  const owners = fixes.get(model) ?? new Map<string, readonly QuickFix[]>()
  fixes.set(model, owners.set(owner, made))
}

monaco.languages.registerCodeActionProvider('yaml', {
  provideCodeActions(model, range) {
    const near = [...(fixes.get(model)?.values() ?? [])].flat().filter(isNear(range))
    const actions = near.flatMap(({ title, preferred, edit }) => {
      const textEdit = edit()
      if (textEdit === null) return []
      const edits = [{ resource: model.uri, versionId: model.getVersionId(), textEdit }]
      return [{ title, kind: 'quickfix', isPreferred: preferred, edit: { edits } }]
    })
    return { actions, dispose: () => undefined }
  },
})

function isNear(range: monaco.IRange) {
  return (fix: QuickFix) => monaco.Range.areIntersectingOrTouching(fix.range, range)
}
