/** Whether one is on the way to another page. The router knows that before any page is drawn with it. */
interface Router {
  readonly state: { readonly navigation: { readonly state: string } }
}

let router: Router | null = null

export function askRouter(own: Router): void {
  router = own
}

export function isLeaving(): boolean {
  return router !== null && router.state.navigation.state !== 'idle'
}
