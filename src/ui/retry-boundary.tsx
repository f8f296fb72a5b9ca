/** Keeps a part that failed to load, or broke, from taking the page and what was typed on it away. */
import { Alert, Button } from '@mui/material'
import { Component, type ReactNode } from 'react'

interface Props {
  readonly message: string
  readonly retry: string
  readonly onRetry: () => void
  readonly children: ReactNode
}

export class RetryBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    const again = () => {
      this.props.onRetry()
      this.setState({ failed: false })
    }
    return (
      <Alert severity="warning" sx={{ m: 2 }} action={<Button onClick={again}>{this.props.retry}</Button>}>
        {this.props.message}
      </Alert>
    )
  }
}
