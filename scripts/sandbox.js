/** `npm run sandbox -- --port N --write-kubeconfig FILE`: the sandbox alone, for kubectl and other clients. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt } from './build.js'
import { installDependencies, root } from './dependencies.js'

installDependencies()
ensureBuilt()
const program = join(root, 'dist', 'server', 'sandbox.js')
const sandbox = spawn(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => sandbox.kill(signal))
sandbox.on('exit', (code) => process.exit(code ?? 1))
