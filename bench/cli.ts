/** `npm run bench`: measures the console with many objects and many changes, and prints what it found. */
import { Generator } from './churn.ts'
import { stopLeftOver } from './clusters.ts'
import { Ending } from './ending.ts'
import { describeMachine } from './machine.ts'
import { sectionsOf } from './measures.ts'
import { readOptions } from './options.ts'
import { launchBrowser } from './page.ts'
import { asMarkdown, asText, Figures, replaceFigures } from './report.ts'
import { type Bench, codeSize, runOn } from './run.ts'

const options = readOptions(process.argv.slice(2))
const began = performance.now()
const figures = new Figures()
const ending = new Ending()
const say = (line: string) =>
  console.error(`${String(Math.round((performance.now() - began) / 1000)).padStart(5)} s  ${line}`)

// What is under way fails when everything is ended, and the figures so far are printed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void ending.all())

/** Whether it came to its end; what it measured until then is in the figures. */
async function measure(): Promise<boolean> {
  try {
    if (options.clusters.includes('control plane')) ending.add(stopLeftOver)
    const browser = await launchBrowser()
    ending.add(() => browser.close())
    const generator = new Generator()
    ending.add(generator.stop)
    const isOver = () => performance.now() - began > options.minutes * 60_000
    const bench: Bench = { options, browser, generator, figures, ending, say, isOver }
    if (options.parts.has('size')) await codeSize(bench)
    for (const cluster of options.clusters) await runOn(bench, cluster)
    return true
  } catch (error) {
    console.error(error)
    return false
  } finally {
    await ending.all()
  }
}

if (options.figures !== undefined) figures.load(options.figures)
const machine = await describeMachine()
say(machine.join('; '))
const isComplete = await measure()
const sections = sectionsOf(options.rates)
const minutes = `${((performance.now() - began) / 60_000).toFixed(1)} minutes`
console.log(`\n${[...machine, minutes].join('\n')}\n\n${asText(figures, sections)}`)
if (options.figures !== undefined) figures.save(options.figures)
if (options.report !== undefined) {
  const facts = [...machine, `the run took ${minutes}`].map((fact) => `- ${fact}`).join('\n')
  replaceFigures(options.report, `${facts}\n\n${asMarkdown(figures, sections)}`)
}
process.exitCode = isComplete ? 0 : 1
