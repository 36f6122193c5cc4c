const USAGE = `Manyi measures customer satisfaction.

  npm run --silent manyi -- COMMAND

  serve        start the server (npm start)
  worker       do the background work apart from the server
  migrate      bring the database up to date and stop
  demo         load the demo program
  password     set a new password for an account

Methods, each from a CSV file and a spec (COMMAND --help says which):

  pls          path model: indices 0-100, weights, paths, margins
  servqual     gaps of service quality, zone of tolerance
  beliefs      what managers believe against what customers expect
  kano         what is taken for granted, asked for, delighting
  twofactor    what only disappoints, what only delights
  indices      CSAT, NPS, CES, c = b/a, weighted satisfaction
  drivers      what moves the outcome
  loyalty      satisfied and loyal, or only one of them
  benchmark    brands against each other, ranks with their margin
  sample-size  interviews and invitations a wave needs
  qfd          house of quality
  crosstab     two questions against each other
  cluster      groups of similar customers
  factor       what lies behind many questions
  mds          a map of brands
  words        what open answers talk about
`

const [command, ...rest] = process.argv.slice(2)

switch (command) {
  case 'serve':
    await import('./main.ts')
    break
  case 'worker':
    await import('./worker.ts')
    break
  case 'migrate':
    process.exitCode = await (await import('./commands/migrate.ts')).migrateCommand()
    break
  case 'demo':
    process.exitCode = await (await import('./commands/demo.ts')).demoCommand()
    break
  case 'password':
    process.exitCode = await (await import('./commands/password.ts')).passwordCommand(rest)
    break
  case undefined:
  case 'help':
  case '--help':
    process.stdout.write(USAGE)
    break
  default: {
    const method = (await import('./commands/methods.ts')).METHODS.get(command)
    if (method === undefined) {
      process.stderr.write(`manyi: there is no command "${command}"; see npm run --silent manyi -- --help\n`)
    }
    process.exitCode = method === undefined ? 2 : await method(rest)
  }
}

export {}
