import type { Language } from '../contract/common.ts'

/**
 * Everything the respondent's page says besides the questions, with or without JavaScript; the page's script gets
 * them with the form. `{…}` are places to fill.
 */
export interface PageTexts {
  readonly title: string
  readonly language: string
  readonly next: string
  readonly back: string
  readonly skip: string
  readonly send: string
  readonly again: string
  readonly toStart: string
  readonly stepsLeft: string
  readonly lastStep: string
  readonly underMinute: string
  readonly oneMinute: string
  readonly minutes: string
  readonly saved: string
  readonly resumed: string
  readonly sending: string
  readonly waiting: string
  readonly unsent: string
  readonly sentLater: string
  readonly expired: string
  /** What is wrong with an answer, by reason; `wrong` for every other. */
  readonly wrong: string
  readonly required: string
  readonly exclusive: string
  readonly tooMany: string
  readonly notNumber: string
  readonly outOfRange: string
  readonly notWhole: string
  readonly tooLong: string
  readonly wrongTotal: string
  readonly otherProblem: string
  readonly range: string
  readonly atMostCharacters: string
  readonly charactersLeft: string
  readonly pointsGiven: string
  readonly fewer: string
  readonly more: string
  readonly leaveEmpty: string
  readonly gone: string
  readonly planned: string
  readonly closed: string
  readonly byInvitation: string
  readonly full: string
  readonly busy: string
  readonly otherSite: string
  readonly lost: string
  readonly thanks: string
  readonly recorded: string
  readonly knownBefore: string
  readonly receipt: string
  readonly keepReceipt: string
  readonly continueTo: string
  readonly erase: string
  readonly eraseWhat: string
  readonly eraseNow: string
  readonly erased: string
  readonly erasedWhat: string
  readonly nothingThere: string
  readonly measuredWith: string
}

const en: PageTexts = {
  title: 'Survey',
  language: 'Language',
  next: 'Next',
  back: 'Back',
  skip: 'Skip',
  send: 'Send answers',
  again: 'Try again',
  toStart: 'To the survey',
  stepsLeft: '{steps} questions to go, {time}',
  lastStep: 'The last question',
  underMinute: 'less than a minute',
  oneMinute: 'about a minute',
  minutes: 'about {minutes} minutes',
  saved: 'Each answer is saved as you go. You can stop and come back on this device.',
  resumed: 'Welcome back. You are where you stopped; nothing is lost.',
  sending: 'Sending your answers …',
  waiting: 'No connection just now. Your answers are safe on this device; trying again …',
  unsent:
    'No connection. Your answers wait on this device for up to 30 days and are sent by themselves, once, as soon as this page is open and the network is back.',
  sentLater: 'The answers that were waiting on this device have arrived.',
  expired: 'Answers that waited on this device for more than 30 days were removed without being sent.',
  wrong: 'This answer could not be accepted. Please choose again.',
  required: 'Please choose an answer.',
  exclusive: 'Please choose either one of the answers or that there is none.',
  tooMany: 'Please choose no more than {max}.',
  notNumber: 'Please write a number.',
  outOfRange: 'Please give a number from {min} to {max}.',
  notWhole: 'Please give a whole number.',
  tooLong: 'Please shorten this to {max} characters.',
  wrongTotal: 'The points must add up to {total}. So far they make {given}.',
  otherProblem: 'The answers could not be accepted. Please reload the page: what you answered is kept.',
  range: 'A number from {min} to {max}.',
  atMostCharacters: 'Up to {max} characters.',
  charactersLeft: '{left} characters left.',
  pointsGiven: '{given} of {total} points given.',
  fewer: 'Fewer points for {part}',
  more: 'More points for {part}',
  leaveEmpty: 'Leave this field empty',
  gone: 'There is no survey at this address. Please check the link you were given.',
  planned: 'This survey has not opened yet. Please come back a little later: the link stays the same.',
  closed: 'This survey has ended and takes no more answers. Thank you for wanting to take part.',
  byInvitation: 'This survey is by invitation. Please open the link in your own mail.',
  full: 'Enough people like you have answered already. Nothing was stored; thank you for wanting to take part.',
  busy: 'We could not store this just now. Nothing is lost: please try again in a moment.',
  otherSite: 'This came from another site and was not accepted.',
  lost: 'We could not tell which answers these belong to. Please go back to the survey; what was saved is still there.',
  thanks: 'Thank you!',
  recorded: 'Your answers have arrived and are stored.',
  knownBefore: 'Your answers had already arrived and are stored. The first ones you sent count.',
  receipt: 'Your receipt',
  keepReceipt: 'Keep the address of this page: with it you can delete your answers at any time.',
  continueTo: 'Continue to {host}',
  erase: 'Delete my answers',
  eraseWhat: 'All your answers to this survey are removed for good. This cannot be undone.',
  eraseNow: 'Delete for good',
  erased: 'Deleted',
  erasedWhat: 'Your answers have been deleted. Nothing of them is kept.',
  nothingThere: 'There are no answers under this receipt, or they have been deleted.',
  measuredWith: 'Measured with Manyi',
}

const zhHans: PageTexts = {
  title: '问卷',
  language: '语言',
  next: '下一题',
  back: '上一题',
  skip: '跳过',
  send: '提交回答',
  again: '再试一次',
  toStart: '前往问卷',
  stepsLeft: '还有{steps}题，{time}',
  lastStep: '最后一题',
  underMinute: '不到1分钟',
  oneMinute: '约1分钟',
  minutes: '约{minutes}分钟',
  saved: '每答一题都会保存。您可以随时停下，之后在这台设备上继续。',
  resumed: '欢迎回来，您可以接着上次的地方继续，内容没有丢失。',
  sending: '正在提交……',
  waiting: '暂时没有网络。您的回答已保存在这台设备上，正在重试……',
  unsent: '没有网络。您的回答保存在这台设备上，最长30天；网络恢复且此页面打开时会自动提交，且只提交一次。',
  sentLater: '此前保存在这台设备上的回答已经送达。',
  expired: '在这台设备上等待超过30天的回答已被删除，没有提交。',
  wrong: '这个回答无法接受，请重新选择。',
  required: '请选择一个答案。',
  exclusive: '请选择具体答案，或选择没有答案，两者只能选其一。',
  tooMany: '最多只能选{max}项。',
  notNumber: '请填写数字。',
  outOfRange: '请填写{min}到{max}之间的数字。',
  notWhole: '请填写整数。',
  tooLong: '请缩短到{max}个字以内。',
  wrongTotal: '各项分数之和必须为{total}，目前为{given}。',
  otherProblem: '回答无法接受。请刷新页面，已填写的内容不会丢失。',
  range: '{min}到{max}之间的数字。',
  atMostCharacters: '最多{max}个字。',
  charactersLeft: '还可以写{left}个字。',
  pointsGiven: '已分配{given}分，共{total}分。',
  fewer: '减少“{part}”的分数',
  more: '增加“{part}”的分数',
  leaveEmpty: '请将此栏留空',
  gone: '这个地址没有问卷，请核对您收到的链接。',
  planned: '问卷尚未开始，请稍后再来，链接不会改变。',
  closed: '问卷已经结束，不再接受回答。感谢您愿意参与。',
  byInvitation: '本问卷仅限受邀者填写，请打开您邮件中的链接。',
  full: '与您情况相同的人数已经足够，本次没有保存任何内容。感谢您愿意参与。',
  busy: '暂时无法保存。内容没有丢失，请稍后再试。',
  otherSite: '该请求来自其他网站，未被接受。',
  lost: '无法确认这些回答属于哪一份问卷。请返回问卷，已保存的内容仍在。',
  thanks: '谢谢您！',
  recorded: '您的回答已收到并保存。',
  knownBefore: '您的回答此前已收到并保存，以第一次提交的为准。',
  receipt: '回执编号',
  keepReceipt: '请保存本页的网址：凭它可以随时删除您的回答。',
  continueTo: '继续前往 {host}',
  erase: '删除我的回答',
  eraseWhat: '您对本问卷的所有回答将被永久删除，无法恢复。',
  eraseNow: '永久删除',
  erased: '已删除',
  erasedWhat: '您的回答已经删除，没有保留任何内容。',
  nothingThere: '这份回执下没有回答，或者已经删除。',
  measuredWith: '由满意 Manyi 测评',
}

const zhHant: PageTexts = {
  title: '問卷',
  language: '語言',
  next: '下一題',
  back: '上一題',
  skip: '略過',
  send: '送出回答',
  again: '再試一次',
  toStart: '前往問卷',
  stepsLeft: '還有{steps}題，{time}',
  lastStep: '最後一題',
  underMinute: '不到1分鐘',
  oneMinute: '約1分鐘',
  minutes: '約{minutes}分鐘',
  saved: '每答一題都會儲存。您可以隨時停下，之後在這台裝置上繼續。',
  resumed: '歡迎回來，您可以接著上次的地方繼續，內容沒有遺失。',
  sending: '正在送出……',
  waiting: '暫時沒有網路。您的回答已保存在這台裝置上，正在重試……',
  unsent: '沒有網路。您的回答保存在這台裝置上，最長30天；網路恢復且此頁面開啟時會自動送出，且只送出一次。',
  sentLater: '先前保存在這台裝置上的回答已經送達。',
  expired: '在這台裝置上等待超過30天的回答已被刪除，沒有送出。',
  wrong: '這個回答無法接受，請重新選擇。',
  required: '請選擇一個答案。',
  exclusive: '請選擇具體答案，或選擇沒有答案，兩者只能選其一。',
  tooMany: '最多只能選{max}項。',
  notNumber: '請填寫數字。',
  outOfRange: '請填寫{min}到{max}之間的數字。',
  notWhole: '請填寫整數。',
  tooLong: '請縮短到{max}個字以內。',
  wrongTotal: '各項分數之和必須為{total}，目前為{given}。',
  otherProblem: '回答無法接受。請重新整理頁面，已填寫的內容不會遺失。',
  range: '{min}到{max}之間的數字。',
  atMostCharacters: '最多{max}個字。',
  charactersLeft: '還可以寫{left}個字。',
  pointsGiven: '已分配{given}分，共{total}分。',
  fewer: '減少「{part}」的分數',
  more: '增加「{part}」的分數',
  leaveEmpty: '請將此欄留空',
  gone: '這個網址沒有問卷，請核對您收到的連結。',
  planned: '問卷尚未開始，請稍後再來，連結不會改變。',
  closed: '問卷已經結束，不再接受回答。感謝您願意參與。',
  byInvitation: '本問卷僅限受邀者填寫，請開啟您郵件中的連結。',
  full: '與您情況相同的人數已經足夠，本次沒有儲存任何內容。感謝您願意參與。',
  busy: '暫時無法儲存。內容沒有遺失，請稍後再試。',
  otherSite: '該請求來自其他網站，未被接受。',
  lost: '無法確認這些回答屬於哪一份問卷。請返回問卷，已儲存的內容仍在。',
  thanks: '謝謝您！',
  recorded: '您的回答已收到並保存。',
  knownBefore: '您的回答先前已收到並保存，以第一次送出的為準。',
  receipt: '收據編號',
  keepReceipt: '請保存本頁的網址：憑它可以隨時刪除您的回答。',
  continueTo: '繼續前往 {host}',
  erase: '刪除我的回答',
  eraseWhat: '您對本問卷的所有回答將被永久刪除，無法復原。',
  eraseNow: '永久刪除',
  erased: '已刪除',
  erasedWhat: '您的回答已經刪除，沒有保留任何內容。',
  nothingThere: '這份收據下沒有回答，或者已經刪除。',
  measuredWith: '由滿意 Manyi 測評',
}

export const PAGE_TEXTS: Readonly<Record<Language, PageTexts>> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant }

/** Each language in itself, for the switch. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
}

/** Which way each language is read. */
export const DIRECTIONS: Readonly<Record<Language, 'ltr' | 'rtl'>> = {
  en: 'ltr',
  'zh-Hans': 'ltr',
  'zh-Hant': 'ltr',
}

/** A text with its places filled; what is filled in is not looked at again. */
export function fillIn(text: string, places: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole))
}
