/** What the comparison says of itself. */
import { accepted } from './accepted.ts'
import type { Result } from './run.ts'

const shownDifferences = 6
const shownLength = 260
/** The share of answers that must be the same without any excuse. */
const threshold = 0.98

export interface Summary {
  readonly lines: readonly string[]
  readonly passed: boolean
}

/** `complete` where the whole corpus ran, so that an accepted difference that did not show is out of date. */
export function summarise(results: readonly Result[], complete: boolean): Summary {
  const different = results.filter(({ unaccepted }) => unaccepted.length > 0)
  const excused = results.filter((each) => each.unaccepted.length === 0 && each.accepted.length > 0)
  const identical = results.length - different.length - excused.length
  const used = new Set(results.flatMap((each) => each.accepted))
  const rotten = complete ? accepted.filter((each) => !used.has(each)) : []
  return {
    lines: [
      ...different.flatMap(described),
      ...rotten.map(
        ({ request, at }) => `No difference matches the accepted ${request} at ${at} any more; remove it.`,
      ),
      `conformance: ${results.length} requests, ${identical} identical, ${excused.length} accepted, ${different.length} different`,
    ],
    passed: different.length === 0 && rotten.length === 0 && identical >= threshold * results.length,
  }
}

function described({ session, request, codes, unaccepted }: Result): readonly string[] {
  const more = unaccepted.length - shownDifferences
  return [
    `${session}: ${request.method} ${request.path}`,
    ...(request.body === undefined ? [] : [`  sent ${short(request.body).replaceAll('\n', '\\n')}`]),
    `  real ${codes[0]}, sandbox ${codes[1]}`,
    ...unaccepted
      .slice(0, shownDifferences)
      .flatMap(({ at, real, sandbox }) => [
        `  ${at}`,
        `    real    ${short(real)}`,
        `    sandbox ${short(sandbox)}`,
      ]),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
  ]
}

function short(text: string): string {
  return text.length <= shownLength ? text : `${text.slice(0, shownLength)}…`
}
