/** What a kind declares. The generic pages do the rest. */
import type { SvgIconComponent } from '@mui/icons-material'
import type { ComponentType, LazyExoticComponent } from 'react'
import type { Gate } from '../k8s/gates.ts'
import type { KubeObject } from '../k8s/objects.ts'
import { parseApiVersion } from '../k8s/resource.ts'
import type { Finding, Text } from '../manifest/finding.ts'
import type { PartId } from './components.ts'
import type { RelatedKind, ServedKind, World } from './world.ts'

export interface ObjectProps<T extends KubeObject = KubeObject> {
  readonly object: T
  readonly world: World
}

export interface KindColumn<T extends KubeObject> {
  readonly id: string
  /** i18n key of the header. */
  readonly header: string
  /** The header itself, where the cluster gave it and not we. */
  readonly title?: string
  readonly Cell: ComponentType<ObjectProps<T>>
  /** The cell as text: what filters match, and what narrow screens show. */
  readonly text: (object: T, world: World) => string
  /** By default the text. */
  readonly sortValue?: (object: T, world: World) => string | number | null
  /** States its cell shows and its text does not say: what `!ready` looks for. */
  readonly says?: (object: T, world: World) => readonly string[]
  readonly width?: number | string
  readonly align?: 'right'
  /** The one column that narrow screens keep beside the name. */
  readonly telling?: boolean
  /** Shown only to those who chose it. */
  readonly optional?: boolean
}

/** Another object that stops working when this one goes. */
export interface Dependant {
  readonly group: string
  readonly kind: string
  readonly namespace?: string | undefined
  readonly name: string
}

/** An object that was found to need another. */
export function dependantOf({ apiVersion, kind, metadata: { namespace, name } }: KubeObject): Dependant {
  return { group: parseApiVersion(apiVersion).group, kind, namespace, name }
}

/** A pure rule. `object` is what somebody typed: any shape is possible, and of what stands beside it in the text. */
export type Check = (object: unknown, world: World, beside?: readonly unknown[]) => readonly Finding[]

export interface FormProps {
  readonly world: World
}

/** A part of an object that is changed by itself: a page with its own short form beside the YAML. */
export interface KindAction<T extends KubeObject> {
  /** `<kind>:action.<id>` is what it is called: a verb with its object. */
  readonly id: string
  readonly Form: LazyExoticComponent<ComponentType<FormProps>>
  /** Whether there is such a part in this object. */
  readonly fits: (object: T, world: World) => boolean
}

/** What becomes of an object: null is one that is not there before, or afterwards. */
export interface ObjectChange {
  readonly before: unknown
  readonly after: unknown
}

export interface ConsequencesProps {
  /** All that happen together; the same list for as long as they are the same. */
  readonly changes: readonly ObjectChange[]
  readonly world: World
  /** Of some kinds only a part may be read: that of the namespaces at hand. */
  readonly isPartial: boolean
}

/** What changes do to others, shown in the review and before a deletion. Kinds may share one. */
export interface Consequences {
  /** Read across the cluster where one may. */
  readonly related: readonly RelatedKind[]
  readonly View: LazyExoticComponent<ComponentType<ConsequencesProps>>
}

/** Objects that are made and changed together with one: documents of the same text, which its form may show. */
export interface Companions<T extends KubeObject> {
  /** What they are among, in the namespace of the object. */
  readonly kinds: readonly RelatedKind[]
  /** Those of `candidates` that go with the object, in the order of the text. */
  readonly of: (object: T, candidates: readonly KubeObject[]) => readonly KubeObject[]
  /** What those of a new object start from. */
  readonly template: (context: { readonly namespace: string }) => readonly object[]
}

/** What is known of a new object before anybody says anything of it. */
export interface TemplateContext {
  readonly namespace: string
  /** The addresses that it is made for, as a block or its two ends; only for kinds that take one. */
  readonly range?: string
  /** What `startsFrom` names. */
  readonly given?: Readonly<Record<string, string>>
}

/** Objects of the platform that projects use: they lie in the home of their kind, or in a namespace of the project. */
export interface Lending<T extends KubeObject> {
  /** Which of them a project may use; its view shows no others. `world` has what `looksAt` names. */
  readonly isOpen: (object: T, project: string, world: World) => boolean
  /** What has to be read to know. */
  readonly looksAt?: readonly RelatedKind[]
  /** In the view of a project nobody changes them. */
  readonly isReadOnly?: true
}

export interface Kind<T extends KubeObject = KubeObject> extends ServedKind {
  /** The name of its folder and of its i18n namespace. */
  readonly id: string
  /** What it is called where it has no words of its own, because it was not declared but found in a cluster. */
  readonly words?: { readonly one: string; readonly many: string }
  /** Its segment in URLs: the usual plural. */
  readonly segment: string
  readonly Icon: SvgIconComponent
  /** In which views it stands in the navigation, and at which place. */
  readonly navigation: { readonly admin?: number; readonly project?: number }
  /** What has to be switched on for it, all of it where it is several; until then it is not shown, and its pages say so. */
  readonly gate?: Gate | readonly Gate[]
  /** The letter after `g` that leads to its list; `''` where none does. */
  readonly goKey: string
  /** Other names people search it by. */
  readonly alsoCalled: readonly string[]
  /**
   * What its objects, of whatever shape, are known by where their names mean nothing; `''` where one does not say.
   * Lists call the column of it as the kind itself.
   */
  readonly title?: (object: unknown) => string
  /** What has to be installed for it to do anything, any one of these; its pages say so where none is. */
  readonly needs?: readonly PartId[]
  /** Its checks ask what gives pods their network, which discovery alone may not tell. */
  readonly asksNetwork?: true
  /** What its columns, its detail page, its form and checks look at, and (across the cluster) its removal. */
  readonly related: {
    readonly list: readonly RelatedKind[]
    readonly detail: readonly RelatedKind[]
    readonly form: readonly RelatedKind[]
    readonly removal: readonly RelatedKind[]
  }
  /** Which of the objects of its type they are, where they are not all of them. */
  readonly fieldSelector?: string
  /** Its objects belong to the platform as a whole: its pages are those of the cluster that keeps such things. */
  readonly isGlobal?: true
  /** The column that its list is sorted by as long as nobody says otherwise; by default the name. */
  readonly sort?: string
  readonly columns: readonly KindColumn<T>[]
  /** Columns that stand before the others and need much code: it is fetched with the first list. */
  readonly heavyColumns?: () => Promise<{ readonly columns: readonly KindColumn<T>[] }>
  /** Without one the overview shows what every object has. */
  readonly Overview?: LazyExoticComponent<ComponentType<ObjectProps<T>>>
  /** Without one an object is edited as YAML alone. */
  readonly Form?: LazyExoticComponent<ComponentType<FormProps>>
  /** The paths that the form covers, besides name, namespace, labels and annotations: `spec.ports[*].name`. */
  readonly formFields?: readonly string[]
  /** What a new object starts from. */
  readonly template: (context: TemplateContext) => object
  /** A new one can begin with a range of addresses: its template takes one. */
  readonly takesRange?: true
  /** What pages may know of a new object already: parameters of the address that its template reads. */
  readonly startsFrom?: readonly string[]
  readonly companions?: Companions<T>
  /** The namespace that its objects live in by rule. */
  readonly home?: string
  readonly lent?: Lending<T>
  /** Still there, and no longer meant to be begun with: `<kind>:deprecated` says so, and these are to be used instead. */
  readonly instead?: readonly ServedKind[]
  readonly checks: readonly Check[]
  readonly dependants: (object: T, world: World) => readonly Dependant[]
  /** Objects that are for this one alone: whoever deletes it is offered to delete them with it. */
  readonly takesAlong?: (object: T, world: World) => readonly KubeObject[]
  /** What can be done with an object besides editing and deleting it. */
  readonly actions?: readonly KindAction<T>[]
  /** Why an object is not changed here: because something else writes it. Null for one that may be. */
  readonly fixed?: (object: T) => Text | null
  /** Why an object must not be deleted; null for one that may go. */
  readonly keeps?: (object: T, world: World) => Text | null
  /** What a change stops or disturbs while things run; confirmed before it is written. Both are of any shape. */
  readonly interrupts?: (before: unknown, after: unknown, world: World) => readonly Text[]
  /** What making, changing and deleting its objects does to others, as far as it has to be worked out. */
  readonly consequences?: Consequences
}

/** What an object is called wherever it is named: its title where its kind has one, else its name. */
export function titleOf(kind: Pick<Kind, 'title'> | null | undefined, object: KubeObject): string {
  return kind?.title?.(object) || object.metadata.name
}

/** Erases the object type, so that kinds of different objects fit into one list. */
export function defineKind<T extends KubeObject>(kind: Kind<T>): Kind {
  // A page hands a kind only objects of that kind: they come from its own resource.
  return kind as unknown as Kind
}
