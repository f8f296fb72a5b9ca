/** Asks somebody who may not list namespaces which ones they work in, and the cluster whether that is so. */
import CloseIcon from '@mui/icons-material/Close'
import FolderIcon from '@mui/icons-material/FolderOpenOutlined'
import { Box, Button, IconButton, Link as MuiLink, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { allowsMore, nowhere } from '../../k8s/access.ts'
import { isDns1123Label } from '../../k8s/names.ts'
import { messageOf } from '../../k8s/shape.ts'
import { Marked } from '../../ui/marked.tsx'
import { Mono } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSession } from '../api/queries.ts'
import { type Scope, scopePath } from '../scope.ts'
import { useNamespaces } from '../shell/projects.ts'
import { rulesQuery } from './rights.ts'
import { namespaceQuery, useTyped, withProject } from './unlisted.ts'

export function NamespaceQuestion({ cluster }: { cluster: string }) {
  const { t } = useTranslation('app')
  const typed = useTyped(cluster)
  const { projects } = useNamespaces(cluster)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { projectLabel } = useSession()
  const placeOf = (name: string): Scope | null => {
    const project = [...projects].find(([, namespaces]) => namespaces.includes(name))?.[0]
    return project === undefined ? null : { view: 'project', cluster, project, namespace: name }
  }
  const open = async (name: string) => {
    // Read before it is remembered, so that everybody knows its project at once.
    const found = await queries.fetchQuery(namespaceQuery(cluster, name))
    typed.add(name)
    if (found === null) return
    const project = withProject(found, projectLabel).metadata.labels?.[projectLabel] ?? name
    navigate(scopePath({ view: 'project', cluster, project, namespace: name }))
  }
  return (
    <Notice icon={<FolderIcon />} title={t('access.namespaces.title')}>
      <Box sx={{ display: 'grid', gap: 2, justifyItems: 'center' }}>
        <div>
          <Marked text={t('access.namespaces.text', { cluster })} />
        </div>
        <NameForm cluster={cluster} onName={open} />
        {typed.names.length > 0 && (
          <Box component="ul" aria-label={t('access.namespaces.known')} sx={listStyle}>
            {typed.names.map((name) => (
              <Known key={name} name={name} place={placeOf(name)} onRemove={() => typed.remove(name)} />
            ))}
          </Box>
        )}
      </Box>
    </Notice>
  )
}

function Known(props: { name: string; place: Scope | null; onRemove: () => void }) {
  const { t } = useTranslation('app')
  const { name, place } = props
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      {place === null ? (
        <Mono>{name}</Mono>
      ) : (
        <MuiLink component={Link} to={scopePath(place)} color="inherit">
          <Mono>{name}</Mono>
        </MuiLink>
      )}
      <IconButton
        size="small"
        aria-label={t('access.namespaces.forget', { name })}
        onClick={props.onRemove}
        sx={{ ml: 'auto' }}
      >
        <CloseIcon fontSize="small" />
      </IconButton>
    </Box>
  )
}

/** Names are checked before they are remembered. */
function NameForm({ cluster, onName }: { cluster: string; onName: (name: string) => Promise<void> }) {
  const { t } = useTranslation('app')
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState('')
  const [asking, setAsking] = useState(false)
  const check = async (name: string): Promise<string> => {
    if (!isDns1123Label(name)) return t('access.namespaces.invalid')
    const ask = (namespace: string) => queries.fetchQuery({ ...rulesQuery(cluster, namespace), staleTime: 0 })
    const [here, everywhere] = await Promise.all([ask(name), ask(nowhere)])
    // Where the rules are not all there is, nobody can say no.
    const isNone = here.isComplete && !allowsMore(here, everywhere)
    return isNone ? t('access.namespaces.none', { name }) : ''
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const name = text.trim()
    setAsking(true)
    const found = await check(name)
      .then(async (problem) => {
        if (problem === '') await onName(name)
        return problem
      })
      .catch(messageOf)
    setAsking(false)
    setProblem(found)
    if (found === '') setText('')
  }
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event: FormEvent) => void submit(event)}
      sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', width: '100%', maxWidth: 400 }}
    >
      <TextField
        fullWidth
        required
        label={t('namespace')}
        value={text}
        autoComplete="off"
        error={problem !== ''}
        helperText={<Marked text={problem || ' '} />}
        onChange={(event) => {
          setText(event.target.value)
          setProblem('')
        }}
        slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none' } }}
      />
      <Button type="submit" variant="contained" disabled={asking} sx={{ flexShrink: 0, minHeight: 40 }}>
        {t('access.namespaces.add')}
      </Button>
    </Box>
  )
}

const listStyle = { listStyle: 'none', m: 0, p: 0, width: '100%', maxWidth: 400, textAlign: 'left' } as const
