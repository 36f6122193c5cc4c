import type { Language } from '../contract/common.ts'

/** What stands under every message and on the page its last link leads to. {closes} {program} are put in. */
export interface MailWords {
  readonly closes: string
  readonly personal: string
  readonly unsubscribe: string
  /** Before the subject, and above the text, of what designers send themselves. */
  readonly test: { readonly mark: string; readonly note: string }
  readonly page: {
    readonly title: string
    readonly ask: string
    readonly act: string
    readonly done: string
    readonly unknown: string
    readonly later: string
  }
}

export const MAIL_WORDS: Readonly<Record<Language, MailWords>> = {
  en: {
    closes: 'Answers are taken until {closes}.',
    personal: 'This link is yours alone: please do not pass it on.',
    unsubscribe: 'No more invitations',
    test: {
      mark: '[Test]',
      note: 'This is a test that you sent to yourself. Its links lead to the preview of the form: nothing you do there is stored.',
    },
    page: {
      title: 'Invitations to surveys',
      ask: 'Shall we stop inviting you to surveys by e-mail?',
      act: 'Yes, no more invitations',
      done: 'Done. You will get no more invitations from us.',
      unknown: 'This link is not complete, or no longer known. Please use the link in your newest mail.',
      later: 'Too many tries from your network. Please try again in a minute.',
    },
  },
  'zh-Hans': {
    closes: '问卷开放至{closes}。',
    personal: '此链接仅供您本人使用，请勿转发。',
    unsubscribe: '不再接收邀请',
    test: {
      mark: '【测试】',
      note: '这是您发给自己的测试邮件，其中的链接打开问卷预览，您在预览中的操作不会被保存。',
    },
    page: {
      title: '调查邀请',
      ask: '是否停止向您发送调查邀请邮件？',
      act: '是，不再接收邀请',
      done: '已完成。您将不再收到我们的邀请。',
      unknown: '此链接不完整或已失效，请使用最近一封邮件中的链接。',
      later: '您所在网络的尝试次数过多，请一分钟后再试。',
    },
  },
  'zh-Hant': {
    closes: '問卷開放至{closes}。',
    personal: '此連結僅供您本人使用，請勿轉寄。',
    unsubscribe: '不再接收邀請',
    test: {
      mark: '【測試】',
      note: '這是您寄給自己的測試郵件，其中的連結開啟問卷預覽，您在預覽中的操作不會被儲存。',
    },
    page: {
      title: '調查邀請',
      ask: '是否停止向您寄送調查邀請郵件？',
      act: '是，不再接收邀請',
      done: '已完成。您將不再收到我們的邀請。',
      unknown: '此連結不完整或已失效，請使用最近一封郵件中的連結。',
      later: '您所在網路的嘗試次數過多，請一分鐘後再試。',
    },
  },
}
