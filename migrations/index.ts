import type { Migration } from 'kysely/migration'
import { accounts } from './0001-accounts.ts'
import { measurement } from './0002-measurement.ts'
import { tenancy } from './0003-tenancy.ts'
import { ingestion } from './0004-ingestion.ts'
import { modules } from './0005-modules.ts'
import { fieldwork } from './0006-fieldwork.ts'
import { takingAnswers } from './0007-taking-answers.ts'
import { contacts } from './0008-contacts.ts'
import { invitations } from './0009-invitations.ts'
import { counts } from './0010-counts.ts'
import { respondentsPage } from './0011-respondents-page.ts'
import { waysIn } from './0012-ways-in.ts'
import { editions } from './0013-editions.ts'
import { erasedAnswers } from './0014-erased-answers.ts'
import { wordsAndWaysOn } from './0015-words-and-ways-on.ts'
import { mailTurns } from './0016-mail-turns.ts'
import { plansKept } from './0017-plans-kept.ts'
import { analysesBeside } from './0019-analyses-beside.ts'
import { linksSwitchedOff } from './0020-links-switched-off.ts'
import { erasedPeople } from './0021-erased-people.ts'
import { mailAllowance } from './0022-mail-allowance.ts'
import { sharedMailboxes } from './0023-shared-mailboxes.ts'
import { refusedAnswers } from './0024-refused-answers.ts'
import { mergedInvitations } from './0025-merged-invitations.ts'
import { rushWatched } from './0026-rush-watched.ts'
import { moduleAnalyses } from './0027-module-analyses.ts'
import { turnedAway } from './0028-turned-away.ts'
import { importsTakenBack } from './0029-imports-taken-back.ts'
import { importCodes } from './0030-import-codes.ts'

/** The database's history, oldest first. An entry that was ever applied is never edited. */
export const migrations: Record<string, Migration> = {
  '0001-accounts': accounts,
  '0002-measurement': measurement,
  '0003-tenancy': tenancy,
  '0004-ingestion': ingestion,
  '0005-modules': modules,
  '0006-fieldwork': fieldwork,
  '0007-taking-answers': takingAnswers,
  '0008-contacts': contacts,
  '0009-invitations': invitations,
  '0010-counts': counts,
  '0011-respondents-page': respondentsPage,
  '0012-ways-in': waysIn,
  '0013-editions': editions,
  '0014-erased-answers': erasedAnswers,
  '0015-words-and-ways-on': wordsAndWaysOn,
  '0016-mail-turns': mailTurns,
  '0017-plans-kept': plansKept,
  '0019-analyses-beside': analysesBeside,
  '0020-links-switched-off': linksSwitchedOff,
  '0021-erased-people': erasedPeople,
  '0022-mail-allowance': mailAllowance,
  '0023-shared-mailboxes': sharedMailboxes,
  '0024-refused-answers': refusedAnswers,
  '0025-merged-invitations': mergedInvitations,
  '0026-rush-watched': rushWatched,
  '0027-module-analyses': moduleAnalyses,
  '0028-turned-away': turnedAway,
  '0029-imports-taken-back': importsTakenBack,
  '0030-import-codes': importCodes,
}
