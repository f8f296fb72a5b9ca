/** `npm start`: installs and builds what is missing, then serves the console. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt } from './build.js'
import { installDependencies, root } from './dependencies.js'

installDependencies()
ensureBuilt()
const program = join(root, 'dist', 'server', 'cli.js')
const server = spawn(process.execPath, [program, ...process.argv.slice(2)], {
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 1))
