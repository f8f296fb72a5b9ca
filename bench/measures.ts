/** Every figure of the benchmark, in the order of its tables. */
import { goalColumn, type Measure, type Section } from './measure.ts'
import { rateMeasures } from './rate-measures.ts'

const { tenThousand, proxy, page } = goalColumn

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
      meaning: 'the median ratio of alternating runs; more is better',
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
