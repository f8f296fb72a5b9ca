/** Names of objects are links wherever the console has a page for them. */
import { Link as MuiLink } from '@mui/material'
import { createContext, useContext } from 'react'
import { Link } from 'react-router'
import { Mono } from './mono.tsx'
import { ReasonedButton } from './reasoned.tsx'

export interface ObjectReference {
  readonly group: string
  readonly kind: string
  readonly namespace?: string | undefined
  readonly name: string
  /** Which of the objects of its type it is one of, where the console has a page for those alone. */
  readonly fieldSelector?: string | undefined
  /** Where it is not the cluster of the page. */
  readonly cluster?: string
  /** The action of its kind that is asked for, and not its page. */
  readonly action?: string
  /** A new object is asked for, of which this is known. */
  readonly given?: Readonly<Record<string, string>>
}

/** The address of an object's page, or `null` where the console has none for its kind. */
export const ObjectAddress = createContext<(reference: ObjectReference) => string | null>(() => null)

/** `title` is what the object is called where that is not its name. */
export function ObjectLink({ reference, title }: { reference: ObjectReference; title?: string }) {
  const address = useContext(ObjectAddress)(reference)
  const name = <Mono>{title ?? reference.name}</Mono>
  if (address === null) return name
  return (
    <MuiLink component={Link} to={address} color="inherit" underline="hover">
      {name}
    </MuiLink>
  )
}

/** A way to an action of an object; nothing where the console has none. */
export function ObjectActionLink(props: {
  reference: ObjectReference
  children: string
  /** What is missing to do it, code in backticks. */
  lack?: string
}) {
  const address = useContext(ObjectAddress)(props.reference)
  if (address === null) return null
  return (
    <ReasonedButton size="small" component={Link} to={address} reason={props.lack ?? ''}>
      {props.children}
    </ReasonedButton>
  )
}
