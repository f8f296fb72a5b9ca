/** `npm run conformance`: one corpus to the sandbox and to a real control plane; the answers must agree. */
import { Command } from 'commander'
import { corpus } from './corpus/index.ts'
import { summarise } from './report.ts'
import { type Result, runSession, Side } from './run.ts'
import { startReal, startSandbox } from './servers.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

interface CliOptions {
  readonly session?: string
  readonly keep?: boolean
}

async function compare({ session = '', keep = false }: CliOptions): Promise<boolean> {
  const started = Date.now()
  const sessions = corpus.filter(({ name }) => new RegExp(session).test(name))
  const real = await startReal(keep, say)
  try {
    const sandbox = await startSandbox(say)
    try {
      const sides = [new Side(real.target), new Side(sandbox.target)] as const
      const results: Result[] = []
      for (const each of sessions) results.push(...(await runSession(each, sides)))
      const { lines, passed } = summarise(results, sessions.length === corpus.length)
      say(`Compared in ${Math.round((Date.now() - started) / 1000)} s.\n${lines.join('\n')}`)
      return passed
    } finally {
      await sandbox.close()
    }
  } finally {
    await real.close()
  }
}

const program = new Command('conformance')
  .description('Compares the sandbox with a real kube-apiserver.')
  .option('--session <pattern>', 'only sessions whose name matches')
  .option('--keep', 'take the cluster that is up, and leave it up')
  .action(async (options: CliOptions) => {
    if (!(await compare(options))) process.exitCode = 1
  })

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
