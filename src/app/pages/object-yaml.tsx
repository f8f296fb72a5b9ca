/** An object as YAML, to be read. The values of a Secret are fetched and shown only once somebody asks for them. */
import { Alert, Box, Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editablePart } from '../../k8s/editable.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { writeYaml } from '../../manifest/write.ts'
import { LazyYamlEditor } from '../../ui/editor/lazy-yaml-editor.tsx'
import { getObject, type ObjectAddress } from '../api/objects.ts'
import { useSchemas } from '../api/schemas.ts'
import { isSecret, withHiddenValues } from '../resources/secret-values.ts'
import { useIsSessionOver } from '../session/context.ts'

/** `object` is as it was watched, which of a Secret tells only the keys. */
export function ObjectYaml({ address, object }: { address: ObjectAddress; object: KubeObject }) {
  const { t } = useTranslation('app')
  const [asked, setAsked] = useState(false)
  const secret = isSecret(object)
  const isOver = useIsSessionOver()
  useEffect(() => {
    if (isOver) setAsked(false)
  }, [isOver])
  const { cluster, type, namespace, name } = address
  const { data: whole, error } = useQuery({
    queryKey: ['secret', cluster, type, namespace, name, object.metadata.resourceVersion],
    queryFn: async ({ signal }) => (await getObject(address, signal)).body,
    enabled: secret && asked,
    // What is secret stays no longer than it is looked at.
    gcTime: 0,
  })
  const revealed = asked && whole !== undefined
  const text = useMemo(() => {
    const shown = !secret ? object : revealed ? whole : withHiddenValues(object)
    return writeYaml({ ...editablePart(shown), ...('status' in shown && { status: shown.status }) })
  }, [object, secret, revealed, whole])
  // Dots are no base64, and nobody needs to be told.
  const { schemas } = useSchemas(cluster, secret ? '' : text)
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', bgcolor: 'background.paper' }}>
      {secret && (
        <Alert
          severity={asked && error !== null ? 'error' : 'info'}
          role="note"
          sx={{ borderRadius: 0, flexShrink: 0 }}
          action={
            <Button size="small" color="inherit" onClick={() => setAsked(!asked)}>
              {t(asked ? 'resources.hideValues' : 'resources.showValues')}
            </Button>
          }
        >
          {(asked && error?.message) || t(revealed ? 'resources.valuesShown' : 'resources.valuesHidden')}
        </Alert>
      )}
      <Box sx={{ flex: 1, minHeight: 0 }}>
        <LazyYamlEditor text={text} label={t('yamlOf', { name })} schemas={schemas} />
      </Box>
    </Box>
  )
}
