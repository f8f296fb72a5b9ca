/** Where a window ends that was opened to sign in. */
export const donePath = '/sign-in/done'
