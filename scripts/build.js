/** Builds the page and the server into `dist/`, unless what stands there is of the same sources. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { installDependencies, root, run } from './dependencies.js'

const dist = join(root, 'dist')
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json', 'scripts/build.js']

/** Builds in a process of its own, so that the tools are gone when what they built runs. */
export function ensureBuilt() {
  run(process.execPath, [fileURLToPath(import.meta.url)], { stdio: ['ignore', 2, 2] })
}

async function build() {
  const digest = digestOf(sources.map((name) => join(root, name)))
  const stamp = join(dist, '.sources')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  console.error('Building…')
  rmSync(dist, { recursive: true, force: true })
  await Promise.all([buildPage(), buildServer()])
  writeFileSync(stamp, digest)
}

async function buildPage() {
  const vite = await import('vite')
  await vite.build({ root, logLevel: 'warn' })
  await compress(join(dist, 'web'))
}

/** One file that needs no node_modules, and the definitions that it reads when it runs as a sandbox. */
async function buildServer() {
  await writeDefinitions()
  const esbuild = await import('esbuild')
  await esbuild.build({
    entryPoints: {
      cli: join(root, 'src', 'cli.ts'),
      sandbox: join(root, 'src', 'sandbox-cli.ts'),
      authorizer: join(root, 'src', 'authorizer', 'cli.ts'),
    },
    outdir: join(dist, 'server'),
    // What is only needed for the sandbox is only read with it.
    splitting: true,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    // Bundled CommonJS packages expect these three.
    banner: {
      js: [
        "import { createRequire as __createRequire } from 'node:module'",
        "import { fileURLToPath as __fileURLToPath } from 'node:url'",
        "import { dirname as __dirnameOf } from 'node:path'",
        'const require = __createRequire(import.meta.url)',
        'const __filename = __fileURLToPath(import.meta.url)',
        'const __dirname = __dirnameOf(__filename)',
      ].join('\n'),
    },
  })
}

/** The definitions as JSON: the sandbox would spend most of a second on reading YAML. */
async function writeDefinitions() {
  const { parse } = await import('yaml')
  const folder = join(root, 'src', 'sandbox', 'definitions')
  const definitions = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => parse(readFileSync(join(folder, file), 'utf8'), { maxAliasCount: -1 }))
  mkdirSync(join(dist, 'server'), { recursive: true })
  writeFileSync(join(dist, 'server', 'definitions.json'), JSON.stringify(definitions))
}

/** Lays a `.br` and a `.gz` beside every file that shrinks by it. */
async function compress(folder) {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  const files = filesIn(folder).filter((file) => /\.(js|css|html|svg|json|ttf)$/.test(file))
  for (const file of files) {
    const content = readFileSync(file)
    if (content.length < 1024) continue
    writeFileSync(`${file}.br`, await promisify(brotliCompress)(content, quality))
    writeFileSync(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
  }
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function digestOf(paths) {
  const hash = createHash('sha256').update(process.version)
  const files = paths
    .flatMap((path) => (existsSync(path) && !/\.[a-z]+$/.test(path) ? filesIn(path) : [path]))
    .sort()
  for (const file of files) {
    if (/\.test\.tsx?$/.test(file)) continue
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  installDependencies()
  await build()
}
