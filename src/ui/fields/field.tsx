/** The frame of every field: label above, one sentence of help, what is wrong in words. */
import { Box, Button, Typography } from '@mui/material'
import { type ReactNode, useId } from 'react'
import type { Path } from '../../k8s/fieldpath.ts'
import { firstSentence } from '../../k8s/openapi-describe.ts'
import type { Finding, Fix, Text } from '../../manifest/finding.ts'
import { withFix } from '../../manifest/fix.ts'
import { OwnerMark } from '../owner-mark.tsx'
import { State, type Tone } from '../state.tsx'
import { useText } from '../text.ts'
import { HelpButton } from './cluster-help.tsx'
import { useFindings, useForm } from './context.ts'
import { misfitAt, type Shape } from './fit.ts'
import { MisfitNotice } from './misfit-notice.tsx'

const tones: Record<Finding['severity'], Tone> = {
  error: 'danger',
  warning: 'warning',
  info: 'unknown',
}

/** What is wrong, in words, each with the button that mends it where one does. */
export function Findings({ findings, id }: { findings: readonly Finding[]; id?: string }) {
  const text = useText()
  if (findings.length === 0) return null
  return (
    <Box id={id} sx={{ display: 'grid', gap: 0.5, mt: 0.5 }}>
      {findings.map((finding) => (
        <Typography
          key={`${finding.id}${finding.path.join()}`}
          variant="caption"
          component="div"
          data-finding={finding.id}
        >
          <State tone={tones[finding.severity]}>{text(finding.text)}</State>
          <FixButton fix={finding.fix} />
        </Typography>
      ))}
    </Box>
  )
}

const onlyHeard = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  m: '-1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const

function withProblem(findings: readonly Finding[], path: Path, text: Text | null): readonly Finding[] {
  if (text === null || findings.some(({ severity }) => severity === 'error')) return findings
  return [...findings, { id: 'field/problem', severity: 'error', path, text }]
}

function FixButton({ fix }: { fix: Fix | undefined }) {
  const text = useText()
  const { edit, frozen } = useForm()
  if (fix === undefined) return null
  return (
    <Button
      disabled={frozen}
      onClick={() => edit((manifest) => withFix(manifest, fix))}
      sx={{ display: 'block', ml: 2.25, minHeight: 24, py: 0, px: 0.75, fontSize: 12, lineHeight: '20px' }}
    >
      {text(fix.label)}
    </Button>
  )
}

export interface FieldProps {
  readonly label: string
  /** One sentence. Without it the cluster's own first one stands there; with `null` nothing does. */
  readonly help?: ReactNode | undefined
  readonly required?: boolean | undefined
  /** For screen readers only, where the heading above says the same. */
  readonly hideLabel?: boolean | undefined
}

export interface ControlProps {
  readonly id: string
  /** Of the label, for controls that a `label` element cannot name. */
  readonly labelId: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
}

/**
 * The label names, as `named` says, an `input` by its id, a `control` that refers to `labelId` itself, or
 * the whole `group` of controls.
 */
export function Field(props: {
  /** The field as whoever uses it describes it. */
  of: FieldProps & { readonly path: Path }
  /** The field speaks for everything below its path. */
  whole?: boolean
  /** Places below its path that other fields speak for. */
  without?: readonly Path[]
  /** What the field can show; by default a text. */
  holds?: Shape
  /** What the field itself finds wrong with its value; said where no check and no server says more. */
  problem?: Text | null
  named?: 'input' | 'control' | 'group'
  children: (control: ControlProps) => ReactNode
}) {
  const id = useId()
  const { path, label, hideLabel = false } = props.of
  const { manifest, describe, ownersAt } = useForm()
  const odd = misfitAt(manifest, path, props.holds ?? 'text')
  const named = odd === null ? (props.named ?? 'input') : 'group'
  const found = useFindings(path, props.whole, props.without)
  const findings = withProblem(found, path, props.problem ?? null)
  const owned = ownersAt(path, props.whole)
  const explained = describe(path)
  const help = props.of.help === undefined ? firstSentence(explained) : props.of.help
  const described = [
    help ? `${id}-help` : '',
    owned.owners.length > 0 ? `${id}-owners` : '',
    findings.length > 0 ? `${id}-findings` : '',
  ].filter(Boolean)
  return (
    <Box
      data-path={path.join('.')}
      {...(named === 'group' && { role: 'group', 'aria-labelledby': `${id}-label` })}
      // What is only heard stands within the field: from further out it would make the whole page scroll.
      sx={{ display: 'grid', minWidth: 0, alignContent: 'start', position: 'relative' }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          mb: 0.5,
          minWidth: 0,
          ...(hideLabel && onlyHeard),
        }}
      >
        <Typography
          id={`${id}-label`}
          component={named === 'input' ? 'label' : 'span'}
          {...(named === 'input' && { htmlFor: id })}
          variant="body2"
          sx={{
            fontWeight: 500,
            // A long name of an owner gives way first.
            flexShrink: 0,
            maxWidth: '75%',
            // Said to screen readers by aria-required; here it is only drawn.
            ...(props.of.required === true && {
              '&::after': { content: '"*"', color: 'error.main', ml: 0.25 },
            }),
          }}
        >
          {label}
        </Typography>
        {!hideLabel && <HelpButton path={path} text={explained} labelId={`${id}-label`} />}
        <OwnerMark owned={owned} id={`${id}-owners`} />
      </Box>
      {odd !== null ? (
        <MisfitNotice at={odd} />
      ) : (
        props.children({
          id,
          labelId: `${id}-label`,
          'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
          'aria-invalid': findings.some((finding) => finding.severity === 'error'),
        })
      )}
      {help !== null && (
        <Typography
          id={`${id}-help`}
          variant="caption"
          component="div"
          color="textSecondary"
          // The line is there before the cluster's words are, so that nothing moves when they come.
          sx={{ mt: 0.5, minHeight: 16 }}
          noWrap={props.of.help === undefined}
        >
          {help}
        </Typography>
      )}
      <Findings findings={findings} id={`${id}-findings`} />
    </Box>
  )
}
