import type { MailSettings } from '../config.ts'
import { type Lane, openLane } from './smtp.ts'

/** Connections, opened when first used and again when one broke; each carries one message at a time. */
export function createRoad({ smtpUrl, from }: Pick<MailSettings, 'smtpUrl' | 'from'>, lanes: number) {
  const open: (Lane | undefined)[] = Array.from({ length: lanes })
  return {
    async each<Message>(
      messages: readonly Message[],
      run: (message: Message, lane: () => Promise<Lane>) => Promise<unknown>,
    ) {
      const waiting = [...messages]
      const work = open.map(async (_, i) => {
        const lane = async () => {
          const kept = open[i]
          if (kept?.isOpen() === true) return kept
          const made = await openLane(smtpUrl, from)
          open[i] = made
          return made
        }
        for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
          await run(message, lane)
        }
      })
      // All of them first: what one failed at must not be looked into while another still sends.
      const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected')
      if (failed?.status === 'rejected') throw failed.reason
    },
    close: () => {
      for (const lane of open) lane?.close()
    },
  }
}
