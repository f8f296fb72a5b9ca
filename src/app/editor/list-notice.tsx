/** Offers to take a list of objects, as `kubectl get -o yaml` prints it, apart into documents. */
import { Alert, Button } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Documents } from '../../manifest/documents.ts'
import { expandLists, itemsOf } from '../../manifest/expandlists.ts'

export function ListNotice({ whole, onWhole }: { whole: Documents; onWhole: (whole: Documents) => void }) {
  const { t } = useTranslation('app')
  if (whole.problems.length > 0) return null
  const counts = whole.documents.map(({ manifest }) => itemsOf(manifest)?.length ?? 0)
  const count = counts.reduce((sum, each) => sum + each, 0)
  if (count === 0) return null
  return (
    <Alert
      severity="info"
      action={
        <Button color="inherit" onClick={() => onWhole(expandLists(whole))}>
          {t('list.expand')}
        </Button>
      }
    >
      {t('list.text', { count })}
    </Alert>
  )
}
