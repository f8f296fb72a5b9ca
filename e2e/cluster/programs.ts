/** Background programs of one cluster: started detached, recorded by pid, ended only if the pid is still theirs. */
import { spawn } from 'node:child_process'
import { open, readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ClusterPlaces } from './places.ts'
import { readIfPresent } from './places.ts'

export interface ProgramStart {
  /** Names the pid file and the log. */
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** Beside what this process has. */
  readonly env?: Readonly<Record<string, string>>
}

/** Starts a program that outlives this process and its terminal; its output goes to its log. */
export async function startProgram(
  places: ClusterPlaces,
  { name, command, args, env = {} }: ProgramStart,
): Promise<void> {
  const log = await open(places.log(name), 'a')
  try {
    const child = spawn(command, args, {
      cwd: places.directory,
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', reject)
    })
    await writeFile(places.pid(name), `${child.pid ?? ''}\n`)
    child.unref()
  } finally {
    await log.close()
  }
}

/** The recorded pid, if that process still runs and still is this cluster's program; else `null`. */
export async function runningPid(places: ClusterPlaces, name: string): Promise<number | null> {
  const pid = Number(await readIfPresent(places.pid(name)))
  if (!Number.isInteger(pid) || pid <= 0) return null
  const commandLine = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0').join(' ')
  // Every program is given this cluster's own folder, so another's (or a reused pid) never matches.
  return commandLine.includes(name) && commandLine.includes(`${places.directory}/`) ? pid : null
}

/**
 * Ends a program and waits until it is gone. Does nothing where it does not run. `patience` is how long it
 * may take to end by itself, in milliseconds; with none it is killed at once.
 */
export async function stopProgram(places: ClusterPlaces, name: string, patience = 5000): Promise<void> {
  const pid = await runningPid(places, name)
  if (pid !== null) {
    const deadline = Date.now() + patience
    if (patience > 0) signal(pid, 'SIGTERM')
    while ((await runningPid(places, name)) === pid) {
      if (Date.now() >= deadline) signal(pid, 'SIGKILL')
      await sleep(50)
    }
  }
  await rm(places.pid(name), { force: true })
}

/** The last lines of a program's log, for an error message. */
export async function tailOfLog(places: ClusterPlaces, name: string, lines = 15): Promise<string> {
  const text = (await readIfPresent(places.log(name))) ?? ''
  return text.trimEnd().split('\n').slice(-lines).join('\n')
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    // It ended by itself between the look and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
