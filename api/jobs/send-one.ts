import type { MailSettings } from '../config.ts'
import { type Letter, openLane, SmtpRefusal } from './smtp.ts'

/** Sends one letter over a connection of its own. Resolves with the mail server's no, undefined when it has taken it. */
export type SendOne = (letter: Letter) => Promise<SmtpRefusal | undefined>

export const createSendOne =
  ({ smtpUrl, from }: Pick<MailSettings, 'smtpUrl' | 'from'>): SendOne =>
  async (letter) => {
    try {
      const lane = await openLane(smtpUrl, from)
      try {
        await lane.send(letter, async () => undefined)
      } finally {
        lane.close()
      }
    } catch (error) {
      if (error instanceof SmtpRefusal) return error
      throw error
    }
  }
