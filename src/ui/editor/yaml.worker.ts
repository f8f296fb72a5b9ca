/** The language service for YAML, in a thread of its own. */
import 'monaco-yaml/yaml.worker.js'
