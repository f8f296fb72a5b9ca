/** The way to a new object of a kind. By itself, because rights have no part in what changes in a list. */
import AddIcon from '@mui/icons-material/Add'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { ServedType } from '../../k8s/resource.ts'
import type { Kind } from '../../kinds/kind.ts'
import { ReasonedButton } from '../../ui/reasoned.tsx'
import { useShortcut } from '../../ui/shortcuts.tsx'
import { useMayInScope } from '../access/may.ts'
import { useKindWords } from '../kind-words.ts'
import { lentHome } from '../resources/lending.ts'
import { createPath, type Scope } from '../scope.ts'

export function CreateButton(props: {
  scope: Scope
  kind: Kind
  type: ServedType
  /** Whether its key is this button's; one on a page has it. */
  shortcut?: boolean
}) {
  const { scope, kind, type } = props
  const { t } = useTranslation('app')
  const navigate = useNavigate()
  const label = t('createKind', { kind: useKindWords(kind).one })
  const path = createPath(scope, kind)
  const canCreate = type.verbs.includes('create')
  const { allowed, reason } = useMayInScope(scope, 'create', type, lentHome(kind))
  const isKey = props.shortcut === true && canCreate && allowed !== false
  useShortcut('c', label, isKey ? () => navigate(path) : null)
  if (!canCreate) return null
  return (
    <ReasonedButton variant="contained" startIcon={<AddIcon />} component={Link} to={path} reason={reason}>
      {label}
    </ReasonedButton>
  )
}
