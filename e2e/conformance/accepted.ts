/** Differences that are known and that nobody at the console would notice. */
import type { Difference } from './compare.ts'

export interface Accepted {
  /** Matches `<session>: <METHOD> <path>`. */
  readonly request: RegExp
  /** Matches the path of the difference inside the answer. */
  readonly at: RegExp
  /** Where given, matches what the real server says there. */
  readonly real?: RegExp
  readonly reason: string
}

export const accepted: readonly Accepted[] = [
  {
    request: /POST .*\/customresourcedefinitions\?/,
    at: /^(code|body)/,
    reason:
      'What a definition says of its schema is hardly checked: definitions come with their operators, and the console has no form for them.',
  },
  {
    request: /\/daemonsets/,
    at: /managedFields|^body\.rows\[0\]\.object\.metadata\.annotations$/,
    reason:
      'The real server keeps the template generation of a DaemonSet beside the object and adds its annotation on the way out; here it is an annotation like others, with an owner.',
  },
  {
    request: /objects: conformance-(gateway|gatewayclass|listeners): /,
    at: /^body\.metadata\.resourceVersion$/,
    reason:
      'These definitions give a status by default, which the real server stores with the first update, even with one that changes nothing: one version more.',
  },
  {
    request: /(POST|PATCH) .*\/configmaps/,
    at: /^body\.message$|^headers\.warning\[0\]$/,
    real: /yaml: (line \d+: )?(did not find|mapping values|unknown anchor)|key \\+"a\\+" already set in map/,
    reason:
      'Another YAML parser words its syntax errors otherwise, and a key that stands twice is named by its path instead of its line.',
  },
  {
    request: /field validation: POST .*\/configmaps/,
    at: /\.f:data\.f:a$|^body\.data\.a$/,
    reason:
      'A map that stands twice in a JSON body: Go puts the two together, JSON parsers take the later one. Both servers call it a duplicate.',
  },
  {
    request: /patches: strategic: /,
    at: /message$/,
    real: /unrecognized type: int32|cannot restore struct from: slice/,
    reason:
      'A value of the wrong type in a strategic merge patch is refused in other words; the console sends no such patches.',
  },
  {
    request: /GET .*\/replicasets\/r\/scale$/,
    at: /^body/,
    real: /Table|meta\.k8s\.io|absent|\[/,
    reason: 'A Scale is not printed as a table; neither the console nor "kubectl scale" asks for one.',
  },
]

/** The first entry that speaks of a difference, or `undefined`. */
export function acceptance(request: string, { at, real }: Difference): Accepted | undefined {
  return accepted.find(
    (each) => each.request.test(request) && each.at.test(at) && (each.real?.test(real) ?? true),
  )
}
