import { plsCommand } from './commands/pls.ts'

const USAGE = `Manyi measures customer satisfaction.

  npm run --silent manyi -- COMMAND

  serve      start the server (npm start)
  worker     do the background work apart from the server
  migrate    bring the database up to date and stop
  demo       load the demo program
  pls        estimate a path model from a CSV file: pls --help
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
  case 'pls':
    process.exitCode = await plsCommand(rest)
    break
  case undefined:
  case 'help':
  case '--help':
    process.stdout.write(USAGE)
    break
  default:
    process.stderr.write(`manyi: there is no command "${command}"; see npm run --silent manyi -- --help\n`)
    process.exitCode = 2
}
