/** An object as YAML, to be read. The values of a Secret show only once somebody asks for them. */
import { Alert, Box, Button } from '@mui/material'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editablePart } from '../../k8s/editable.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { writeYaml } from '../../manifest/write.ts'
import { LazyYamlEditor } from '../../ui/editor/lazy-yaml-editor.tsx'
import { useSchemas } from '../api/schemas.ts'
import { isSecret, withHiddenValues } from '../resources/secret-values.ts'

export function ObjectYaml({ cluster, object }: { cluster: string; object: KubeObject }) {
  const { t } = useTranslation('app')
  const [revealed, setRevealed] = useState(false)
  const secret = isSecret(object)
  const text = useMemo(() => {
    const shown = secret && !revealed ? withHiddenValues(object) : object
    return writeYaml({ ...editablePart(shown), ...('status' in shown && { status: shown.status }) })
  }, [object, secret, revealed])
  // Dots are no base64, and nobody needs to be told.
  const { schemas } = useSchemas(cluster, secret ? '' : text)
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', bgcolor: 'background.paper' }}>
      {secret && (
        <Alert
          severity="info"
          role="note"
          sx={{ borderRadius: 0, flexShrink: 0 }}
          action={
            <Button size="small" color="inherit" onClick={() => setRevealed(!revealed)}>
              {t(revealed ? 'resources.hideValues' : 'resources.showValues')}
            </Button>
          }
        >
          {t(revealed ? 'resources.valuesShown' : 'resources.valuesHidden')}
        </Alert>
      )}
      <Box sx={{ flex: 1, minHeight: 0 }}>
        <LazyYamlEditor text={text} label={t('yamlOf', { name: object.metadata.name })} schemas={schemas} />
      </Box>
    </Box>
  )
}
