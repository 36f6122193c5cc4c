import type { Language } from '../../api/contract/common.ts'

/** Everything the page says besides the questions. */
export interface Texts {
  readonly title: string
  readonly language: string
  readonly loading: string
  readonly unreachable: string
  readonly gone: string
  readonly planned: string
  readonly closed: string
  readonly next: string
  readonly back: string
  readonly skip: string
  readonly send: string
  readonly again: string
  readonly stepsLeft: (steps: number, minutes: number) => string
  readonly lastStep: string
  readonly keptHere: string
  readonly sending: string
  readonly waiting: string
  readonly unsent: string
  readonly problem: string
  readonly otherProblem: string
  readonly thanks: string
  readonly recorded: string
  readonly knownBefore: string
  readonly receipt: string
  readonly deletion: string
  readonly measuredWith: string
}

const en: Texts = {
  title: 'Survey',
  language: 'Language',
  loading: 'One moment …',
  unreachable: 'The survey could not be loaded. Please check your connection.',
  gone: 'There is no survey at this address. Please check the link you were given.',
  planned: 'This survey has not opened yet. Please come back a little later: the link stays the same.',
  closed: 'This survey has ended and takes no more answers. Thank you for wanting to take part.',
  next: 'Next',
  back: 'Back',
  skip: 'Skip',
  send: 'Send answers',
  again: 'Try again',
  stepsLeft: (steps, minutes) =>
    `${steps} questions to go, ${minutes < 1 ? 'less than a minute' : minutes === 1 ? 'about a minute' : `about ${minutes} minutes`}`,
  lastStep: 'The last question',
  keptHere: 'Until you send them, your answers stay on this device only.',
  sending: 'Sending your answers …',
  waiting: 'No connection just now. Your answers are safe on this device; trying again …',
  unsent: 'Your answers could not be sent. They are kept on this device, so you can try again at any time.',
  problem: 'This answer could not be accepted. Please choose again.',
  otherProblem: 'The answers could not be accepted. Please reload the page: what you answered is kept.',
  thanks: 'Thank you!',
  recorded: 'Your answers have arrived and are stored.',
  knownBefore: 'Your answers had already arrived and are stored. The first ones you sent count.',
  receipt: 'Your receipt',
  deletion: 'Keep this number: with it you can ask for your answers to be deleted.',
  measuredWith: 'Measured with Manyi',
}

const zhHans: Texts = {
  title: '问卷',
  language: '语言',
  loading: '请稍候……',
  unreachable: '无法打开问卷，请检查网络连接。',
  gone: '这个地址没有问卷，请核对您收到的链接。',
  planned: '问卷尚未开始，请稍后再来，链接不会改变。',
  closed: '问卷已经结束，不再接受回答。感谢您愿意参与。',
  next: '下一题',
  back: '上一题',
  skip: '跳过',
  send: '提交回答',
  again: '再试一次',
  stepsLeft: (steps, minutes) => `还有${steps}题，${minutes < 1 ? '不到1分钟' : `约${minutes}分钟`}`,
  lastStep: '最后一题',
  keptHere: '提交之前，您的回答只保存在这台设备上。',
  sending: '正在提交……',
  waiting: '暂时没有网络。您的回答已保存在这台设备上，正在重试……',
  unsent: '回答未能提交，已保存在这台设备上，您可以随时再试。',
  problem: '这个回答无法接受，请重新选择。',
  otherProblem: '回答无法接受。请刷新页面，已填写的内容不会丢失。',
  thanks: '谢谢您！',
  recorded: '您的回答已收到并保存。',
  knownBefore: '您的回答此前已收到并保存，以第一次提交的为准。',
  receipt: '回执编号',
  deletion: '请保存这个编号：如需删除您的回答，凭此编号提出即可。',
  measuredWith: '由满意 Manyi 测评',
}

const zhHant: Texts = {
  title: '問卷',
  language: '語言',
  loading: '請稍候……',
  unreachable: '無法開啟問卷，請檢查網路連線。',
  gone: '這個網址沒有問卷，請核對您收到的連結。',
  planned: '問卷尚未開始，請稍後再來，連結不會改變。',
  closed: '問卷已經結束，不再接受回答。感謝您願意參與。',
  next: '下一題',
  back: '上一題',
  skip: '略過',
  send: '送出回答',
  again: '再試一次',
  stepsLeft: (steps, minutes) => `還有${steps}題，${minutes < 1 ? '不到1分鐘' : `約${minutes}分鐘`}`,
  lastStep: '最後一題',
  keptHere: '送出之前，您的回答只保存在這台裝置上。',
  sending: '正在送出……',
  waiting: '暫時沒有網路。您的回答已保存在這台裝置上，正在重試……',
  unsent: '回答未能送出，已保存在這台裝置上，您可以隨時再試。',
  problem: '這個回答無法接受，請重新選擇。',
  otherProblem: '回答無法接受。請重新整理頁面，已填寫的內容不會遺失。',
  thanks: '謝謝您！',
  recorded: '您的回答已收到並保存。',
  knownBefore: '您的回答先前已收到並保存，以第一次送出的為準。',
  receipt: '收據編號',
  deletion: '請保存這個編號：如需刪除您的回答，憑此編號提出即可。',
  measuredWith: '由滿意 Manyi 測評',
}

export const TEXTS: Readonly<Record<Language, Texts>> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant }
