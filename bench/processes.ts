/** Programs that the benchmark starts and ends, and what the kernel knows of them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** A way to end something that was started. */
export type Stop = () => Promise<void>

/** Clock ticks of `/proc` in a second; 100 on every Linux that Node runs on. */
const ticksPerSecond = 100
const patienceMilliseconds = 8_000

export interface Program {
  readonly pid: number
  /** The first match in what it prints. */
  readonly printed: RegExpExecArray
  readonly stop: Stop
}

/** Starts a program of Node and waits until it has printed what `ready` matches. */
export async function startNode(
  args: readonly string[],
  ready: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  const stop = stopOf(child)
  const printed = await new Promise<RegExpExecArray>((resolve, reject) => {
    let [output, errors] = ['', '']
    child.stderr.on('data', (data) => {
      errors = `${errors}${data}`.slice(-2_000)
    })
    child.stdout.on('data', (data) => {
      output += data
      const match = ready.exec(output)
      if (match !== null) resolve(match)
    })
    child.once('exit', () => reject(new Error(`${args[0]} ended at once: ${errors}`)))
  })
  return { pid: child.pid ?? 0, printed, stop }
}

export function stopOf(child: ChildProcess): Stop {
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    const impatient = setTimeout(() => child.kill('SIGKILL'), patienceMilliseconds)
    await ended
    clearTimeout(impatient)
  }
}

export interface Memory {
  /** Megabytes that it has in memory now, and the most it ever had. */
  readonly now: number
  readonly peak: number
}

export function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const field = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024
  return { now: field('VmRSS'), peak: field('VmHWM') }
}

/** Seconds of processor time that it has used so far. */
export function processorTimeOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name stands in parentheses and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** The share of one core that each program uses from now until the result is called. */
export function measureProcessors(pids: readonly number[]): () => readonly number[] {
  const [began, before] = [performance.now(), pids.map(processorTimeOf)]
  return () => {
    const seconds = (performance.now() - began) / 1000
    return pids.map((pid, at) => (processorTimeOf(pid) - (before[at] ?? 0)) / seconds)
  }
}
