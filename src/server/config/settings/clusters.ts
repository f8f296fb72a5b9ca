/** Which clusters there are, and what the platform on them is called by. */
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import { optional, setting } from '../setting.ts'
import { file, integer, structure, text, toggle } from '../valuetype.ts'

const name = () => text('a name').schema
const address = text('an address that begins with `https://` or `http://`', /^https?:\/\/[^\s/]/).schema

const clusterFields = z
  .strictObject(
    {
      name: text('a name').schema.register(z.globalRegistry, {
        description: 'Names it in addresses of the console.',
      }),
      title: z
        .optional(name())
        .register(z.globalRegistry, { description: 'What people call it; by default its name.' }),
      context: z.optional(name()).register(z.globalRegistry, {
        description: 'The kubeconfig context that it is, with its address and its user.',
      }),
      server: z
        .optional(address)
        .register(z.globalRegistry, { description: 'The address of its API server, instead of a context.' }),
      certificateAuthority: z.optional(file().schema).register(z.globalRegistry, {
        description:
          'A file with the certificates that its API server is trusted by; by default those of the system.',
      }),
      oidcImpersonate: z.optional(toggle().schema).register(z.globalRegistry, {
        description:
          'Whether people who signed in by OIDC are impersonated, because the cluster does not know the issuer.',
      }),
    },
    { error: 'a mapping of `name`, and `context` or `server`' },
  )
  .check(
    z.refine((cluster) => (cluster.context === undefined) !== (cluster.server === undefined), {
      error: 'A cluster has either `context` or `server`.',
    }),
    z.refine((cluster) => cluster.certificateAuthority === undefined || cluster.server !== undefined, {
      error: 'It belongs to `server`; a context brings its own.',
      path: ['certificateAuthority'],
    }),
  )

export type ConfiguredCluster = z.infer<typeof clusterFields>

function located(cluster: ConfiguredCluster, folder: string): ConfiguredCluster {
  const { certificateAuthority: file } = cluster
  return file === undefined ? cluster : { ...cluster, certificateAuthority: resolve(folder, file) }
}

const labelPrefix = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/

export const clusterSettings = {
  kubeconfig: optional<string>({
    type: file(),
    initially: '`KUBECONFIG`, `~/.kube/config`, else the sandbox',
    what: 'The kubeconfig whose contexts are the clusters.',
  }),
  clusters: setting<readonly ConfiguredCluster[]>({
    type: structure(z.array(clusterFields, { error: 'a list of clusters' }), {
      fields: Object.keys(clusterFields.shape),
      locate: (clusters, folder) => clusters.map((each) => located(each, folder)),
    }),
    initial: [],
    initially: 'all contexts of the kubeconfig',
    what: 'The clusters, in their order; the first one is opened first.',
  }),
  globalCluster: optional<string>({
    type: text('the name of a cluster'),
    what: 'The cluster in which platform-wide objects live, such as Domains.',
  }),
  sandbox: setting({
    type: toggle(),
    initial: false,
    initially: 'only where there is no kubeconfig',
    what: 'A cluster in memory with sample content, even where a kubeconfig is found.',
  }),
  sandboxScale: setting({
    type: integer(1, 1000),
    initial: 1,
    what: 'How many times the sample projects stand side by side.',
  }),
  labelDomain: setting({
    type: text('a DNS name in lower case, such as `cpaas.io`', labelPrefix, '<domain>'),
    initial: 'cpaas.io',
    what: "The prefix of the platform's labels.",
  }),
  projectLabel: optional<string>({
    type: text(
      'the key of a label, such as `cpaas.io/project`',
      /^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/,
      '<label>',
    ),
    initially: '`<labelDomain>/project`',
    what: 'The label of namespaces that names their project.',
  }),
} as const
