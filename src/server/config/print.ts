/** The configuration in effect as YAML, with the source of each value; secrets are not in it. */
import { Document, isCollection } from 'yaml'
import { describeOrigin } from './given.ts'
import type { Effective } from './resolve.ts'

const hidden = '(hidden)'

export function printConfig(effective: readonly Effective[]): string {
  const document = new Document({})
  for (const { named, value, origin } of effective) {
    const isSecret = named.setting.isSecret === true && origin.from !== 'default'
    const node = document.createNode(isSecret ? hidden : value)
    const note = origin.from === 'default' ? defaultNote(named.setting.initially) : describeOrigin(origin)
    const isDeep = isCollection(node) && node.items.some(isCollection)
    if (isCollection(node) && !isDeep) node.flow = true
    if (isDeep) node.commentBefore = ` ${note}`
    else node.comment = ` ${note}`
    document.setIn(named.path, node)
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

function defaultNote(initially: string | undefined): string {
  return initially === undefined ? 'default' : `default: ${initially.replaceAll('`', '')}`
}
