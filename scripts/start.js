/** `npm start`: installs and builds what is missing, then serves the console. */
import { runProgram } from './program.js'

runProgram('cli.js')
