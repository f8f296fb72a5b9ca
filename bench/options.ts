/** What the command line asks of a run. */
import { Command, InvalidArgumentError, Option } from 'commander'
import type { ClusterName } from './clusters.ts'

export const parts = ['size', 'load', 'scroll', 'changes', 'typing', 'correct', 'compare', 'proxy'] as const

export type Part = (typeof parts)[number]

export interface Options {
  readonly quick: boolean
  readonly clusters: readonly ClusterName[]
  readonly parts: ReadonlySet<Part>
  /** Numbers of Services, ascending. */
  readonly sizesOf: (cluster: ClusterName) => readonly number[]
  /** Changes a second. */
  readonly rates: readonly number[]
  readonly rateSeconds: number
  /** At this many Services, or the next fewer there are, correctness is looked at, for as long. */
  readonly correctAt: number
  readonly correctSeconds: number
  /** Ingresses, and as many Services, for the comparison with other consoles. */
  readonly compareAt: number
  readonly proxyRounds: number
  /** After this long nothing more is begun. */
  readonly minutes: number
  /** A JSON file of figures: those of earlier runs stay where this one measures none. */
  readonly figures: string | undefined
  /** A Markdown file whose figures are replaced. */
  readonly report: string | undefined
  /** A folder for processor profiles of the page and the server. */
  readonly profile: string | undefined
  /** Another build of the page, such as one that is not minified. */
  readonly assets: string | undefined
}

interface Flags {
  readonly quick?: boolean
  readonly clusters?: readonly string[]
  readonly parts?: readonly string[]
  readonly sizes?: readonly number[]
  readonly rates?: readonly number[]
  readonly seconds?: number
  readonly minutes?: number
  readonly figures?: string
  readonly report?: string
  readonly profile?: string
  readonly assets?: string
}

const list = (value: string) => value.split(',').map((each) => each.trim())

function numbers(value: string): readonly number[] {
  const all = list(value).map(Number)
  if (all.some((each) => !Number.isInteger(each) || each < 1))
    throw new InvalidArgumentError('It must be whole numbers with commas between.')
  return all
}

function oneOf<T extends string>(known: readonly T[], given: readonly string[] | undefined): readonly T[] {
  const chosen = known.filter((each) => given?.includes(each) !== false)
  const unknown = given?.find((each) => !known.some((name) => name === each))
  if (unknown !== undefined) throw new Error(`"${unknown}" is none of ${known.join(', ')}.`)
  return chosen
}

export function readOptions(args: readonly string[]): Options {
  const command = new Command('bench')
    .description('Measures the console with many objects and many changes. Loopback only.')
    .option('--quick', 'small sizes and short times, under four minutes')
    .addOption(new Option('--clusters <names>', 'sandbox, control plane').argParser(list))
    .addOption(new Option('--parts <names>', parts.join(', ')).argParser(list))
    .addOption(new Option('--sizes <numbers>', 'numbers of Services').argParser(numbers))
    .addOption(new Option('--rates <numbers>', 'changes a second').argParser(numbers))
    .addOption(new Option('--seconds <number>', 'how long each rate lasts').argParser(Number))
    .addOption(new Option('--minutes <number>', 'after how long nothing more is begun').argParser(Number))
    .option('--figures <file>', 'where figures are kept, so that several runs make one report')
    .option('--report <file>', 'a Markdown file whose figures are replaced')
    .option('--profile <folder>', 'where to put processor profiles of the page and the server')
    .option('--assets <folder>', 'another build of the page')
  const { quick = false, ...flags } = command.parse(args, { from: 'user' }).opts<Flags>()
  const sizes: Record<ClusterName, readonly number[]> = quick
    ? { sandbox: [1_000], 'control plane': [1_000, 5_000] }
    : // The sandbox takes some 200 new objects a second, so that more would take most of the time.
      { sandbox: [1_000, 10_000], 'control plane': [1_000, 10_000, 50_000] }
  const chosen = flags.sizes?.toSorted((a, b) => a - b)
  return {
    quick,
    clusters: oneOf(['control plane', 'sandbox'] as const, flags.clusters),
    parts: new Set(oneOf(parts, flags.parts)),
    sizesOf: (cluster) => chosen ?? sizes[cluster],
    rates: flags.rates ?? (quick ? [10, 500] : [10, 100, 500]),
    rateSeconds: flags.seconds ?? (quick ? 5 : 12),
    correctAt: quick ? 1_000 : 10_000,
    correctSeconds: quick ? 10 : 60,
    compareAt: quick ? 2_000 : 20_000,
    proxyRounds: quick ? 3 : 11,
    minutes: flags.minutes ?? (quick ? 4 : 18),
    figures: flags.figures,
    report: flags.report,
    profile: flags.profile,
    assets: flags.assets,
  }
}
