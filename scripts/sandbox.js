/** `npm run sandbox -- --port N --write-kubeconfig FILE`: the sandbox alone, for kubectl and other clients. */
import { runProgram } from './program.js'

runProgram('sandbox.js')
