/** `npm run cluster -- up|down|status`: a real Kubernetes control plane on this machine. */
import { bin, installDependencies, run } from './dependencies.js'

installDependencies()
run(bin('tsx'), ['e2e/cluster/cli.ts', ...process.argv.slice(2)])
