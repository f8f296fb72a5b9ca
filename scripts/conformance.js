/** `npm run conformance`: compares the sandbox with a real control plane. */
import { bin, installDependencies, run } from './dependencies.js'

installDependencies()
run(bin('tsx'), ['e2e/conformance/cli.ts', ...process.argv.slice(2)])
