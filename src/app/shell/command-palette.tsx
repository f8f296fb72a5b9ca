/** Ctrl/Cmd-K: any page by its name, any object that is followed by what one knows of it. */

import { Box, Dialog, InputBase, List, ListItemButton, Typography } from '@mui/material'
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { formatFieldPath } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { apiVersionOf, parseApiVersion, type ServedType } from '../../k8s/resource.ts'
import { titleOf } from '../../kinds/kind.ts'
import { Marked } from '../../ui/marked.tsx'
import { Mono } from '../../ui/mono.tsx'
import { useMaysInScope } from '../access/may.ts'
import { useDiscovery, useSession } from '../api/queries.ts'
import { kindWords } from '../kind-words.ts'
import { useLiveStore, useViews } from '../live/hooks.ts'
import { targetsOf } from '../live/targets.ts'
import { useNavigation } from '../navigation/entries.ts'
import { pagePath } from '../navigation/pages.ts'
import { declaredKind, genericKind, pluralOf, segmentOf } from '../resources/generic-kind.ts'
import { addressOfObject } from '../resources/kind-at.ts'
import { isOnlyRead, lentWish } from '../resources/lending.ts'
import { referenceTo } from '../resources/reference.ts'
import { createPath, listPath, type Scope } from '../scope.ts'
import { type Match, searchObjects } from './object-search.ts'
import { useReach } from './projects.ts'

const shownAtMost = 12
const noTypes: readonly ServedType[] = []

interface Entry {
  readonly key: string
  readonly name: string
  readonly note: string
  /** What is searched besides the name. */
  readonly words: string
  readonly path: string
  /** Why it cannot be opened, code in backticks; `''` where it can. */
  readonly lack: string
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
  const types = useTypes(scope)
  // Typing goes first: there may be very many objects to look through.
  const asked = useDeferredValue(text)
  const objectsFor = useObjects(scope)
  const foundFor = (objects: readonly Entry[]) =>
    [...search(pages, text), ...objects, ...search(types, text)].slice(0, shownAtMost)
  const objects = useMemo(() => objectsFor(asked), [objectsFor, asked])
  const found = foundFor(objects)

  const go = (entry: Entry | undefined) => {
    if (entry === undefined || entry.lack !== '') return
    onClose()
    navigate(entry.path)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && found.length > 0) {
      event.preventDefault()
      setActive((active + step + found.length) % found.length)
    }
    // Who types and presses Enter at once means what was typed, and not what was found until then.
    if (event.key === 'Enter') go((asked === text ? found : foundFor(objectsFor(text)))[active])
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
            aria-disabled={entry.lack !== ''}
            onClick={() => go(entry)}
            sx={{
              gap: 1.5,
              justifyContent: 'space-between',
              ...(entry.lack !== '' && { cursor: 'not-allowed', '& > :first-of-type': { opacity: 0.55 } }),
            }}
          >
            <Mono>{entry.name}</Mono>
            <Typography variant="caption" color="textSecondary" noWrap={entry.lack === ''}>
              {entry.lack === '' ? entry.note : <Marked text={entry.lack} />}
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
  const { kinds, pages } = useNavigation(scope.view)
  const { data: discovery } = useDiscovery(scope.cluster)
  const typesShown = kinds.map((kind) => discovery?.find(kind.group, kind.kind, kind.versions))
  const { labelDomain } = useSession()
  const lent = kinds.map((kind) => lentWish(kind, scope, labelDomain))
  const lists = useMaysInScope(
    scope,
    typesShown.map((type, index) => ({ verb: 'list', type, ...lent[index] })),
  )
  const creations = useMaysInScope(
    scope,
    typesShown.map((type, index) => ({ verb: 'create', type, home: lent[index]?.home })),
  )
  const ofKinds = kinds.flatMap((kind, index) => [
    {
      key: `list-${kind.id}`,
      name: kindWords(t, kind).many,
      note: t('app:networking'),
      words: kind.alsoCalled.join(' '),
      path: listPath(scope, kind),
      lack: lists[index]?.reason ?? '',
    },
    ...(isOnlyRead(kind, scope)
      ? []
      : [
          {
            key: `create-${kind.id}`,
            name: t('app:createKind', { kind: kindWords(t, kind).one }),
            note: t('app:networking'),
            words: kind.alsoCalled.join(' '),
            path: createPath(scope, kind),
            lack: creations[index]?.reason ?? '',
          },
        ]),
  ])
  const ofCluster = pages.map(({ id, title, segment, alsoCalled }) => ({
    key: id,
    name: t(title),
    note: t('app:cluster'),
    words: alsoCalled,
    path: pagePath(scope, segment),
    lack: '',
  }))
  return [...ofKinds, ...ofCluster]
}

/** The lists of all types without an entry of their own. */
function useTypes(scope: Scope): readonly Entry[] {
  const { data: discovery } = useDiscovery(scope.cluster)
  const types = useMemo(() => {
    if (scope.view !== 'admin' || discovery === undefined) return noTypes
    return discovery.listable().filter(({ group, kind }) => declaredKind(scope.view, group, kind) === null)
  }, [scope, discovery])
  const lists = useMaysInScope(
    scope,
    types.map((type) => ({ verb: 'list', type })),
  )
  return types.map((type, index) => ({
    key: `type-${segmentOf(type)}`,
    name: pluralOf(type),
    note: apiVersionOf(type),
    words: [type.kind, type.plural, ...type.shortNames].join(' '),
    path: listPath(scope, genericKind(type)),
    lack: lists[index]?.reason ?? '',
  }))
}

/** What the page and the kinds of the view follow in this cluster, by all that one may know of it. */
function useObjects(scope: Scope): (text: string) => readonly Entry[] {
  const { t } = useTranslation()
  const store = useLiveStore()
  const { data: discovery } = useDiscovery(scope.cluster)
  const { kinds } = useNavigation(scope.view)
  const reach = useReach(scope)
  const views = useViews(kinds.flatMap((kind) => targetsOf(kind, reach, discovery)))
  return useMemo(() => {
    const followed = [...views.flatMap(({ items }) => items), ...store.followed(scope.cluster)]
    const isHere = ({ metadata: { namespace } }: KubeObject) =>
      reach.namespaces === null || (namespace !== undefined && reach.namespaces.includes(namespace))
    const here = followed.filter(isHere)
    const entriesOf = ({ object, field }: Match): readonly Entry[] => {
      const { kind, metadata } = object
      const reference = referenceTo(object)
      const path = addressOfObject(scope, discovery, reference)
      if (path === null) return []
      const declared = declaredKind(scope.view, reference.group, kind, reference.fieldSelector)
      const where = field && `${formatFieldPath(field.path)}: ${field.text}`
      const note = [declared === null ? kind : kindWords(t, declared).one, metadata.namespace, where]
      return [
        {
          key: metadata.uid ?? path,
          name: titleOf(declared, object),
          note: note.filter(Boolean).join(' · '),
          words: '',
          path,
          lack: '',
        },
      ]
    }
    const titleIn = (object: KubeObject) =>
      titleOf(declaredKind(scope.view, parseApiVersion(object.apiVersion).group, object.kind), object)
    return (text: string) => searchObjects(here, text, shownAtMost, titleIn).flatMap(entriesOf)
  }, [views, reach, store, scope, discovery, t])
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
