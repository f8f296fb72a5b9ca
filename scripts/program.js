/** Runs one of the built programs, with everything installed and built that it needs. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt } from './build.js'
import { installDependencies, root } from './dependencies.js'

/** The program of that name in `dist/server`, with this process's own arguments; it ends this process with its code. */
export function runProgram(name) {
  installDependencies()
  ensureBuilt()
  const program = spawn(process.execPath, [join(root, 'dist', 'server', name), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => program.kill(signal))
  program.on('exit', (code) => process.exit(code ?? 1))
}
