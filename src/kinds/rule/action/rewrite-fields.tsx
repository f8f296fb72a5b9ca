/** The path that pods see instead of the one that was asked for, with an example worked out. */
import { Box, OutlinedInput, Typography } from '@mui/material'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { removeAt, setAt } from '../../../manifest/manifest.ts'
import { Toggle } from '../../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../../ui/fields/context.ts'
import { Row, Section } from '../../../ui/fields/section.tsx'
import { TextInput } from '../../../ui/fields/text-input.tsx'
import { Mono } from '../../../ui/mono.tsx'
import { mono } from '../../../ui/theme.ts'
import { viewOf } from '../spec.ts'
import { exampleFor, previewOf } from './rewrite-preview.ts'
import './words.ts'

const basePath = ['spec', 'rewrite_base']
const targetPath = ['spec', 'rewrite_target']

export function RewriteSection() {
  const { t } = useTranslation('action')
  const { edit } = useForm()
  const base = useLens(basePath).value
  const target = useLens(targetPath).value
  const [wanted, setWanted] = useState(false)
  const isSet = (value: unknown) => value !== undefined && value !== ''
  const isOn = isSet(base) || isSet(target) || wanted
  const toggle = (on: boolean) => {
    setWanted(on)
    edit((manifest) => {
      if (on) return setAt(manifest, targetPath, '/')
      return [basePath, targetPath].reduce((current, path) => removeAt(current, path), manifest)
    })
  }
  return (
    <Section title={t('section.rewrite')}>
      <Toggle
        path={targetPath}
        label={t('rewrite')}
        help={t('rewriteHelp')}
        checked={isOn}
        onChange={toggle}
      />
      {isOn && (
        <>
          <Row>
            <TextInput
              path={basePath}
              label={t('rewriteBase')}
              help={t('rewriteBaseHelp')}
              mono
              placeholder="/(prefix-x)(/|$)(.*)"
            />
            <TextInput
              path={targetPath}
              label={t('rewriteTarget')}
              help={t('rewriteTargetHelp')}
              mono
              keepEmpty
              placeholder="/$3"
            />
          </Row>
          <RewritePreview />
        </>
      )}
    </Section>
  )
}

function RewritePreview() {
  const { t } = useTranslation('action')
  const id = useId()
  const { spec } = viewOf(useForm().manifest.value)
  const [typed, setTyped] = useState<string | null>(null)
  const example = typed ?? exampleFor(spec)
  const preview = previewOf(spec, example)
  return (
    <Box sx={{ display: 'grid', gap: 0.5 }}>
      <Typography component="label" htmlFor={id} variant="body2" sx={{ fontWeight: 500 }}>
        {t('preview.example')}
      </Typography>
      <OutlinedInput
        id={id}
        fullWidth
        value={example}
        onChange={(event) => setTyped(event.target.value)}
        slotProps={{
          input: { autoComplete: 'off', spellCheck: false, style: { fontFamily: mono, fontSize: 13 } },
        }}
      />
      <Typography
        variant="body2"
        component="div"
        role="status"
        sx={{ overflowWrap: 'anywhere', minHeight: 20 }}
      >
        {preview.is === 'path' ? (
          <>
            {t('preview.becomes')} <Mono>{preview.after}</Mono>
          </>
        ) : (
          t(`preview.${preview.is}`)
        )}
      </Typography>
    </Box>
  )
}
