import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { asStringMap, type Fields } from '../src/k8s/shape.ts'
import { loadDefinitions } from '../src/sandbox/definitions/index.ts'
import { loadConfig } from '../src/server/config/load.ts'
import { authorizationFile, deployFolder, folders, manifestsIn } from './manifests.ts'

const root = join(deployFolder, '..')
const steps = readFileSync(join(deployFolder, 'Containerfile'), 'utf8')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line))

/** What is copied from the repository. */
const copied = steps.flatMap((line) => /^COPY (?!--from)(.+) \S+$/.exec(line)?.[1]?.split(' ') ?? [])

test('what the container file copies is there', () => {
  expect(copied.length).toBeGreaterThan(5)
  for (const source of copied) expect(existsSync(join(root, source)), source).toBe(true)
})

test('the container file copies all that the build reads', () => {
  const script = readFileSync(join(root, 'scripts', 'build.js'), 'utf8')
  const sources = /^const sources = \[(.+)\]$/m.exec(script)?.[1]?.match(/(?<=')[^',]+(?=')/g) ?? []
  expect(sources.length).toBeGreaterThan(3)
  const isCopied = (source: string) => copied.some((each) => source === each || source.startsWith(`${each}/`))
  expect(sources.filter((source) => !isCopied(source))).toEqual([])
})

test('the image runs as somebody with a number who is not root, and as the Deployment says', () => {
  expect(steps).toContain('USER 65532:65532')
  const deployment = manifestsIn('kubernetes').find(({ kind }) => kind === 'Deployment')
  expect(deployment?.spec).toMatchObject({
    replicas: 2,
    template: {
      spec: {
        automountServiceAccountToken: false,
        securityContext: { runAsUser: 65532, runAsGroup: 65532, runAsNonRoot: true },
        containers: [{ securityContext: { readOnlyRootFilesystem: true } }],
      },
    },
  })
})

test('kustomize knows every file', () => {
  const { resources } = parse(readFileSync(join(deployFolder, 'kubernetes', 'kustomization.yaml'), 'utf8'))
  const files = readdirSync(join(deployFolder, 'kubernetes')).filter((file) => file !== 'kustomization.yaml')
  expect(resources.toSorted()).toEqual(files.toSorted())
})

test('the configuration is one that Portolan starts with', () => {
  const map = manifestsIn('kubernetes').find(({ kind }) => kind === 'ConfigMap')
  const { 'portolan.yaml': text = '' } = asStringMap(map?.data)
  const env = {
    PORTOLAN_CONFIG: '/etc/portolan.yaml',
    PORTOLAN_SESSION_KEY: Buffer.alloc(32).toString('base64'),
  }
  const { config } = loadConfig({ argv: [], env, version: '1.2.3', readFile: () => text })
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 7654,
    signIn: ['oidc'],
    clusters: [{ server: 'https://kubernetes.default.svc' }],
    audit: { destination: 'stdout', required: true },
  })
})

test('no Secret has a value', () => {
  const secrets = folders.flatMap(manifestsIn).filter(({ kind }) => kind === 'Secret')
  expect(secrets).toHaveLength(1)
  for (const secret of secrets) {
    expect(secret).not.toHaveProperty('data')
    expect(secret).not.toHaveProperty('stringData')
  }
})

interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

const rulesOf = (name: RegExp): readonly Rule[] =>
  manifestsIn('rbac')
    .filter(({ kind, metadata }) => kind === 'ClusterRole' && name.test(metadata.name))
    .flatMap(({ rules }) => rules as readonly Rule[])

test.each([
  [/^portolan-administrator-/, 'update'],
  [/^portolan-auditor$/, 'list'],
])('%s knows the types of every definition', async (name, verb) => {
  const rules = rulesOf(name)
  const lacks = (await loadDefinitions())
    .map(({ spec }) => spec as { group: string; names: { plural: string } })
    .filter(({ group }) => group !== 'auth.alauda.io')
    .filter(
      ({ group, names }) =>
        !rules.some(
          ({ apiGroups, resources, verbs }) =>
            apiGroups.includes(group) &&
            (resources.includes('*') || resources.includes(names.plural)) &&
            verbs.includes(verb),
        ),
    )
  expect(lacks).toEqual([])
})

test('the auditor reads, and reads no Secrets', () => {
  const rules = rulesOf(/^portolan-auditor$/)
  expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(new Set(['get', 'list', 'watch']))
  for (const { apiGroups, resources } of rules) {
    expect(resources).not.toContain('secrets')
    expect(apiGroups).not.toContain('*')
    if (apiGroups.includes('')) expect(resources).not.toContain('*')
  }
})

test('the authorizer is asked by the kubeconfig that lies beside it, where its pod listens', () => {
  const { authorizers } = authorizationFile('authorization.yaml') as {
    authorizers: readonly { type: string; webhook?: Fields }[]
  }
  const last = authorizers.at(-1)?.webhook
  // RBAC is asked first; without an answer it has the last word.
  expect(authorizers.map(({ type }) => type)).toEqual(['Node', 'RBAC', 'Webhook'])
  expect(last).toMatchObject({
    failurePolicy: 'NoOpinion',
    connectionInfo: { kubeConfigFile: '/etc/kubernetes/portolan/authorizer.kubeconfig' },
  })
  const kubeconfig = JSON.stringify(authorizationFile('authorizer.kubeconfig'))
  expect(kubeconfig).toContain('https://127.0.0.1:7655/authorize')
  expect(authorizationFile('pod.yaml')).toMatchObject({
    spec: { hostNetwork: true, containers: [{ livenessProbe: { httpGet: { port: 7655 } } }] },
  })
  expect(authorizationFile('pod.yaml')).not.toHaveProperty('spec.serviceAccountName')
})

test('nobody of a project patches, or reads ports and rules, but by the role that says so', () => {
  const roles = manifestsIn('rbac').filter(
    ({ kind, metadata }) => kind === 'Role' && metadata.namespace !== undefined,
  )
  const verbsOf = (name: string, resource: string) =>
    roles
      .filter(({ metadata }) => metadata.name === name)
      .flatMap(({ rules }) => rules as readonly Rule[])
      .filter(({ resources }) => resources.includes(resource))
      .flatMap(({ verbs }) => verbs)
  expect(verbsOf('portolan-project-rules', 'rules')).toEqual(['create', 'update', 'delete'])
  expect(verbsOf('portolan-project-ports', 'frontends')).toEqual(['create', 'update', 'delete'])
  expect(verbsOf('portolan-project-reading', 'rules')).toEqual(['get', 'list', 'watch'])
})
