/** Where the numbers of each cluster's objects are. */
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import { setting } from '../setting.ts'
import { choice, duration, file, structure, text } from '../valuetype.ts'

const label = () => text('the name of a label, such as `pod`', /^[A-Za-z_]\w*$/).schema
const prometheusFields = z
  .strictObject(
    {
      cluster: text('the name of a cluster').schema.register(z.globalRegistry, {
        description: 'The cluster whose objects it measures.',
      }),
      url: text(
        'an address that begins with `https://` or `http://`, without a user and a query',
        /^https?:\/\/[^\s/@?#]+(\/[^\s@?#]*)?$/,
      ).schema.register(z.globalRegistry, {
        description: 'The address of Prometheus, or of what answers as it does.',
      }),
      certificateAuthority: z.optional(file().schema).register(z.globalRegistry, {
        description: 'A file with the certificates that it is trusted by; by default those of the system.',
      }),
      auth: z.optional(choice('none', 'token', 'forward').schema).register(z.globalRegistry, {
        description:
          'What it is asked with: nothing, the token in `tokenFile`, or the token of whoever wants to know.',
      }),
      tokenFile: z
        .optional(file().schema)
        .register(z.globalRegistry, { description: 'A file that holds the token for `auth: token`.' }),
      interval: z
        .optional(duration().schema)
        .register(z.globalRegistry, { description: 'The time between two scrapes; by default 30s.' }),
      namespaceLabel: z.optional(label()).register(z.globalRegistry, {
        description: 'What it calls the namespace of a Pod; by default `namespace`.',
      }),
      podLabel: z
        .optional(label())
        .register(z.globalRegistry, { description: 'What it calls the name of a Pod; by default `pod`.' }),
    },
    { error: 'a mapping of `cluster` and `url`' },
  )
  .check(
    z.refine(({ auth, tokenFile }) => (auth === 'token') === (tokenFile !== undefined), {
      error: '`tokenFile` belongs to `auth: token`, which needs it.',
      path: ['tokenFile'],
    }),
  )

export type ConfiguredPrometheus = z.infer<typeof prometheusFields>

function located(given: ConfiguredPrometheus, folder: string): ConfiguredPrometheus {
  const { certificateAuthority, tokenFile } = given
  return {
    ...given,
    ...(certificateAuthority !== undefined && {
      certificateAuthority: resolve(folder, certificateAuthority),
    }),
    ...(tokenFile !== undefined && { tokenFile: resolve(folder, tokenFile) }),
  }
}

export const monitoringSettings = {
  prometheus: setting<readonly ConfiguredPrometheus[]>({
    type: structure(z.array(prometheusFields, { error: 'a list of mappings' }), {
      fields: Object.keys(prometheusFields.shape),
      locate: (all, folder) => all.map((each) => located(each, folder)),
    }),
    initial: [],
    initially: 'none: pages say so in place of charts',
    what: 'For each cluster that is monitored, the Prometheus that has its numbers.',
  }),
} as const
