/** Writes objects of any kinds from files or a pasted text, through the same review as any other change. */

import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import { Box, Button } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { KubeObject } from '../../k8s/objects.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ImportFiles } from '../editor/import-files.tsx'
import { useKindName } from '../editor/kind-name.ts'
import { ObjectEditor } from '../editor/object-editor.tsx'
import { referenceTo } from '../resources/reference.ts'
import { scopePath, useScope } from '../scope.ts'
import { PageHead } from './kind-page.tsx'
import { useTitle } from './title.ts'

export function ImportPage() {
  const { t } = useTranslation('app')
  const scope = useScope()
  const navigate = useNavigate()
  const toast = useToast()
  const [written, setWritten] = useState<readonly KubeObject[] | null>(null)
  useTitle(t('import.title'))
  if (written !== null) return <Written objects={written} onMore={() => setWritten(null)} />
  return (
    <>
      <PageHead title={t('import.title')} />
      <ObjectEditor
        scope={scope}
        kind={null}
        existing={null}
        changesExisting
        initial=""
        action={t('import.action')}
        intro={(append) => <ImportFiles onText={append} />}
        onSaved={({ objects, warnings }) => {
          for (const text of warnings) toast({ severity: 'warning', text })
          setWritten(objects)
        }}
        onCancel={() => navigate(scopePath(scope))}
      />
    </>
  )
}

function Written({ objects, onMore }: { objects: readonly KubeObject[]; onMore: () => void }) {
  const { t } = useTranslation('app')
  const kindName = useKindName()
  return (
    <Notice
      icon={<CheckIcon />}
      title={t('import.written', { count: objects.length })}
      actions={
        <Button variant="outlined" onClick={onMore}>
          {t('import.more')}
        </Button>
      }
    >
      <Box component="ul" aria-label={t('import.writtenLabel')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {objects.map((object) => (
          <li key={object.metadata.uid}>
            {kindName(object)} <ObjectLink reference={referenceTo(object)} />
          </li>
        ))}
      </Box>
    </Notice>
  )
}
