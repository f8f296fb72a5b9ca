/** `npm start`: installs and builds what is missing, then serves the console. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt } from './build.js'
import { installDependencies, root } from './dependencies.js'
import { withCluster } from './own-cluster.js'

installDependencies()
ensureBuilt()
const flags = withCluster(process.argv.slice(2))
const server = spawn(process.execPath, [join(root, 'dist', 'server', 'cli.js'), ...flags], {
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 1))
