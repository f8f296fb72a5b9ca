/** Names of objects are links wherever the console has a page for them. */
import { Link as MuiLink } from '@mui/material'
import { createContext, useContext } from 'react'
import { Link } from 'react-router'
import { Mono } from './mono.tsx'

export interface ObjectReference {
  readonly group: string
  readonly kind: string
  readonly namespace?: string | undefined
  readonly name: string
}

/** The address of an object's page, or `null` where the console has none for its kind. */
export const ObjectAddress = createContext<(reference: ObjectReference) => string | null>(() => null)

export function ObjectLink({ reference }: { reference: ObjectReference }) {
  const address = useContext(ObjectAddress)(reference)
  const name = <Mono>{reference.name}</Mono>
  if (address === null) return name
  return (
    <MuiLink component={Link} to={address} color="inherit" underline="hover">
      {name}
    </MuiLink>
  )
}
