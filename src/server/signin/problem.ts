/** What the operator chose cannot be; the message is a sentence for the person who starts the server. */
export class SignInProblem extends Error {
  override readonly name = 'SignInProblem'
}
