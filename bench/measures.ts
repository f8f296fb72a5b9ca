/** Every figure of the benchmark: its words, its unit, what it means, and what it should be. */

export interface Goal {
  /** Of which column; all of that size where only the size is named. */
  readonly column: string
  readonly most?: number
  readonly least?: number
}

export interface Measure {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly meaning: string
  readonly digits?: number
  readonly goals?: readonly Goal[]
}

export interface Section {
  readonly title: string
  readonly measures: readonly Measure[]
}

/** The sizes that the goals speak of, as columns. */
export const goalColumn = { tenThousand: '10,000', compared: '20,000 + 20,000', proxy: 'proxy', page: 'page' }

const { tenThousand, compared, proxy, page } = goalColumn

const latencyGoal = (rate: number): Pick<Measure, 'goals'> => {
  const most = rate === 10 ? 250 : rate === 500 ? 1_000 : undefined
  return most === undefined ? {} : { goals: [{ column: compared, most }] }
}

const busyGoal = (rate: number): Pick<Measure, 'goals'> => {
  const most = rate === 10 ? 5 : rate === 500 ? 40 : undefined
  return most === undefined ? {} : { goals: [{ column: compared, most }] }
}

/** What is measured at one rate of changes. */
export function rateMeasures(rate: number): readonly Measure[] {
  const at = `at ${rate} a second`
  return [
    {
      id: `rate${rate}`,
      title: `${at}: writes answered`,
      unit: '/s',
      meaning: 'what the API really took; less than asked means that the API is the limit',
      digits: 0,
    },
    {
      id: `busy${rate}`,
      title: `${at}: main thread`,
      unit: '%',
      meaning: 'share of the time in which the page had a task (TaskDuration over wall time)',
      ...busyGoal(rate),
    },
    {
      id: `cpu${rate}`,
      title: `${at}: main thread, processor`,
      unit: '%',
      meaning: 'of one core, what the page’s thread really got',
    },
    {
      id: `shown50-${rate}`,
      title: `${at}: write to cell, p50`,
      unit: 'ms',
      meaning: 'from when a write of a visible row was sent until the cell held it',
      digits: 0,
    },
    {
      id: `shown99-${rate}`,
      title: `${at}: write to cell, p99`,
      unit: 'ms',
      meaning: 'the same, and one of a hundred takes longer',
      digits: 0,
      ...latencyGoal(rate),
    },
    {
      id: `answered99-${rate}`,
      title: `${at}: answer to cell, p99`,
      unit: 'ms',
      meaning: 'the same from when the API had answered the write: without the API’s own time',
      digits: 0,
    },
    {
      id: `write99-${rate}`,
      title: `${at}: the write itself, p99`,
      unit: 'ms',
      meaning: 'from request to answer at the API, which is not Portolan’s time',
      digits: 0,
    },
    {
      id: `unseen${rate}`,
      title: `${at}: writes never shown`,
      unit: '',
      meaning: 'writes of visible rows whose cell was not changed three seconds later',
      digits: 0,
      goals: [{ column: '', most: 0 }],
    },
    {
      id: `server${rate}`,
      title: `${at}: Portolan’s server`,
      unit: '%',
      meaning: 'of one core',
    },
    {
      id: `api${rate}`,
      title: `${at}: the API’s programs`,
      unit: '%',
      meaning: 'of one core: the sandbox, or kube-apiserver and etcd',
      digits: 0,
    },
    {
      id: `others${rate}`,
      title: `${at}: other work`,
      unit: '%',
      meaning: 'of one core: programs of the machine that are none of the benchmark’s',
      digits: 0,
    },
    {
      id: `idle${rate}`,
      title: `${at}: idle cores`,
      unit: '%',
      meaning: 'of one core: where there is next to nothing, times are those of waiting for a core',
      digits: 0,
    },
  ]
}

export function sectionsOf(rates: readonly number[]): readonly Section[] {
  return [
    { title: 'The page’s code', measures: codeMeasures },
    { title: 'Loading', measures: loadMeasures },
    { title: 'A second tab', measures: secondTabMeasures },
    { title: 'Scrolling', measures: scrollMeasures },
    { title: 'Changes', measures: [...idleMeasures, ...rates.flatMap(rateMeasures)] },
    { title: 'Under 500 changes a second', measures: [...typingMeasures, ...correctMeasures] },
    { title: 'Proxying a list', measures: proxyMeasures },
  ]
}

const codeMeasures: readonly Measure[] = [
  {
    id: 'script',
    title: 'JavaScript of the first list',
    unit: 'kB',
    meaning: 'compressed, as transferred',
    digits: 0,
    goals: [{ column: page, most: 350 }],
  },
]

const loadMeasures: readonly Measure[] = [
  {
    id: 'plain',
    title: 'plain list',
    unit: 'MB',
    meaning: 'the same objects as the API lists them, JSON without compression',
  },
  { id: 'plainGzip', title: 'plain list, gzip', unit: 'MB', meaning: 'the same as the API compresses it' },
  {
    id: 'wire',
    title: 'WebSocket',
    unit: 'MB',
    meaning: 'bytes on the wire to the page until the list is complete',
  },
  {
    id: 'wireShare',
    title: 'WebSocket to plain list',
    unit: '%',
    meaning: 'the first by the uncompressed second',
    digits: 0,
    goals: [{ column: tenThousand, most: 30 }],
  },
  {
    id: 'http',
    title: 'HTTP',
    unit: 'MB',
    meaning: 'everything else on the wire: code, fonts, discovery',
  },
  {
    id: 'firstRow',
    title: 'first row',
    unit: 's',
    meaning: 'from when the page’s code was there, the server having nothing yet',
    digits: 2,
    goals: [{ column: tenThousand, most: 0.5 }],
  },
  {
    id: 'complete',
    title: 'complete list',
    unit: 's',
    meaning: 'the same until the page counts all objects',
    digits: 2,
    goals: [{ column: tenThousand, most: 2 }],
  },
  {
    id: 'joined',
    title: 'readiness in the first row',
    unit: 's',
    meaning: 'the same until the first row shows what comes from EndpointSlices',
    digits: 2,
  },
  { id: 'navigation', title: 'first row, all in all', unit: 's', meaning: 'from the navigation', digits: 2 },
  {
    id: 'heap',
    title: 'heap of the page',
    unit: 'MB',
    meaning: 'in use after garbage was collected',
    digits: 0,
    goals: [{ column: tenThousand, most: 60 }],
  },
  {
    id: 'memory',
    title: 'memory of the server',
    unit: 'MB',
    meaning: 'resident, of Portolan alone',
    digits: 0,
  },
  {
    id: 'memoryPeak',
    title: 'memory of the server, most',
    unit: 'MB',
    meaning: 'its peak so far',
    digits: 0,
  },
]

const secondTabMeasures: readonly Measure[] = [
  {
    id: 'secondRow',
    title: 'first row',
    unit: 's',
    meaning: 'from when the code was there, the server holding all',
    digits: 2,
  },
  { id: 'secondComplete', title: 'complete list', unit: 's', meaning: 'the same', digits: 2 },
  {
    id: 'secondRatio',
    title: 'complete list, to the first tab',
    unit: '×',
    meaning: 'the time as a ratio',
    digits: 2,
  },
  {
    id: 'secondMemory',
    title: 'memory of the server, more',
    unit: 'MB',
    meaning: 'resident, after and before',
    digits: 0,
  },
]

const scrollMeasures: readonly Measure[] = [
  {
    id: 'handDropped',
    title: 'as by hand: frames dropped',
    unit: '%',
    meaning: 'of those due at 60 a second, at 2,500 pixels a second',
  },
  { id: 'handLongest', title: 'as by hand: longest frame', unit: 'ms', meaning: 'between two', digits: 0 },
  {
    id: 'scrollDropped',
    title: 'from top to bottom: frames dropped',
    unit: '%',
    meaning: 'the same while the wheel turns through the whole list in four seconds',
  },
  {
    id: 'scrollLongest',
    title: 'from top to bottom: longest frame',
    unit: 'ms',
    meaning: 'between two',
    digits: 0,
  },
]

const idleMeasures: readonly Measure[] = [
  { id: 'busyIdle', title: 'idle: main thread', unit: '%', meaning: 'nothing changes', digits: 2 },
  { id: 'serverIdle', title: 'idle: Portolan’s server', unit: '%', meaning: 'of one core' },
]

const typingMeasures: readonly Measure[] = [
  {
    id: 'typingLongest',
    title: 'typing in the filter, longest frame',
    unit: 'ms',
    meaning: 'under 100 ms is taken for smooth',
    digits: 0,
    goals: [{ column: '', most: 100 }],
  },
  { id: 'typingDropped', title: 'typing, frames dropped', unit: '%', meaning: 'of those due at 60 a second' },
]

const correctMeasures: readonly Measure[] = [
  {
    id: 'changes',
    title: 'changes before reading back',
    unit: '',
    meaning: 'answered by the API',
    digits: 0,
  },
  { id: 'rows', title: 'rows read back', unit: '', meaning: 'five seconds after the last change', digits: 0 },
  { id: 'cells', title: 'cells compared', unit: '', meaning: 'with what the API lists', digits: 0 },
  {
    id: 'wrong',
    title: 'cells or rows that differ',
    unit: '',
    meaning: 'lost, reordered, stale',
    digits: 0,
    goals: [{ column: '', most: 0 }],
  },
]

const proxyMeasures: readonly Measure[] = ['identity', 'gzip'].flatMap((encoding) => {
  const how = encoding === 'gzip' ? ', gzip' : ''
  return [
    {
      id: `${encoding}-portolan`,
      title: `Portolan${how}`,
      unit: 'MB/s',
      meaning: 'as transferred; the median of alternating runs',
      digits: 0,
    },
    { id: `${encoding}-kubectl`, title: `kubectl proxy${how}`, unit: 'MB/s', meaning: 'the same', digits: 0 },
    {
      id: `${encoding}-ratio`,
      title: `Portolan to kubectl proxy${how}`,
      unit: '×',
      meaning: 'more is better',
      digits: 2,
      goals: [{ column: proxy, least: 0.8 }],
    },
    {
      id: `${encoding}-growth`,
      title: `memory of the server, more${how}`,
      unit: 'MB',
      meaning: 'the most while it passed on, less what it had before; flat is under 64 MB',
      digits: 0,
      goals: [{ column: proxy, most: 64 }],
    },
  ]
})
