/** Ctrl/Cmd-K: any page or object by its name. */
import { Box, Dialog, InputBase, List, ListItemButton, Typography } from '@mui/material'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { apiVersionOf } from '../../k8s/resource.ts'
import { Mono } from '../../ui/mono.tsx'
import { useDiscovery, useSession } from '../api/queries.ts'
import { kindWords } from '../kind-words.ts'
import { useWorld } from '../live/world.ts'
import { declaredKind, genericKind, pluralOf, segmentOf } from '../resources/generic-kind.ts'
import { resourcesPath } from '../resources/page-address.ts'
import { createPath, importPath, listPath, objectPath, type Scope } from '../scope.ts'
import { useReach } from './projects.ts'
import { kindsInView } from './side-nav.tsx'

const shownAtMost = 12

interface Entry {
  readonly key: string
  readonly name: string
  readonly note: string
  /** What is searched besides the name. */
  readonly words: string
  readonly path: string
}

export function CommandPalette(props: { scope: Scope; open: boolean; onOpen: (open: boolean) => void }) {
  const { onOpen } = props
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      onOpen(true)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [onOpen])
  if (!props.open) return null
  return <PaletteDialog scope={props.scope} onClose={() => onOpen(false)} />
}

function PaletteDialog({ scope, onClose }: { scope: Scope; onClose: () => void }) {
  const { t } = useTranslation('app')
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const pages = usePages(scope)
  const objects = useObjects(scope)
  const types = useTypes(scope)
  const found = useMemo(
    () => search([...pages, ...objects, ...types], text).slice(0, shownAtMost),
    [pages, objects, types, text],
  )

  const go = (entry: Entry | undefined) => {
    if (entry === undefined) return
    onClose()
    navigate(entry.path)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && found.length > 0) {
      event.preventDefault()
      setActive((active + step + found.length) % found.length)
    }
    if (event.key === 'Enter') go(found[active])
  }
  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      aria-label={t('search')}
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start' } }}
    >
      <InputBase
        autoFocus
        fullWidth
        value={text}
        placeholder={t('searchPlaceholder')}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        slotProps={{
          input: {
            role: 'combobox',
            'aria-label': t('search'),
            'aria-expanded': found.length > 0,
            'aria-controls': 'palette-entries',
            'aria-activedescendant': found[active] === undefined ? undefined : `palette-${active}`,
            spellCheck: false,
          },
        }}
        sx={{ px: 2, py: 1.25, borderBottom: 1, borderColor: 'divider' }}
      />
      <List
        dense
        role="listbox"
        id="palette-entries"
        aria-label={t('search')}
        sx={{ overflow: 'auto', py: 0.5 }}
      >
        {found.map((entry, index) => (
          <ListItemButton
            key={entry.key}
            id={`palette-${index}`}
            role="option"
            tabIndex={-1}
            selected={index === active}
            aria-selected={index === active}
            onClick={() => go(entry)}
            sx={{ gap: 1.5, justifyContent: 'space-between' }}
          >
            <Mono>{entry.name}</Mono>
            <Typography variant="caption" color="textSecondary" noWrap>
              {entry.note}
            </Typography>
          </ListItemButton>
        ))}
      </List>
      {found.length === 0 && (
        <Box sx={{ px: 2, pb: 2, color: 'text.secondary' }}>{t('searchNothing', { text })}</Box>
      )}
    </Dialog>
  )
}

function usePages(scope: Scope): readonly Entry[] {
  const { t } = useTranslation()
  const ofKinds = kindsInView(scope.view).flatMap((kind) => [
    {
      key: `list-${kind.id}`,
      name: kindWords(t, kind).many,
      note: t('app:networking'),
      words: kind.alsoCalled.join(' '),
      path: listPath(scope, kind),
    },
    {
      key: `create-${kind.id}`,
      name: t('app:createKind', { kind: kindWords(t, kind).one }),
      note: t('app:networking'),
      words: kind.alsoCalled.join(' '),
      path: createPath(scope, kind),
    },
  ])
  const ofCluster = (key: string, path: string, words = '') => ({
    key,
    name: t(`app:${key}.title`),
    note: t('app:cluster'),
    words,
    path,
  })
  return [
    ...ofKinds,
    ...(scope.view === 'admin' ? [ofCluster('resources', resourcesPath(scope))] : []),
    ofCluster('import', importPath(scope), 'apply'),
  ]
}

/** The lists of all types without an entry of their own. */
function useTypes(scope: Scope): readonly Entry[] {
  const { data: discovery } = useDiscovery(scope.cluster)
  return useMemo(() => {
    if (scope.view !== 'admin' || discovery === undefined) return []
    return discovery
      .listable()
      .filter(({ group, kind }) => declaredKind(scope.view, group, kind) === null)
      .map((type) => ({
        key: `type-${segmentOf(type)}`,
        name: pluralOf(type),
        note: apiVersionOf(type),
        words: [type.kind, type.plural, ...type.shortNames].join(' '),
        path: listPath(scope, genericKind(type)),
      }))
  }, [scope, discovery])
}

function useObjects(scope: Scope): readonly Entry[] {
  const { t } = useTranslation()
  const { labelDomain } = useSession()
  const { data: discovery } = useDiscovery(scope.cluster)
  const kinds = useMemo(() => kindsInView(scope.view), [scope.view])
  const world = useWorld(kinds, useReach(scope), { discovery, labelDomain, project: null })
  return kinds.flatMap((kind) =>
    world.list(kind).map(({ metadata }) => ({
      key: metadata.uid ?? `${kind.id}/${metadata.namespace}/${metadata.name}`,
      name: metadata.name,
      note: [kindWords(t, kind).one, metadata.namespace].filter(Boolean).join(' · '),
      words: metadata.namespace ?? '',
      path: objectPath(scope, kind, metadata),
    })),
  )
}

/** Entries that hold every word; those whose name begins with the text come first. */
function search(entries: readonly Entry[], text: string): readonly Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const matching = entries.filter((entry) => {
    const all = `${entry.name} ${entry.note} ${entry.words}`.toLowerCase()
    return words.every((word) => all.includes(word))
  })
  const [first = ''] = words
  const begins = (entry: Entry) => (entry.name.toLowerCase().startsWith(first) ? 0 : 1)
  return matching.sort((a, b) => begins(a) - begins(b))
}
