/** Random plain values for the property tests, rich in strings that YAML readers misread. */

import * as fc from 'fast-check'

const PEM = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQ\nq3Zl+/==\n-----END CERTIFICATE-----\n'

export const strings = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('web', 'TCP', 'ClusterIP', 'app.kubernetes.io/name', 'a b c', 'x-y_z'),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        'on',
        'no',
        'Y',
        '~',
        'null',
        '0777',
        '0o17',
        '1e3',
        '1_000',
        '12:30:45',
        '1.0',
        '.5',
        '0x1F',
        '2024-01-01',
      ],
      ...[
        '',
        ' a',
        'a ',
        'a: b',
        'a #b',
        '- a',
        '*a',
        '&a',
        '!a',
        '{a}',
        '[a',
        'a]',
        '%a',
        '@a',
        '`a',
        '|',
        '>',
        '#',
      ],
      ...[
        '"quoted"',
        "it's",
        'back\\slash',
        '10.0.0.1',
        '10.0.0.0/8',
        '::1',
        'fe80::',
        'a,b',
        'https://a.b/c?d=e',
        '<<',
      ],
      ...[
        'grüße',
        '日本',
        '🚀 up',
        'tab\there',
        '---',
        '=',
        'x:',
        ':x',
        '?x',
        '-x',
        'true',
        '8080',
        '-1',
        '+.inf',
      ],
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      PEM,
      '{\n  "a": 1\n}',
      'one\ntwo',
      'a\n\nb\n',
      '\nfirst empty\n',
      '  indented\nless',
      'end\n\n',
      '# no comment\nx',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constant('long '.repeat(60).trim()) },
)

export const scalars = fc.oneof(
  { weight: 6, arbitrary: strings },
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 80, 443, 30_080, -1, 0.5) },
  { weight: 2, arbitrary: fc.constantFrom(true, false, null) },
)

export const keys = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      'name',
      'port',
      'app',
      'tier',
      'targetPort',
      'protocol',
      'matchLabels',
      'from',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('example.com/a', 'y', '80', 'a b', 'on', 'x: y', 'null', "it's") },
)

export const values: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: scalars },
    { weight: 2, arbitrary: fc.dictionary(keys, tie('value'), { maxKeys: 4, noNullPrototype: true }) },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
  ),
})).value
