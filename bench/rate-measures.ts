/** The figures of one rate of changes. */
import { goalColumn, type Measure } from './measure.ts'

const { compared } = goalColumn

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
  const measures: readonly Measure[] = [
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
      goals: [{ column: compared, most: 0 }],
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
  return measures.map((each) => ({ ...each, rate }))
}
