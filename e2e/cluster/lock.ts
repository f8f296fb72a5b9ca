/** One holder at a time, between processes: a file that names the process which holds it. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureDirectory } from './places.ts'

/** Runs `work` while no other process holds the lock at `path`. `waiting` is told once if it has to wait. */
export async function withLock<T>(path: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
  await ensureDirectory(dirname(path))
  for (let told = false; !(await take(path)); told = true) {
    if (!told) waiting()
    await sleep(300)
  }
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const holder = Number(await readFile(path, 'utf8').catch(() => ''))
  if (holder > 0 && !isAlive(holder)) await clear(path, holder)
  return false
}

/**
 * Removes what a killed holder left behind. Moved aside first: only one of several waiters can do that,
 * and if it was a new holder's file after all, it goes back.
 */
async function clear(path: string, holder: number): Promise<void> {
  const aside = `${path}.${process.pid}`
  try {
    await rename(path, aside)
  } catch {
    return
  }
  const found = Number(await readFile(aside, 'utf8'))
  if (found === holder) await rm(aside, { force: true })
  else await rename(aside, path)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
